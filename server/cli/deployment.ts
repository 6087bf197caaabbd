import type { TaskclusterClient } from '../taskcluster/api/client.js';
import { credentialsFor, type Deployment } from '../taskcluster/deployment.js';
import { readRootUrl } from '../taskcluster/root-url.js';
import type { Io } from './io.js';

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
