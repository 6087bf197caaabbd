import { Disposable, l10n, type Memento, type TextEditor, Uri, window, workspace } from 'vscode';
import {
  type DefinitionAnswer,
  PREVIEW,
  PREVIEW_DEFINITION,
  PREVIEW_OUTCOMES,
  PREVIEW_TASKS_AT,
  type PreviewAnswer,
  type PreviewOutcomes,
} from '../../server/lsp/protocol.js';
import type { LanguageServer } from '../language-server.js';
import type { Link } from '../live/server-connection.js';
import { createPanels, type Panel, type PanelSession } from '../panels/panels.js';
import { afterRest, followFiles, nameOf, refreshAll, showSource } from '../panels/source-file.js';
import type { PreviewMessage, PreviewModel } from '../webview/messages/preview.js';
import { type ActionsOptions, createActions } from './actions.js';
import { type OwnEvents, ownEvents } from './own-events.js';
import { createPreviewSession, type PreviewHost, type PreviewSession } from './session.js';
import { newState, readState } from './state.js';
import { createComparedTexts } from './texts.js';

/** The previews of files, at most one for each. */
export interface PreviewViews extends Disposable {
  /** Shows that of a file beside it. `occasion`: the name of an event or a way to fire a hook. */
  show(source: Uri, occasion?: string): void;
}

/** The type of the view. */
export const PREVIEW_VIEW = 'taskcluster.preview';

interface Open {
  readonly session: PreviewSession;
  readonly panel: Panel<PreviewModel>;
}

/** What previews work with. */
export interface PreviewsOptions extends Pick<ActionsOptions, 'server' | 'link' | 'rootUrl' | 'showGraph'> {
  readonly link: Link;
  readonly extensionUri: Uri;
  /** The stored state of the workspace. */
  readonly state: Memento;
}

/** Provides previews, which follow their files while these are edited. */
export function createPreviewViews(options: PreviewsOptions): PreviewViews {
  const { extensionUri, server, link } = options;
  const texts = createComparedTexts();
  let focus = 0;
  /** By the URI of the file. */
  const open = new Map<string, Open>();

  const start = (panel: Panel<PreviewModel>, kept: unknown): PanelSession<PreviewMessage> | undefined => {
    const state = readState(kept);
    if (!state || open.has(state.source)) return undefined;
    const source = Uri.parse(state.source);
    const own = (): OwnEvents => ownEvents(options.state, scopeOf(session.answer, source));
    const run = createActions({ ...options, texts, source, fileName: nameOf(source), own }, () => session);
    const host: PreviewHost = {
      ...documentHost(server, source),
      ownBody: (name) => own().body(name),
      show(changes) {
        panel.update({ ...changes, own: own().names(), deployment: options.rootUrl() ?? null });
      },
      run(command) {
        run(command).catch((error: unknown) => {
          const why = error instanceof Error ? error.message : String(error);
          void window.showErrorMessage(l10n.t('The preview could not do this: {0}', why));
        });
      },
    };
    const session: PreviewSession = createPreviewSession(host, state);
    open.set(state.source, { session, panel });
    for (const editor of window.visibleTextEditors)
      if (editor.document.uri.toString() === state.source) note(session, editor);
    panel.update({ file: nameOf(source), state });
    return {
      receive: session.receive,
      dispose() {
        session.dispose();
        open.delete(state.source);
      },
    };
  };
  const panels = createPanels<PreviewModel, PreviewMessage>(extensionUri, {
    viewType: PREVIEW_VIEW,
    bundle: 'preview',
    start,
  });

  const subscriptions = Disposable.from(
    panels,
    texts,
    link.onDidChange(() => refreshAll(open)),
    followFiles(open, server),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      const shown = open.get(textEditor.document.uri.toString());
      if (shown?.panel.isVisible) note(shown.session, textEditor);
    }),
  );
  return {
    show(source, occasion) {
      const shown = open.get(source.toString());
      if (!shown) return panels.open(l10n.t('Preview {0}', nameOf(source)), newState(source.toString(), occasion));
      if (occasion !== undefined) shown.session.choose({ occasion, own: null });
      shown.panel.reveal(true);
      shown.panel.update({ focus: ++focus });
    },
    dispose: () => subscriptions.dispose(),
  };
}

/** Tells a preview where the cursor is. */
function note(session: PreviewSession, { selection: { active } }: TextEditor): void {
  session.cursorAt({ line: active.line, character: active.character });
}

/** GitHub's events are the same for all files; the payloads of a hook are its own. */
function scopeOf(answer: PreviewAnswer | undefined, source: Uri): string {
  const isHook = answer?.occasions.some(({ tasksFor }) => tasksFor === undefined);
  return isHook ? source.toString() : 'github';
}

/** What a preview asks about its file, and does in the editor of the file. */
function documentHost(server: LanguageServer, source: Uri): Omit<PreviewHost, 'ownBody' | 'show' | 'run'> {
  return {
    async preview(choice) {
      await server.start();
      // The editor closes documents that no editor shows.
      await workspace.openTextDocument(source);
      return server.ask<PreviewAnswer>(PREVIEW, source, { choice });
    },
    outcomes: () => server.ask<PreviewOutcomes>(PREVIEW_OUTCOMES, source),
    definition: (task, format) => server.ask<DefinitionAnswer>(PREVIEW_DEFINITION, source, { task, format }),
    tasksAt: async (position) => (await server.ask<readonly number[]>(PREVIEW_TASKS_AT, source, { position })) ?? [],
    goTo: (place) => void showSource(source, place),
    afterRest,
    t: l10n.t,
  };
}
