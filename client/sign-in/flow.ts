import { asCallbackUrl, type Granted, isCallbackUrl, signInUrl } from './request.js';

/** Waits for the browser that comes back. */
export interface Listener {
  /** Where it listens, spelled `localhost`. */
  readonly url: string;
  /** Never rejects. */
  readonly granted: Promise<Granted>;
  close(): void;
}

/** Starts to listen, for a path that nobody can guess. Rejects where that is not possible. */
export type Listen = (nonce: string) => Promise<Listener>;

/** What the editor does for a sign-in. */
export interface Editor {
  readonly listen: Listen;
  /** The URL by which the user's browser reaches a local one: another where the editor runs on another machine. */
  asExternalUrl(url: string): Promise<string>;
  /** Resolves to whether a browser was opened. */
  openExternal(url: string): Promise<boolean>;
}

/** Why there is no point in waiting for the browser any more. */
export type End = 'timed-out' | 'cancelled' | 'superseded';

export type Outcome =
  | { readonly kind: 'signed-in'; readonly granted: Granted }
  /** `no-way-back`: the deployment would not send the browser back to `url`. */
  | { readonly kind: 'no-way-back'; readonly url: string }
  /** `superseded`: another sign-in has begun. */
  | { readonly kind: 'no-browser' | End };

/**
 * Signs in at a deployment's own page: opens it in the browser, which the user brings back with credentials of few
 * scopes and for one day. Rejects if nothing can listen here.
 * @param ended resolves when there is no point in waiting any more, to the reason
 */
export type SignIn = (rootUrl: string, editor: Editor, ended: Promise<End>) => Promise<Outcome>;

/** Makes a `SignIn` of which one is under way at a time: the next ends the one before. */
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

/** That many random bytes, two characters each. */
function randomHex(bytes: number): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
