import { type Disposable, TabInputWebview, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import { READY, type Ready, type ViewModel } from '../webview/messages/view.js';
import { newNonce, pageOf } from './page.js';

/** One webview, as what goes on in it sees it. */
export interface Panel<Model> {
  /** Shows what has changed of the model. What the page misses while it is hidden, it gets when it is shown. */
  update(changes: Partial<Model>): void;
  /** Shows it to the user, who stays where the cursor is unless `focus`. */
  reveal(focus: boolean): void;
  readonly isVisible: boolean;
}

/** What goes on in a webview. */
export interface PanelSession<Message> extends Pick<Disposable, 'dispose'> {
  /** The page says something. `ready`: it has been shown, for the first time or again. */
  receive(message: Message | Ready): void;
}

/** A kind of webview. */
export interface PanelKind<Model extends ViewModel, Message> {
  /** The type of the view. `activationEvents` of package.json lists it, so that it comes back with the window. */
  readonly viewType: `taskcluster.${string}`;
  /** The name of its script and its style sheet in `dist/webview/`. */
  readonly bundle: string;
  /**
   * Starts what goes on in a new panel.
   * @param state what the model of an earlier panel had as its `state`, in a form that any version may have written
   * @returns undefined if nothing can be made of the state: the panel closes
   */
  start(panel: Panel<Model>, state: unknown): PanelSession<Message> | undefined;
}

/** The panels of one kind. Those that are open when the window closes come back with it. */
export interface Panels extends Disposable {
  /** Opens a panel beside the editor, or in front of the panel that the user is in. */
  open(title: string, state: object): void;
}

/** Provides the panels of one kind. */
export function createPanels<Model extends ViewModel, Message>(
  extensionUri: Uri,
  { viewType, bundle, start }: PanelKind<Model, Message>,
): Panels {
  const folder = Uri.joinPath(extensionUri, 'dist', 'webview');
  const options = { enableScripts: true, enableForms: false, localResourceRoots: [folder] };
  const open = new Set<WebviewPanel>();

  const attach = (panel: WebviewPanel, state: unknown): void => {
    const { webview } = panel;
    let model: Partial<Model> = {};
    const session = start(
      {
        update(changes) {
          model = { ...model, ...changes };
          if (panel.visible) void webview.postMessage(changes);
        },
        reveal: (focus) => panel.reveal(undefined, !focus),
        get isVisible() {
          return panel.visible;
        },
      },
      state,
    );
    if (!session) {
      panel.dispose();
      return;
    }
    open.add(panel);
    panel.onDidDispose(() => {
      open.delete(panel);
      session.dispose();
    });
    webview.onDidReceiveMessage((message: Message | Ready) => {
      if (isReady(message)) void webview.postMessage(model);
      session.receive(message);
    });
    webview.options = options;
    webview.html = pageOf({
      title: panel.title,
      script: webview.asWebviewUri(Uri.joinPath(folder, `${bundle}.js`)).toString(),
      style: webview.asWebviewUri(Uri.joinPath(folder, `${bundle}.css`)).toString(),
      cspSource: webview.cspSource,
      nonce: newNonce(),
    });
  };

  const restoring = window.registerWebviewPanelSerializer(viewType, {
    deserializeWebviewPanel: async (panel, state) => attach(panel, state),
  });
  return {
    open(title, state) {
      const isInPanel = window.tabGroups.activeTabGroup.activeTab?.input instanceof TabInputWebview;
      const column = { viewColumn: isInPanel ? ViewColumn.Active : ViewColumn.Beside, preserveFocus: true };
      attach(window.createWebviewPanel(viewType, title, column, options), state);
    },
    dispose() {
      restoring.dispose();
      for (const panel of [...open]) panel.dispose();
    },
  };
}

function isReady(message: unknown): message is Ready {
  return (message as Ready).kind === READY.kind;
}
