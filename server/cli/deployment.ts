import type { TaskclusterClient } from '../taskcluster/api/client.js';
import { type Deployment, decideDeployment } from '../taskcluster/deployment.js';
import type { Io } from './io.js';

/** Makes a client for a deployment. Handed in, so that the commands can be tried with one that answers as a test wants. */
export type Connect = (deployment: Deployment, io: Io) => TaskclusterClient;

/** The deployment that `--root-url` (`wish`) or else TASKCLUSTER_ROOT_URL names, or what is wrong with that, for the user. */
export function deploymentOf(wish: string | undefined, env: Io['env']): Deployment | { readonly problem: string } {
  const decided = decideDeployment(wish, env);
  if ('rootUrl' in decided) return decided;
  if (decided.problem === undefined) {
    const example = 'https://community-tc.services.mozilla.com';
    return { problem: `no deployment is named: give '--root-url URL' or set TASKCLUSTER_ROOT_URL, as in ${example}` };
  }
  return { problem: `${wish === undefined ? 'TASKCLUSTER_ROOT_URL' : "'--root-url'"}: ${decided.problem}` };
}
