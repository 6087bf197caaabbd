import { env, l10n, type Uri, window, workspace } from 'vscode';
import { PREVIEW_TEXTS, type PreviewChoice, type PreviewTextsParams } from '../../server/lsp/protocol.js';
import type { LanguageServer } from '../language-server.js';
import type { Link } from '../live/server-connection.js';
import { columnOf } from '../panels/source-file.js';
import type { PreviewCommand } from '../webview/messages/preview.js';
import { renderedAt, renderedTasks, renderRequest, sortedJson } from './deployment-request.js';
import type { OwnEvents } from './own-events.js';
import { offerOwnEvents } from './own-events-menu.js';
import type { PreviewSession } from './session.js';
import type { ComparedTexts, Side } from './texts.js';

/** What the actions of a preview work with. */
export interface ActionsOptions {
  readonly server: LanguageServer;
  readonly link: Pick<Link, 'post'>;
  /** The deployment that may be asked; undefined: none. */
  readonly rootUrl: () => string | undefined;
  /** Shows the task graph of a file. */
  readonly showGraph: (source: Uri, choice: PreviewChoice) => void;
  readonly texts: ComparedTexts;
  readonly source: Uri;
  readonly fileName: string;
  readonly own: () => OwnEvents;
}

/** The path of renderTaskclusterYml in the API of the github service. */
const RENDER_PATH = '/api/github/v1/taskcluster-yml';

/** Does for a preview what needs the editor: its menus, clipboard, editors and network. */
export function createActions(
  { server, link, rootUrl, showGraph, texts, source, fileName, own }: ActionsOptions,
  session: () => PreviewSession,
): (command: PreviewCommand) => Promise<void> {
  const agreed = new Set<string>();
  const textsOf = async (choices: readonly PreviewChoice[], format: 'yaml' | 'json'): Promise<readonly string[]> => {
    const params: Omit<PreviewTextsParams, 'uri'> = { choices, format };
    return (await server.ask<readonly string[]>(PREVIEW_TEXTS, source, params)) ?? [];
  };
  const show = (title: string, left: Side, right: Side, extension: string): Promise<void> =>
    texts.compare(title, [left, right], extension, columnOf(source));
  const shownName = (): string => session().state.own ?? session().answer?.shown ?? l10n.t('tasks');

  const copy = async (): Promise<void> => {
    const [text] = await textsOf([session().choice], 'json');
    if (text === undefined) return;
    await env.clipboard.writeText(text);
    window.setStatusBarMessage(l10n.t('Copied the tasks as JSON'), 3000);
  };
  const open = async (): Promise<void> => {
    const { format } = session().state;
    const [content] = await textsOf([session().choice], format);
    if (content !== undefined)
      await window.showTextDocument(await workspace.openTextDocument({ content, language: format }), columnOf(source));
  };
  const compare = async (): Promise<void> => {
    const { state, answer, choice } = session();
    const occasions = (answer?.occasions ?? [])
      .filter(({ name }) => state.own !== null || name !== answer?.shown)
      .map(({ name, title }) => ({ label: title, description: name, choice: { ...choice, occasion: name } }));
    const theirOwn = l10n.t('your own');
    const others = own()
      .names()
      .filter((name) => name !== state.own)
      .map((name) => ({ label: name, description: theirOwn, choice: { ...choice, body: own().body(name) } }));
    const bare = occasions.map(({ choice: { body: _, ...rest }, ...item }) => ({ ...item, choice: rest }));
    const picked = await window.showQuickPick([...bare, ...others], {
      placeHolder: l10n.t('Compare with the tasks of…'),
    });
    if (!picked) return;
    const [left, right] = await textsOf([choice, picked.choice], state.format);
    if (left === undefined || right === undefined) return;
    const [one, two] = [shownName(), picked.description === theirOwn ? picked.label : picked.description];
    const title = `${fileName}: ${one} ↔ ${two}`;
    await show(title, { name: one, text: left }, { name: two, text: right }, state.format);
  };
  const deployment = async (): Promise<void> => {
    const [url, { answer, choice }] = [rootUrl(), session()];
    if (!url || !answer) return;
    if (!agreed.has(url)) {
      const detail = l10n.t('The text of {0} and the event are sent to {1}, without credentials.', fileName, url);
      const send = l10n.t('Send');
      const message = l10n.t('Let the deployment render this file?');
      if ((await window.showInformationMessage(message, { modal: true, detail }, send)) !== send) return;
      agreed.add(url);
    }
    const request = renderRequest((await workspace.openTextDocument(source)).getText(), answer);
    if (request === undefined) {
      const message = l10n.t('The deployment can only render files for GitHub events.');
      return void window.showInformationMessage(message);
    }
    const result = await link.post(url, RENDER_PATH, request);
    if ('error' in result) {
      const message = l10n.t('{0} cannot render this file: {1}', url, result.message);
      return void window.showWarningMessage(message);
    }
    const theirs = renderedTasks(result.status, result.body);
    const now = 'tasks' in theirs ? renderedAt(theirs.tasks) : undefined;
    const [text] = await textsOf([{ ...choice, ...(now !== undefined && { now }) }], 'json');
    if (text === undefined) return;
    const ours = text.startsWith('//') ? text : sortedJson(JSON.parse(text));
    const right = 'tasks' in theirs ? sortedJson(theirs.tasks) : commented(theirs.said);
    const title = l10n.t('{0}: {1} ↔ as {2} renders it', fileName, shownName(), new URL(url).host);
    await show(title, { name: 'preview', text: ours }, { name: 'deployment', text: right }, 'jsonc');
  };
  const ownEvents = async (): Promise<void> => {
    const name = await offerOwnEvents(own(), session().answer?.body);
    if (name === undefined) return;
    const shown = session().state.own;
    const isLeft = shown !== null && own().names().includes(shown);
    session().choose({ own: name ?? (isLeft ? shown : null) });
  };
  const actions: Readonly<Record<PreviewCommand, () => Promise<void>>> = {
    copy,
    open,
    compare,
    deployment,
    own: ownEvents,
    graph: async () => showGraph(source, session().choice),
  };
  return (command) => actions[command]();
}

function commented(text: string): string {
  return text
    .split('\n')
    .map((line) => `// ${line}\n`)
    .join('');
}
