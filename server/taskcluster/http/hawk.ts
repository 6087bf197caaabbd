// The client half of Hawk (https://github.com/mozilla/hawk/blob/main/API.md), for requests without a body.
//
// Hand-written on WebCrypto, because the packages do not fit. `hawk` 9 needs `node:crypto`, which web workers lack, and is
// 38 kB bundled, most of it the server half. `@hapi/hawk/lib/browser.js` has its own HMAC (15 kB) to run without WebCrypto,
// which is now available everywhere. Only these lines are needed; the tests compare them with the output of `hawk`.
import type { Credentials } from './credentials.js';

/** What makes a request unique. `timestamp`: seconds since 1970. */
export interface Moment {
  readonly timestamp: number;
  readonly nonce: string;
}

/**
 * The Authorization header for a GET of `url` with valid `credentials`. Rejects if there is no WebCrypto.
 */
export async function authorization(url: URL, credentials: Credentials, moment: Moment): Promise<string> {
  const { clientId, accessToken, certificate } = credentials;
  return hawkHeader(url, clientId, accessToken, moment, extension(certificate));
}

/** A Hawk header. `ext`: application data, left out of the header if empty. */
export async function hawkHeader(url: URL, id: string, key: string, moment: Moment, ext: string): Promise<string> {
  const { timestamp, nonce } = moment;
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const signed = ['hawk.1.header', timestamp, nonce, 'GET', url.pathname + url.search, url.hostname, port, '', ext, ''];
  const mac = await hmac(key, signed.join('\n'));
  const attributes: Record<string, string | number> = { id, ts: timestamp, nonce, ...(ext && { ext }), mac };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
  return `Hawk ${written.join(', ')}`;
}

/** Taskcluster's extension: the certificate of temporary credentials, as base64 of JSON. */
function extension(certificate: string | undefined): string {
  return certificate ? base64(utf8(JSON.stringify({ certificate: JSON.parse(certificate) }))) : '';
}

async function hmac(key: string, message: string): Promise<string> {
  const { subtle } = globalThis.crypto;
  const imported = await subtle.importKey('raw', utf8(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return base64(new Uint8Array(await subtle.sign('HMAC', imported, utf8(message))));
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
