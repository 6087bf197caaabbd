import { type Granted, isCallbackUrl, signInUrl } from './request.js';

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

export type Outcome =
  | { readonly kind: 'signed-in'; readonly granted: Granted }
  /** `no-way-back`: the deployment would not send the browser back to `url`. */
  | { readonly kind: 'no-way-back'; readonly url: string }
  | { readonly kind: 'no-browser' | 'timed-out' | 'cancelled' };

/**
 * Signs in at the deployment's own page: opens it in the browser, which the user brings back with credentials of few
 * scopes and for one day. Rejects if nothing can listen here.
 * @param ended resolves when there is no point in waiting any more, to the reason
 */
export async function signIn(
  rootUrl: string,
  editor: Editor,
  ended: Promise<'timed-out' | 'cancelled'>,
): Promise<Outcome> {
  const listener = await editor.listen(randomHex(16));
  try {
    const callbackUrl = await editor.asExternalUrl(listener.url);
    if (!isCallbackUrl(callbackUrl)) return { kind: 'no-way-back', url: callbackUrl };
    if (!(await editor.openExternal(signInUrl(rootUrl, randomHex(3), callbackUrl)))) return { kind: 'no-browser' };
    const result = await Promise.race([listener.granted, ended]);
    return typeof result === 'string' ? { kind: result } : { kind: 'signed-in', granted: result };
  } finally {
    listener.close();
  }
}

/** That many random bytes, two characters each. */
function randomHex(bytes: number): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
