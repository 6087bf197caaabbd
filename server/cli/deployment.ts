import type { Credentials, TaskclusterClient } from '../taskcluster/client.js';
import { readRootUrl } from '../taskcluster/root-url.js';
import type { Io } from './io.js';

/** Which deployment to ask, and as whom. */
export interface Deployment {
  /** Scheme, host and port, as in `https://community-tc.services.mozilla.com`. */
  readonly rootUrl: string;
  /** Undefined: as anybody. */
  readonly credentials: Credentials | undefined;
}

/** Makes a client for a deployment. Handed in, so that the commands can be tried with one that answers as a test wants. */
export type Connect = (deployment: Deployment, io: Io) => TaskclusterClient;

/**
 * The deployment that `--root-url` (`wish`) or else TASKCLUSTER_ROOT_URL names, or what is wrong with that, for the user.
 * The other TASKCLUSTER_* variables belong to the deployment of TASKCLUSTER_ROOT_URL, so they go to its origin only.
 */
export function deploymentOf(wish: string | undefined, env: Io['env']): Deployment | { readonly problem: string } {
  const named = wish ?? env.TASKCLUSTER_ROOT_URL;
  if (!named) {
    const example = 'https://community-tc.services.mozilla.com';
    return { problem: `no deployment is named: give '--root-url URL' or set TASKCLUSTER_ROOT_URL, as in ${example}` };
  }
  const root = readRootUrl(named);
  if (root.ok) return { rootUrl: root.rootUrl, credentials: credentialsFor(root.rootUrl, env) };
  return { problem: `${wish === undefined ? 'TASKCLUSTER_ROOT_URL' : "'--root-url'"}: ${root.problem}` };
}

function credentialsFor(rootUrl: string, env: Io['env']): Credentials | undefined {
  const { TASKCLUSTER_ROOT_URL: home, TASKCLUSTER_CLIENT_ID: clientId, TASKCLUSTER_ACCESS_TOKEN: accessToken } = env;
  if (!home || !clientId || !accessToken) return undefined;
  const root = readRootUrl(home);
  if (!root.ok || root.rootUrl !== rootUrl) return undefined;
  const certificate = env.TASKCLUSTER_CERTIFICATE;
  return { clientId, accessToken, ...(certificate && { certificate }) };
}
