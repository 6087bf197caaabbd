import { Disposable, DocumentLink, EventEmitter, l10n, languages, Range, Uri, window, workspace } from 'vscode';
import type { Report } from './report.js';

/** The scheme of the read-only documents with reports. */
const SCHEME = 'taskcluster-report';

/** Shows reports in an editor, with links to the places they name. */
export interface ReportView extends Disposable {
  show(name: string, report: Report): Promise<void>;
}

export function createReportView(): ReportView {
  const changes = new EventEmitter<Uri>();
  /** The last report of each name, by the URI of its document. */
  const reports = new Map<string, Report>();
  const subscriptions = Disposable.from(
    changes,
    workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changes.event,
      provideTextDocumentContent: (uri) => reports.get(uri.toString())?.text ?? `${l10n.t('Run the command again.')}\n`,
    }),
    languages.registerDocumentLinkProvider(
      { scheme: SCHEME },
      {
        provideDocumentLinks: (document) =>
          (reports.get(document.uri.toString())?.links ?? []).map(({ line, start, end, uri, at }) => {
            const target = Uri.parse(uri).with({ fragment: `L${at.line + 1},${at.character + 1}` });
            return new DocumentLink(new Range(line, start, line, end), target);
          }),
      },
    ),
  );
  return {
    async show(name, report) {
      const uri = Uri.from({ scheme: SCHEME, path: `/${name}` });
      reports.set(uri.toString(), report);
      changes.fire(uri);
      await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
    },
    dispose: () => subscriptions.dispose(),
  };
}
