import { env, l10n, type QuickPickItem, window, workspace } from 'vscode';
import { nameOf } from '../panels/source-file.js';
import { type OwnEvents, readBody } from './own-events.js';

interface Item extends QuickPickItem {
  /** Resolves to the name of the event to show; null: one was removed, undefined: whatever is shown. */
  readonly act: () => Promise<string | null | undefined>;
}

/**
 * Offers to take an event of the user's own from the clipboard or a file, or to remove one.
 * @param shown the body that is shown, as a pattern
 * @returns as `Item.act`
 */
export async function offerOwnEvents(own: OwnEvents, shown: string | undefined): Promise<string | null | undefined> {
  const items: Item[] = [
    {
      label: `$(clippy) ${l10n.t('Paste from the Clipboard')}`,
      detail: l10n.t('The JSON of a webhook, or the payload of a hook'),
      act: async () => keep(own, await env.clipboard.readText(), l10n.t('pasted')),
    },
    { label: `$(folder-opened) ${l10n.t('Open a JSON File…')}`, act: () => openFile(own) },
    ...(shown === undefined
      ? []
      : [
          {
            label: `$(edit) ${l10n.t('Edit the Body That Is Shown')}`,
            detail: l10n.t('Opens it as a new file'),
            act: () => edit(shown),
          },
        ]),
    ...own.names().map((name) => ({
      label: `$(trash) ${l10n.t('Remove {0}', name)}`,
      act: async () => {
        await own.remove(name);
        return null;
      },
    })),
  ];
  const placeHolder = l10n.t('An event of your own, kept for this workspace');
  const picked = await window.showQuickPick(items, { placeHolder });
  return picked?.act();
}

async function openFile(own: OwnEvents): Promise<string | undefined> {
  const title = l10n.t('The body of an event');
  const [uri] = (await window.showOpenDialog({ filters: { JSON: ['json'] }, title })) ?? [];
  if (!uri) return undefined;
  const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
  return keep(own, text, nameOf(uri).replace(/\.json$/, ''));
}

/** Asks for a name, and keeps a body under it. Says what is wrong with the body if it cannot be kept. */
async function keep(own: OwnEvents, text: string, suggested: string): Promise<string | undefined> {
  const read = readBody(text);
  if ('problem' in read) return void window.showErrorMessage(l10n.t('This is not an event. {0}', read.problem(l10n.t)));
  const value = suggested.slice(0, 60);
  const name = await window.showInputBox({ prompt: l10n.t('A name for the event'), value });
  if (!name) return undefined;
  await own.keep(name, text);
  return name;
}

async function edit(content: string): Promise<undefined> {
  await window.showTextDocument(await workspace.openTextDocument({ content, language: 'json' }));
}
