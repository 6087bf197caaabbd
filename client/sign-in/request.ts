/** The only scopes requested: to view worker pools and their workers, and to count tasks. */
export const SCOPES: readonly string[] = [
  'worker-manager:list-worker-pools',
  'worker-manager:get-worker-pool:*',
  'worker-manager:list-providers',
  'worker-manager:list-worker-pool-errors:*',
  'worker-manager:list-workers:*',
  'queue:pending-count:*',
  'queue:claimed-count:*',
];

/** How long the credentials are valid, in the form that the deployment's page reads. */
const EXPIRES = '1d';

/** What a deployment hands out at the sign-in. */
export interface Granted {
  readonly clientId: string;
  readonly accessToken: string;
}

/**
 * The deployment's own page that creates a client for another program; `taskcluster signin` uses it too.
 * @param suffix distinguishes the clients of one user
 * @param callbackUrl where the page sends the browser afterwards; it accepts only the host `localhost`
 */
export function signInUrl(rootUrl: string, suffix: string, callbackUrl: string): string {
  const parameters: readonly (readonly [string, string])[] = [
    ...SCOPES.map((scope) => ['scope', scope] as const),
    ['name', `vscode-${suffix}`],
    ['expires', EXPIRES],
    ['callback_url', callbackUrl],
    ['description', 'Taskcluster for VS Code: looks up worker pools, their workers and pending tasks'],
  ];
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `${rootUrl}/auth/clients/create?${query}`;
}

/** Whether a deployment accepts this URL to send a browser back to: only `localhost`, without a query. */
export function isCallbackUrl(url: string): boolean {
  return /^https?:\/\/localhost(:\d+)?(\/[^?#]*)?$/.test(url);
}

/**
 * The URL in the form that a deployment accepts as a callback, with `localhost` in place of a loopback address. A browser that
 * reaches the editor at a loopback address also reaches it by that name.
 */
export function asCallbackUrl(url: string): string {
  return url.replace(/^(https?:\/\/)(?:127(?:\.\d{1,3}){3}|\[::1\])(?=[:/]|$)/, '$1localhost');
}

const CLIENT_ID = /^[A-Za-z0-9!@/:.+|_-]+$/;
const ACCESS_TOKEN = /^[a-zA-Z0-9_-]{22,66}$/;

/**
 * What the deployment's page put into the query of the callback; undefined if it is incomplete. The page does not encode the
 * clientId, so a `+` in it is a plus.
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
