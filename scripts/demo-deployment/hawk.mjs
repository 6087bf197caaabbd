// Finds out who signed a request: the server side of Hawk (https://github.com/mozilla/hawk/blob/main/API.md), as far as GET needs it.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { ApiFailure } from './errors.mjs';
import { grantsAll } from './scopes.mjs';

/** How far a caller's clock may be off, in seconds: what the services allow. */
const MAX_SKEW = 15 * 60;
/** How far the times of a certificate may be off, in milliseconds. */
const CERTIFICATE_SKEW = 5 * 60_000;
const MAX_CERTIFICATE_LIFE = 31 * 24 * 3600_000;
const ATTRIBUTES = ['id', 'ts', 'nonce', 'hash', 'ext', 'mac', 'app', 'dlg'];

/** @typedef {{ id: string, ts: string, nonce: string, mac: string, hash?: string, ext?: string, app?: string, dlg?: string }} Given */

/** @param {string} message */
const refused = (message) => new ApiFailure('AuthenticationFailed', message, { 'www-authenticate': 'hawk' });

/** @param {string} a @param {string} b */
const same = (a, b) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** @param {string} key @param {string} text */
const hmac = (key, text) => createHmac('sha256', key).update(text).digest('base64');

/** The attributes of a Hawk header. @param {string} header @returns {Given} */
function parseHeader(header) {
  const [, scheme, list] = /^(\w+)(?:\s+(.*))?$/.exec(header) ?? [];
  if (scheme === undefined) throw refused('Bad Request: Invalid header syntax');
  if (scheme.toLowerCase() !== 'hawk') throw refused('Unauthorized: Unauthorized');
  if (!list) throw refused('Bad Request: Invalid header syntax');
  /** @type {Record<string, string>} */
  const found = {};
  const rest = list.replace(/(\w+)="([^"\\]*)"\s*(?:,\s*|$)/g, (_, name, value) => {
    if (!ATTRIBUTES.includes(name)) throw refused(`Bad Request: Unknown attribute: ${name}`);
    if (name in found) throw refused(`Bad Request: Duplicate attribute: ${name}`);
    found[name] = value;
    return '';
  });
  if (rest !== '') throw refused('Bad Request: Bad header format');
  const { id, ts, nonce, mac } = found;
  if (!id || !ts || !nonce || !mac) throw refused('Bad Request: Missing attributes');
  return { ...found, id, ts, nonce, mac };
}

/** What a signature is made of. @param {import('./types.d.mts').DemoRequest} request @param {Given} given */
function normalized(request, given) {
  const [, host = '', port = '80'] = /^(.*?)(?::(\d+))?$/.exec(request.headers.host ?? '') ?? [];
  const ext = (given.ext ?? '').replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  const lines = ['hawk.1.header', given.ts, given.nonce, request.method, request.url];
  lines.push(host.toLowerCase(), port, given.hash ?? '', ext);
  if (given.app) lines.push(given.app, given.dlg ?? '');
  return `${lines.join('\n')}\n`;
}

/** What a caller adds to a signature: a certificate, fewer scopes. @param {string | undefined} ext */
function parseExt(ext) {
  if (!ext) return {};
  try {
    return JSON.parse(Buffer.from(ext, 'base64').toString('utf8'));
  } catch {
    throw refused('Failed to parse ext');
  }
}

/**
 * Temporary credentials: signed with the token of the client who issued them, who must hold what they grant.
 * @param {import('./types.d.mts').DemoClient} issuer
 * @param {string} clientId
 * @param {{ version: number, issuer?: string, seed: string, start: number, expiry: number, scopes: string[], signature: string }} certificate
 * @param {number} now
 */
