/** What is asked for, and no more: to look at worker pools and to count tasks. */
export const SCOPES: readonly string[] = [
  'worker-manager:list-worker-pools',
  'worker-manager:get-worker-pool:*',
  'worker-manager:list-providers',
  'worker-manager:list-worker-pool-errors:*',
  'queue:pending-count:*',
  'queue:claimed-count:*',
];

/** How long what is made at the sign-in is good for, as the deployment's page reads it. */
const EXPIRES = '1d';

/** What a deployment gives at the sign-in. */
export interface Granted {
  readonly clientId: string;
  readonly accessToken: string;
}

/**
 * The deployment's own page that makes a client for another program; `taskcluster signin` sends its users there too.
 * @param suffix tells the clients of one user apart
 * @param callbackUrl where the page sends the browser afterwards; it takes `localhost` and no other host
 */
export function signInUrl(rootUrl: string, suffix: string, callbackUrl: string): string {
  const parameters: readonly (readonly [string, string])[] = [
    ...SCOPES.map((scope) => ['scope', scope] as const),
    ['name', `vscode-${suffix}`],
    ['expires', EXPIRES],
    ['callback_url', callbackUrl],
    ['description', 'Taskcluster for VS Code: looks up worker pools and pending tasks'],
  ];
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `${rootUrl}/auth/clients/create?${query}`;
}

/** Whether a deployment sends a browser back to this URL: `localhost` only, without a query of its own. */
export function isCallbackUrl(url: string): boolean {
  return /^https?:\/\/localhost(:\d+)?(\/[^?#]*)?$/.test(url);
}

/**
 * The URL as a deployment may take it for a callback: a loopback address as the name of it. A browser that reaches the editor
 * at an address of its own machine reaches it by that name too.
 */
export function asCallbackUrl(url: string): string {
  return url.replace(/^(https?:\/\/)(?:127(?:\.\d{1,3}){3}|\[::1\])(?=[:/]|$)/, '$1localhost');
}

const CLIENT_ID = /^[A-Za-z0-9!@/:.+|_-]+$/;
const ACCESS_TOKEN = /^[a-zA-Z0-9_-]{22,66}$/;

/**
 * What the deployment's page says in the query of the callback; undefined if it does not. The page does not encode the
 * clientId, in which a `+` is a plus.
 */
export function readCallback(query: string): Granted | undefined {
  const values = new Map(query.split('&').map((part) => split(part)));
  const clientId = decoded(values.get('clientId'));
  const accessToken = decoded(values.get('accessToken'));
  if (clientId === undefined || accessToken === undefined) return undefined;
  return CLIENT_ID.test(clientId) && ACCESS_TOKEN.test(accessToken) ? { clientId, accessToken } : undefined;
}

function split(part: string): [string, string] {
  const at = part.indexOf('=');
  return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
}

function decoded(value: string | undefined): string | undefined {
  try {
    return value === undefined ? undefined : decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
