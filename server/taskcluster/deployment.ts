import type { Credentials } from './http/credentials.js';
import { readRootUrl } from './root-url.js';

/** Which deployment to ask, and as whom. */
export interface Deployment {
  /** Scheme, host and port, as in `https://community-tc.services.mozilla.com`. */
  readonly rootUrl: string;
  /** Undefined: as anybody. */
  readonly credentials: Credentials | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The credentials that the TASKCLUSTER_* variables hold, if they are for `rootUrl`: they belong to the deployment of
 * TASKCLUSTER_ROOT_URL and go to no other.
 */
export function credentialsFor(rootUrl: string, env: Environment): Credentials | undefined {
  const { TASKCLUSTER_ROOT_URL: home, TASKCLUSTER_CLIENT_ID: clientId, TASKCLUSTER_ACCESS_TOKEN: accessToken } = env;
  if (!home || !clientId || !accessToken) return undefined;
  const root = readRootUrl(home);
  if (!root.ok || root.rootUrl !== rootUrl) return undefined;
  const certificate = env.TASKCLUSTER_CERTIFICATE;
  return { clientId, accessToken, ...(certificate && { certificate }) };
}