function temporary(issuer, clientId, certificate, now) {
  const { version, seed, start, expiry, scopes, signature } = certificate;
  if (version !== 1) throw refused('ext.certificate.version must be 1');
  if (typeof seed !== 'string' || seed.length !== 44) throw refused('ext.certificate.seed must be 44 characters');
  if (!Array.isArray(scopes)) throw refused('ext.certificate.scopes must be an array');
  if (!(start <= now + CERTIFICATE_SKEW)) throw refused('ext.certificate.start > now');
  if (!(expiry >= now - CERTIFICATE_SKEW)) throw refused('ext.certificate.expiry < now');
  if (expiry - start > MAX_CERTIFICATE_LIFE) throw refused('ext.certificate cannot last longer than 31 days!');
  const wanted = certificate.issuer ? [...scopes, `auth:create-client:${clientId}`] : scopes;
  if (!grantsAll(issuer.scopes, wanted)) {
    throw refused(`ext.certificate issuer \`${issuer.clientId}\` doesn't satisfy all certificate scopes`);
  }
  const named = certificate.issuer ? [`clientId:${clientId}`, `issuer:${certificate.issuer}`] : [];
  const lines = ['version:1', ...named, `seed:${seed}`, `start:${start}`, `expiry:${expiry}`, 'scopes:', ...scopes];
  if (!same(hmac(issuer.accessToken, lines.join('\n')), String(signature))) {
    throw refused('ext.certificate.signature is not valid');
  }
  const key = createHmac('sha256', issuer.accessToken).update(seed).digest('base64url');
  return { key, scopes };
}

/** The client of that name, who may sign in now. @param {import('./types.d.mts').DemoState} state @param {string} clientId */
function findClient(state, clientId) {
  const client = state.clients.get(clientId);
  if (!client) throw refused(`Client with clientId '${clientId}' not found`);
  if (client.disabled) throw refused(`Client with clientId '${clientId}' is disabled`);
  if (client.expires !== undefined && Date.parse(client.expires) < state.now().getTime()) {
    throw refused(`Client with clientId: '${clientId}' has expired`);
  }
  return client;
}

/** Every caller has the anonymous role too. @param {import('./types.d.mts').DemoState} state @param {readonly string[]} scopes */
const withAnonymous = (state, scopes) => [...new Set([...scopes, 'assume:anonymous', ...state.anonymousScopes])].sort();

/**
 * Who asks, and what they may do. Throws the services' answer 401.
 * @param {import('./types.d.mts').DemoRequest} request
 * @param {import('./types.d.mts').DemoState} state
 * @returns {import('./types.d.mts').Caller}
 */
export function authenticate(request, state) {
  const header = request.headers.authorization;
  if (header === undefined) return { clientId: undefined, scopes: withAnonymous(state, []) };
  const given = parseHeader(header);
  const { certificate, authorizedScopes } = parseExt(given.ext);
  const now = state.now().getTime();

  const client = findClient(state, certificate?.issuer ?? given.id);
  let { key, scopes } = certificate
    ? temporary(client, given.id, certificate, now)
    : { key: client.accessToken, scopes: client.scopes };
  if (authorizedScopes) {
    const held = withAnonymous(state, scopes);
    if (!grantsAll(held, authorizedScopes)) {
      const has = `credentials have scopes:\n\n\`\`\`\n${held.join('\n')}\n\`\`\``;
      const asked = `authorizedScopes are:\n\n\`\`\`\n${authorizedScopes.join('\n')}\n\`\`\``;
      throw refused(`Supplied credentials do not satisfy authorizedScopes; ${has}\n\n${asked}`);
    }
    scopes = authorizedScopes;
  }

  if (!same(hmac(key, normalized(request, given)), given.mac)) throw refused('Unauthorized: Bad mac');
  if (given.hash !== undefined) {
    const empty = createHash('sha256').update('hawk.1.payload\n\n\n').digest('base64');
    if (!same(empty, given.hash)) throw refused('Invalid payload hash');
  }
  if (!(Math.abs(now / 1000 - Number(given.ts)) <= MAX_SKEW)) throw refused('Unauthorized: Stale timestamp');
  return { clientId: given.id, scopes: withAnonymous(state, scopes) };
}
