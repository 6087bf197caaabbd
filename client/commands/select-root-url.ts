import {
  ConfigurationTarget,
  commands,
  type Disposable,
  l10n,
  type QuickPickItem,
  QuickPickItemKind,
  window,
  workspace,
} from 'vscode';
import { SECTION } from '../../server/lsp/protocol.js';
import { readRootUrl } from '../../server/taskcluster/root-url.js';
import { written } from '../live/decision.js';
import type { Permission } from '../live/permission.js';

export const SELECT_ROOT_URL = 'taskcluster.selectRootUrl';

/** `rootUrl`: the deployment; empty for none, undefined for one that the user types. */
interface Choice extends QuickPickItem {
  readonly rootUrl?: string;
}

/** The deployments that anyone can use. */
const CHOICES: readonly Choice[] = [
  { label: 'Firefox CI', rootUrl: 'https://firefox-ci-tc.services.mozilla.com' },
  { label: 'Community', rootUrl: 'https://community-tc.services.mozilla.com' },
].map((choice) => ({ ...choice, description: choice.rootUrl }));

/** Taskcluster: Select Deployment. Called with a root URL, it selects that one without asking. */
export function registerSelectRootUrl(permission: Permission): Disposable {
  return commands.registerCommand(SELECT_ROOT_URL, async (given?: unknown) => {
    const rootUrl = typeof given === 'string' ? given : await choose(permission);
    if (rootUrl !== undefined) await select(rootUrl);
  });
}

async function choose({ decision }: Permission): Promise<string | undefined> {
  const other: Choice = { label: l10n.t('Other…'), description: l10n.t('Enter the root URL of another deployment') };
  const none: Choice = { label: l10n.t('None'), description: l10n.t('Turn look-ups off'), rootUrl: '' };
  const current = 'rootUrl' in decision ? decision.rootUrl : undefined;
  const choices = CHOICES.map((choice) =>
    choice.rootUrl === current ? { ...choice, detail: l10n.t('In use') } : choice,
  );
  const separator: Choice = { label: '', kind: QuickPickItemKind.Separator };
  const choice = await window.showQuickPick([...choices, other, separator, none], {
    title: l10n.t('Taskcluster deployment'),
    placeHolder: l10n.t('Where are the worker pools of your tasks?'),
    matchOnDescription: true,
  });
  if (choice !== other) return choice?.rootUrl;
  const typed = await window.showInputBox({
    title: l10n.t('Root URL of the Taskcluster deployment'),
    prompt: l10n.t('The address without a path, e.g. {0}', 'https://tc.example.com'),
    value: current ?? 'https://',
    ignoreFocusOut: true,
    validateInput: problemOf,
  });
  return typed;
}

async function select(text: string): Promise<void> {
  const problem = text === '' ? undefined : problemOf(text);
  if (problem !== undefined) return void window.showWarningMessage(`${problem}.`);
  const read = readRootUrl(text);
  const rootUrl = read.ok ? read.rootUrl : '';
  const configuration = workspace.getConfiguration(SECTION);
  await configuration.update('rootUrl', rootUrl, ConfigurationTarget.Global);
  const { workspaceFolderValue, workspaceValue } = configuration.inspect<unknown>('rootUrl') ?? {};
  const theirs = workspaceFolderValue ?? workspaceValue;
  if (theirs !== undefined && theirs !== rootUrl) {
    void window.showInformationMessage(
      l10n.t(
        'Saved in your settings. In this workspace, the workspace settings override it with {0}.',
        written(theirs) || l10n.t('no deployment'),
      ),
    );
  }
}

function problemOf(text: string): string | undefined {
  const read = readRootUrl(text);
  return read.ok ? undefined : read.problem;
}
