import { Disposable, l10n, Uri, workspace } from 'vscode';
import { GRAPH, type GraphAnswer, type PreviewChoice } from '../../server/lsp/protocol.js';
import type { LanguageServer } from '../language-server.js';
import { createPanels, type Panel, type PanelSession } from '../panels/panels.js';
import { afterRest, followFiles, nameOf, showSource } from '../panels/source-file.js';
import type { GraphMessage, GraphModel } from '../webview/messages/graph.js';
import { createGraphSession, type GraphSession } from './session.js';
import { newState, readState } from './state.js';

/** The task graphs of files, at most one for each. */
export interface GraphViews extends Disposable {
  /** Shows that of a file beside it. `choice`: what creates the tasks; without it, an open graph stays as it is. */
  show(source: Uri, choice?: PreviewChoice): void;
}

/** The type of the view. */
const GRAPH_VIEW = 'taskcluster.graph';

interface Open {
  readonly session: GraphSession;
  readonly panel: Panel<GraphModel>;
}

/** Provides task graphs, which follow their files while these are edited. */
export function createGraphViews(extensionUri: Uri, server: LanguageServer): GraphViews {
  /** By the URI of the file. */
  const open = new Map<string, Open>();

  const start = (panel: Panel<GraphModel>, kept: unknown): PanelSession<GraphMessage> | undefined => {
    const state = readState(kept);
    if (!state || open.has(state.source)) return undefined;
    const source = Uri.parse(state.source);
    const session = createGraphSession(
      {
        async graph(choice) {
          await server.start();
          // The editor closes documents that no editor shows.
          await workspace.openTextDocument(source);
          return server.ask<GraphAnswer>(GRAPH, source, { choice });
        },
        show: (changes) => panel.update(changes),
        goTo: (place) => void showSource(source, place),
        afterRest,
        t: l10n.t,
      },
      state,
    );
    open.set(state.source, { session, panel });
    panel.update({ file: nameOf(source), state });
    return {
      receive: session.receive,
      dispose() {
        session.dispose();
        open.delete(state.source);
      },
    };
  };
  const panels = createPanels<GraphModel, GraphMessage>(extensionUri, { viewType: GRAPH_VIEW, bundle: 'graph', start });

  const subscriptions = Disposable.from(panels, followFiles(open, server));
  return {
    show(source, choice) {
      const shown = open.get(source.toString());
      if (!shown) return panels.open(l10n.t('Graph {0}', nameOf(source)), newState(source.toString(), choice ?? {}));
      if (choice) shown.session.choose(choice);
      shown.panel.reveal(true);
    },
    dispose: () => subscriptions.dispose(),
  };
}
