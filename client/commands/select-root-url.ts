import {
  ConfigurationTarget,
  commands,
  type Disposable,
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

const OTHER: Choice = { label: 'Other…', description: 'Enter the root URL of another deployment' };
const NONE: Choice = { label: 'None', description: 'Turn look-ups off', rootUrl: '' };

/** Taskcluster: Select Deployment. Called with a root URL, it selects that one without asking. */
export function registerSelectRootUrl(permission: Permission): Disposable {
  return commands.registerCommand(SELECT_ROOT_URL, async (given?: unknown) => {
    const rootUrl = typeof given === 'string' ? given : await choose(permission);
    if (rootUrl !== undefined) await select(rootUrl);
  });
}

async function choose({ decision }: Permission): Promise<string | undefined> {
  const current = 'rootUrl' in decision ? decision.rootUrl : undefined;
  const choices = CHOICES.map((choice) => (choice.rootUrl === current ? { ...choice, detail: 'In use' } : choice));
  const separator: Choice = { label: '', kind: QuickPickItemKind.Separator };
  const choice = await window.showQuickPick([...choices, OTHER, separator, NONE], {
    title: 'Taskcluster deployment',
    placeHolder: 'Where are the worker pools of your tasks?',
    matchOnDescription: true,
  });
  if (choice !== OTHER) return choice?.rootUrl;
  const typed = await window.showInputBox({
    title: 'Root URL of the Taskcluster deployment',
    prompt: 'The address without a path, e.g. https://tc.example.com',
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
      `Saved in your settings. In this workspace, the workspace settings override it with ${written(theirs) || 'no deployment'}.`,
    );
  }
}

function problemOf(text: string): string | undefined {
  const read = readRootUrl(text);
  return read.ok ? undefined : read.problem;
}
