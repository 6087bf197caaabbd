import { Disposable, type LanguageStatusItem, LanguageStatusSeverity, l10n, languages } from 'vscode';
import type { LanguageServer } from '../language-server.js';
import { LANGUAGES } from '../languages.js';
import { describeLookUps } from './describe.js';
import type { Permission } from './permission.js';
import type { Link } from './server-connection.js';

/** Shows, next to the language of the active editor, which deployment is asked, or why none is. */
export function createLiveStatusItem(server: LanguageServer, permission: Permission, link: Link): Disposable {
  let item: LanguageStatusItem | undefined;
  const update = (): void => {
    // Of no interest unless a Taskcluster file is open.
    if (server.state === 'idle') return;
    item ??= create();
    const { text, detail, busy, warning, command } = describeLookUps(
      permission.decision,
      link.status,
      permission.clientId,
      l10n.t,
    );
    item.text = text;
    item.detail = detail;
    item.busy = busy;
    item.severity = warning ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
    item.command = {
      command: command.command,
      title: command.title,
      ...(command.arguments ? { arguments: [...command.arguments] } : {}),
    };
  };
  update();
  return Disposable.from(link.onDidChange(update), { dispose: () => item?.dispose() });
}

function create(): LanguageStatusItem {
  const item = languages.createLanguageStatusItem('taskcluster.deployment', [...LANGUAGES]);
  item.name = l10n.t('Taskcluster Deployment');
  return item;
}
