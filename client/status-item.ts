import {
  type Command,
  Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { CONFIG_FILE_NAME, DOCUMENT_STATUS, type DocumentStatus, SECTION } from '../server/lsp/protocol.js';
import { MIGRATE_FILE } from './commands/migrate-file.js';
import { RESTART_SERVER } from './commands/restart-server.js';
import { SHOW_OUTPUT } from './commands/show-output.js';
import type { LanguageServer } from './language-server.js';
import { LANGUAGES } from './languages.js';

const KINDS: Readonly<Record<DocumentStatus['kind'], string>> = {
  'taskcluster-yml-v1': '.taskcluster.yml, version 1',
  'taskcluster-yml-v0': '.taskcluster.yml, version 0',
  task: 'Taskcluster task',
  'task-graph': 'Taskcluster task graph',
  hook: 'Taskcluster hook',
  'worker-pool': 'Taskcluster worker pools',
  config: 'Configuration of taskcluster-lint',
  none: 'Not a Taskcluster file',
};

/** Typing triggers an update, but not on every key. */
const REST_MS = 300;

/**
 * Shows, next to the language of the active editor, what kind of Taskcluster file it has, whether the server is running, and
 * how many pairs can be converted.
 * @param note hears of the status of a file whenever it is asked for
 */
export function createStatusItem(
  server: LanguageServer,
  note: (uri: Uri, status: DocumentStatus | undefined) => void,
): Disposable {
  const item = languages.createLanguageStatusItem('taskcluster.status', [...LANGUAGES]);
  item.name = 'Taskcluster';
  let pairs: LanguageStatusItem | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  const update = async (): Promise<void> => {
    const uri = window.activeTextEditor?.document.uri;
    const question = ++asked;
    const status = uri && (await server.ask<DocumentStatus>(DOCUMENT_STATUS, uri).catch(() => undefined));
    if (uri) note(uri, status);
    // Another editor may have become active while waiting for the server.
    if (question !== asked) return;
    show(item, server, status);
    if (uri && status && status.pairs > 0) pairs = showPairs(pairs ?? createPairs(), uri, status.pairs);
    else {
      // A status item cannot be hidden.
      pairs?.dispose();
      pairs = undefined;
    }
  };
  const updateSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), REST_MS);
  };
  const isActive = (uri: Uri): boolean => uri.toString() === window.activeTextEditor?.document.uri.toString();

  void update();
  return Disposable.from(
    item,
    server.onDidChangeState(() => void update()),
    window.onDidChangeActiveTextEditor(() => void update()),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (isActive(document.uri)) updateSoon();
    }),
    languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some(isActive)) updateSoon();
    }),
    {
      dispose() {
        clearTimeout(timer);
        pairs?.dispose();
      },
    },
  );
}

function show(item: LanguageStatusItem, server: LanguageServer, status: DocumentStatus | undefined): void {
  const stopped = server.state === 'stopped';
  item.busy = server.state === 'starting';
  item.severity = stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
  item.text = stopped ? 'Taskcluster language server stopped' : textOf(status);
  item.detail = detailOf(server, status);
  item.command = commandFor(server, status);
}

/** A separate item that only exists while there is something to convert. */
function createPairs(): LanguageStatusItem {
  const item = languages.createLanguageStatusItem('taskcluster.pairs', [...LANGUAGES]);
  item.name = 'Taskcluster Migration';
  return item;
}

function showPairs(item: LanguageStatusItem, uri: Uri, pairs: number): LanguageStatusItem {
  item.text = `${count(pairs, 'pair')} can be converted`;
  item.detail = 'to taskQueueId';
  item.command = { command: MIGRATE_FILE, title: 'Convert', arguments: [uri] };
  return item;
}

function textOf(status: DocumentStatus | undefined): string {
  if (status?.excluded) return `Excluded by ${EXCLUDE} or ${CONFIG_FILE_NAME}`;
  return KINDS[status?.kind ?? 'none'];
}

const EXCLUDE = `${SECTION}.files.exclude`;

function detailOf(server: LanguageServer, status: DocumentStatus | undefined): string {
  if (server.state === 'idle') return 'The language server starts when you open a task file';
  if (server.state === 'starting') return 'The language server is starting';
  if (server.state === 'stopped') return 'Files are not checked';
  if (status === undefined || status.kind === 'none') return 'Not checked';
  return `${count(status.errors, 'error')}, ${count(status.warnings, 'warning')}`;
}

/** What the user can do about the state; undefined if nothing. */
function commandFor(server: LanguageServer, status: DocumentStatus | undefined): Command | undefined {
  if (server.state === 'stopped') return { command: RESTART_SERVER, title: 'Restart Server' };
  if (status?.excluded)
    return { command: 'workbench.action.openSettings', title: 'Open Setting', arguments: [EXCLUDE] };
  return server.state === 'running' ? { command: SHOW_OUTPUT, title: 'Show Output' } : undefined;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
