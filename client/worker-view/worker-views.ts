import {
  Disposable,
  EventEmitter,
  l10n,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { WORKER_VIEW, type WorkerView } from '../../server/lsp/protocol.js';
import type { LanguageServer } from '../language-server.js';
import { nameOf } from '../panels/source-file.js';
import { keptFor, notRunning } from '../words.js';
import { movedBy, type Place } from './moved.js';

/** Read-only documents with what the worker runs for a task, one for each file. */
export interface WorkerViews extends Disposable {
  /** Shows it beside the file, for the task at a place. */
  show(source: Uri, place: Place): Promise<void>;
}

/** The scheme of the documents. */
export const WORKER_VIEW_SCHEME = 'taskcluster-worker-view';

/** A view follows the file once nobody has typed for that long. */
const REST_MS = 300;

/** What a view shows. */
interface Shown {
  readonly source: Uri;
  place: Place;
  /** The last text; it stays while the file is being changed and cannot be read. */
  text: string;
  timer?: ReturnType<typeof setTimeout>;
}

/** Provides the views, which follow their files while these are edited. */
export function createWorkerViews(server: LanguageServer): WorkerViews {
  const changes = new EventEmitter<Uri>();
  /** By the URI of the view. */
  const views = new Map<string, Shown>();

  const ask = async ({ source, place }: Pick<Shown, 'source' | 'place'>): Promise<WorkerView> => {
    const view = await server.ask<WorkerView>(WORKER_VIEW, source, { position: place });
    return view ?? { found: false, reason: notRunning(l10n.t) };
  };
  const update = (view: Uri, shown: Shown, wait: number): void => {
    clearTimeout(shown.timer);
    shown.timer = setTimeout(() => changes.fire(view), wait);
  };

  const provider: TextDocumentContentProvider = {
    onDidChange: changes.event,
    async provideTextDocumentContent(uri) {
      const shown = views.get(uri.toString());
      // A view that the editor restores after a restart.
      if (!shown) return `${l10n.t('Run the command "Taskcluster: Show What the Worker Runs" in the file again.')}\n`;
      const view = await ask(shown);
      if (!view.found) return `> ${keptFor(view.reason, l10n.t)}\n\n${shown.text}`;
      shown.text = view.markdown;
      return view.markdown;
    },
  };
  const subscriptions = Disposable.from(
    changes,
    workspace.registerTextDocumentContentProvider(WORKER_VIEW_SCHEME, provider),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const view = viewOf(document.uri);
      const shown = views.get(view.toString());
      if (!shown || contentChanges.length === 0) return;
      shown.place = movedBy(shown.place, contentChanges);
      update(view, shown, REST_MS);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      const shown = views.get(uri.toString());
      clearTimeout(shown?.timer);
      views.delete(uri.toString());
    }),
    server.onDidChangeState(() => {
      if (server.state !== 'running') return;
      for (const [uri, shown] of views) update(Uri.parse(uri), shown, REST_MS);
    }),
  );

  return {
    async show(source, place) {
      await server.start();
      const answer = await ask({ source, place });
      if (!answer.found) return void window.showInformationMessage(answer.reason);
      const view = viewOf(source);
      clearTimeout(views.get(view.toString())?.timer);
      views.set(view.toString(), { source, place, text: answer.markdown });
      const isOpen = workspace.textDocuments.some(({ uri }) => uri.toString() === view.toString());
      const document = await workspace.openTextDocument(view);
      if (isOpen) changes.fire(view);
      await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
    },
    dispose() {
      for (const { timer } of views.values()) clearTimeout(timer);
      subscriptions.dispose();
    },
  };
}

/** The view of a file. Its tab has the name of the file. */
function viewOf(source: Uri): Uri {
  const name = nameOf(source);
  return Uri.from({
    scheme: WORKER_VIEW_SCHEME,
    path: `/${l10n.t('What the worker runs ({0})', name)}.md`,
    query: source.toString(),
  });
}
