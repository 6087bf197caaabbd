import { asCallbackUrl, type Granted, isCallbackUrl, signInUrl } from './request.js';

/** Waits for the browser to come back. */
export interface Listener {
  /** Where it listens, spelled `localhost`. */
  readonly url: string;
  /** Never rejects. */
  readonly granted: Promise<Granted>;
  close(): void;
}

/** Starts listening, on a path that nobody can guess. Rejects if that is not possible. */
export type Listen = (nonce: string) => Promise<Listener>;

/** The editor functions that a sign-in needs. */
export interface Editor {
  readonly listen: Listen;
  /** The URL at which the user's browser reaches a local one. It differs if the editor runs on another machine. */
  asExternalUrl(url: string): Promise<string>;
  /** Resolves to whether a browser was opened. */
  openExternal(url: string): Promise<boolean>;
}

/** Why waiting for the browser has ended. */
export type End = 'timed-out' | 'cancelled' | 'superseded';

export type Outcome =
  | { readonly kind: 'signed-in'; readonly granted: Granted }
  /** `no-way-back`: the deployment would not send the browser back to `url`. */
  | { readonly kind: 'no-way-back'; readonly url: string }
  /** `superseded`: another sign-in has begun. */
  | { readonly kind: 'no-browser' | End };

/**
 * Signs in at a deployment's own page: opens it in the browser, which comes back with credentials that have few scopes and
 * last one day. Rejects if nothing can listen here.
 * @param ended resolves to the reason to stop waiting
 */
export type SignIn = (rootUrl: string, editor: Editor, ended: Promise<End>) => Promise<Outcome>;

/** Creates a `SignIn` that runs one sign-in at a time: a new one ends the previous one. */
export function createSignIn(): SignIn {
  let supersede = (): void => {};
  return (rootUrl, editor, ended) => {
    supersede();
    const superseded = new Promise<End>((resolve) => {
      supersede = () => resolve('superseded');
    });
    return signIn(rootUrl, editor, Promise.race([ended, superseded]));
  };
}

async function signIn(rootUrl: string, editor: Editor, ended: Promise<End>): Promise<Outcome> {
  let end: End | undefined;
  const over = ended.then((reason): Outcome => {
    end = reason;
    return { kind: reason };
  });
  const listener = await editor.listen(randomHex(16));
  try {
    const callbackUrl = asCallbackUrl(await editor.asExternalUrl(listener.url));
    if (!isCallbackUrl(callbackUrl)) return { kind: 'no-way-back', url: callbackUrl };
    if (end) return await over;
    if (!(await editor.openExternal(signInUrl(rootUrl, randomHex(3), callbackUrl)))) return { kind: 'no-browser' };
    const signedIn = listener.granted.then((granted): Outcome => ({ kind: 'signed-in', granted }));
    return await Promise.race([over, signedIn]);
  } finally {
    listener.close();
  }
}

/** Returns `count` random bytes in hexadecimal. */
function randomHex(bytes: number): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
