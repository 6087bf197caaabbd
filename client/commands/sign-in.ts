import { type CancellationToken, commands, type Disposable, env, l10n, ProgressLocation, Uri, window } from 'vscode';
import { hostOf } from '../../server/taskcluster/root-url.js';
import { openInBrowser } from '../browser.js';
import type { Translate } from '../l10n.js';
import type { Permission } from '../live/permission.js';
import { createSignIn, type End, type Listener, type Outcome, type SignIn } from '../sign-in/flow.js';

/** Starts listening, as `Listen`; the page that the browser is sent to is written with `t`. */
export type ListenInWords = (nonce: string, t: Translate) => Promise<Listener>;

export const SIGN_IN = 'taskcluster.signIn';

const PATIENCE_MS = 5 * 60_000;

/**
 * Taskcluster: Sign In to the Deployment.
 * @param loadListener undefined where nothing can listen for the browser, as in a web worker
 */
export function registerSignIn(
  permission: Permission,
  loadListener: (() => Promise<ListenInWords>) | undefined,
): Disposable {
  const signIn = createSignIn();
  return commands.registerCommand(SIGN_IN, async () => {
    const { decision } = permission;
    if (decision.kind !== 'allowed') {
      return say(
        l10n.t('Before you sign in, select a deployment and allow this workspace to look up worker pools there.'),
      );
    }
    if (!loadListener) {
      return say(
        l10n.t(
          "You cannot sign in here: an extension in the browser cannot receive the deployment's answer. Use VS Code on the desktop, or on a server of your own. What the deployment shows to everyone is shown here, too.",
        ),
      );
    }
    const { rootUrl } = decision;
    const host = hostOf(rootUrl);
    try {
      const outcome = await window.withProgress(
        {
          location: ProgressLocation.Notification,
          title: l10n.t('Waiting for you to create a client for VS Code at {0} in the browser', host),
          cancellable: true,
        },
        async (_progress, token) => run(signIn, rootUrl, await loadListener(), token),
      );
      if (outcome.kind === 'signed-in') await permission.signIn(rootUrl, outcome.granted);
      const words = wordsFor(outcome, host);
      if (words !== undefined) say(words);
    } catch (error) {
      // The error comes from the listener or the keyring. Neither quotes a secret.
      void window.showErrorMessage(
        l10n.t('Signing in to {0} failed: {1}', host, error instanceof Error ? error.message : String(error)),
      );
    }
  });
}

function run(signIn: SignIn, rootUrl: string, listen: ListenInWords, token: CancellationToken): Promise<Outcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ended = new Promise<End>((resolve) => {
    timer = setTimeout(() => resolve('timed-out'), PATIENCE_MS);
    token.onCancellationRequested(() => resolve('cancelled'));
  });
  const editor = {
    listen: (nonce: string) => listen(nonce, l10n.t),
    asExternalUrl: async (url: string) => (await env.asExternalUri(Uri.parse(url))).toString(true),
    openExternal: openInBrowser,
  };
  return signIn(rootUrl, editor, ended).finally(() => clearTimeout(timer));
}

/** The message for an outcome; none if the user cancelled or started another sign-in. */
function wordsFor(outcome: Outcome, host: string): string | undefined {
  switch (outcome.kind) {
    case 'signed-in':
      return l10n.t('Signed in to {0} as {1} for one day.', host, outcome.granted.clientId);
    case 'timed-out':
      return l10n.t('Not signed in to {0}: no answer came from the browser within 5 minutes.', host);
    case 'no-browser':
      return l10n.t('Not signed in to {0}: the browser was not opened.', host);
    case 'no-way-back':
      return l10n.t(
        'Cannot sign in to {0} from here: it only sends the browser back to localhost, but this editor is at {1}. Set TASKCLUSTER_ROOT_URL, TASKCLUSTER_CLIENT_ID and TASKCLUSTER_ACCESS_TOKEN in the environment of the editor instead.',
        host,
        new URL(outcome.url).origin,
      );
    default:
      return undefined;
  }
}

function say(message: string): void {
  void window.showInformationMessage(message);
}
