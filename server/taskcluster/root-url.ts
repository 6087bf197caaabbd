export { hostOf } from '../core/deployment/host.js';

/** A valid root URL without a trailing slash, or a sentence that says why it is not valid. */
export type RootUrl =
  | { readonly ok: true; readonly rootUrl: string }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads a root URL as people write it. It is a scheme, a host and perhaps a port
 * (https://docs.taskcluster.net/docs/reference/url-structure). It must be https, or http to this machine only, so that neither
 * credentials nor answers can be read or changed on the way.
 */
export function readRootUrl(text: string): RootUrl {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return no(text, 'is not a URL. Write it like https://tc.example.com');
  }
  if (url.username || url.password)
    return { ok: false, problem: 'A root URL must not contain a user name or a password' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return no(text, 'must begin with https://');
  if (url.protocol === 'http:' && !isLoopback(url)) {
    return no(text, 'must begin with https://: http:// is only for a deployment on this machine');
  }
  if (/[^/]/.test(url.pathname) || url.search || url.hash) return no(text, `must end after the host: ${url.origin}`);
  return { ok: true, rootUrl: url.origin };
}

/** Whether a URL leads to this machine by its spelling: `localhost`, 127.0.0.0/8 or `[::1]`. */
export function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(url.hostname);
}

function no(text: string, problem: string): RootUrl {
  const shown = text.length > 100 ? `${text.slice(0, 100)}…` : text;
  return { ok: false, problem: `The root URL ${JSON.stringify(shown)} ${problem}` };
}
