import {
  type Command,
  Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  l10n,
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

const kinds = (): Readonly<Record<DocumentStatus['kind'], string>> => ({
  'taskcluster-yml-v1': l10n.t('.taskcluster.yml, version 1'),
  'taskcluster-yml-v0': l10n.t('.taskcluster.yml, version 0'),
  task: l10n.t('Taskcluster task'),
  'task-graph': l10n.t('Taskcluster task graph'),
  hook: l10n.t('Taskcluster hook'),
  'worker-pool': l10n.t('Taskcluster worker pools'),
  config: l10n.t('Configuration of taskcluster-lint'),
  none: l10n.t('Not a Taskcluster file'),
});

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
  item.text = stopped ? l10n.t('Taskcluster language server stopped') : textOf(status);
  item.detail = detailOf(server, status);
  item.command = commandFor(server, status);
}

/** A separate item that only exists while there is something to convert. */
function createPairs(): LanguageStatusItem {
  const item = languages.createLanguageStatusItem('taskcluster.pairs', [...LANGUAGES]);
  item.name = l10n.t('Taskcluster Migration');
  return item;
}

function showPairs(item: LanguageStatusItem, uri: Uri, pairs: number): LanguageStatusItem {
  item.text = pairs === 1 ? l10n.t('1 pair can be converted') : l10n.t('{0} pairs can be converted', pairs);
  item.detail = l10n.t('to taskQueueId');
  item.command = { command: MIGRATE_FILE, title: l10n.t('Convert'), arguments: [uri] };
  return item;
}

function textOf(status: DocumentStatus | undefined): string {
  if (status?.excluded) return l10n.t('Excluded by {0} or {1}', EXCLUDE, CONFIG_FILE_NAME);
  return kinds()[status?.kind ?? 'none'];
}

const EXCLUDE = `${SECTION}.files.exclude`;
const KINDS = `${SECTION}.files.kinds`;

function detailOf(server: LanguageServer, status: DocumentStatus | undefined): string {
  if (server.state === 'idle') return l10n.t('The language server starts when you open a task file');
  if (server.state === 'starting') return l10n.t('The language server is starting');
  if (server.state === 'stopped') return l10n.t('Files are not checked');
  if (status?.excluded) return ''; // the text says it, and is so long that more would push the command out of sight
  if (status === undefined || status.kind === 'none') return l10n.t('Not checked');
  const { errors, warnings } = status;
  return [
    errors === 1 ? l10n.t('1 error') : l10n.t('{0} errors', errors),
    warnings === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', warnings),
  ].join(', ');
}

/** What the user can do about the state; undefined if nothing. */
function commandFor(server: LanguageServer, status: DocumentStatus | undefined): Command | undefined {
  if (server.state === 'stopped') return { command: RESTART_SERVER, title: l10n.t('Restart Server') };
  if (status?.excluded)
    return { command: 'workbench.action.openSettings', title: l10n.t('Open Setting'), arguments: [EXCLUDE] };
  if (status?.kind === 'none')
    return { command: 'workbench.action.openSettings', title: l10n.t('Set Its Kind'), arguments: [KINDS] };
  return server.state === 'running' ? { command: SHOW_OUTPUT, title: l10n.t('Show Output') } : undefined;
}
