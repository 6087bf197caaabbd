import type { TaskclusterClient } from '../taskcluster/api/client.js';
import { type Deployment, decideDeployment } from '../taskcluster/deployment.js';
import type { Io } from './io.js';

/** Creates a client for a deployment. A parameter of the commands, so that tests can pass a fake client. */
export type Connect = (deployment: Deployment, io: Io) => TaskclusterClient;

/** The deployment named by `--root-url` (`wish`), otherwise by TASKCLUSTER_ROOT_URL, or a message about what is wrong with it. */
export function deploymentOf(wish: string | undefined, env: Io['env']): Deployment | { readonly problem: string } {
  const decided = decideDeployment(wish, env);
  if ('rootUrl' in decided) return decided;
  if (decided.problem === undefined) {
    const example = 'https://community-tc.services.mozilla.com';
    return { problem: `no deployment is set: pass '--root-url URL' or set TASKCLUSTER_ROOT_URL, e.g. ${example}` };
  }
  return { problem: `${wish === undefined ? 'TASKCLUSTER_ROOT_URL' : "'--root-url'"}: ${decided.problem}` };
}
