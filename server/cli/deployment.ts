import type { TaskclusterClient } from '../taskcluster/api/client.js';
import { credentialsFor, type Deployment } from '../taskcluster/deployment.js';
import { readRootUrl } from '../taskcluster/root-url.js';
import type { Io } from './io.js';

/** Creates a client for a deployment. A parameter of the commands, so that tests can pass a fake client. */
export type Connect = (deployment: Deployment, io: Io) => TaskclusterClient;

/**
 * The deployment named by `--root-url` (`wish`), otherwise by TASKCLUSTER_ROOT_URL, or a message about what is wrong with it.
 * The other TASKCLUSTER_* variables belong to the deployment of TASKCLUSTER_ROOT_URL, so they only go to its origin.
 */
export function deploymentOf(wish: string | undefined, env: Io['env']): Deployment | { readonly problem: string } {
  const named = wish ?? env.TASKCLUSTER_ROOT_URL;
  if (!named) {
    const example = 'https://community-tc.services.mozilla.com';
    return { problem: `no deployment is set: pass '--root-url URL' or set TASKCLUSTER_ROOT_URL, e.g. ${example}` };
  }
  const root = readRootUrl(named);
  if (root.ok) return { rootUrl: root.rootUrl, credentials: credentialsFor(root.rootUrl, env) };
  return { problem: `${wish === undefined ? 'TASKCLUSTER_ROOT_URL' : "'--root-url'"}: ${root.problem}` };
}
