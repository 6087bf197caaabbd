// The deployment that the editor suite finds in its environment: one that shows its pools to nobody but its one client,
// so that what the editor shows proves that it signs its requests, and the secret of that client, to be looked for.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDemoDeployment } from '../../scripts/demo-deployment/server.mjs';

const CLIENT_ID = 'github/20260302|lighthouse-keeper/editor-suite';
const SCOPES = [
  'worker-manager:list-worker-pools',
  'worker-manager:get-worker-pool:*',
  'worker-manager:list-providers',
  'worker-manager:list-worker-pool-errors:*',
  'worker-manager:list-workers:*',
  'queue:pending-count:*',
  'queue:claimed-count:*',
];

export async function startDeployment() {
  const secret = randomBytes(33).toString('base64url');
  const client = { clientId: CLIENT_ID, accessToken: secret, scopes: SCOPES };
  const demo = await startDemoDeployment({ like: 'private', clients: [client] });
  return {
    env: {
      TASKCLUSTER_ROOT_URL: demo.rootUrl,
      TASKCLUSTER_CLIENT_ID: CLIENT_ID,
      TASKCLUSTER_ACCESS_TOKEN: secret,
    },
    /**
     * Where the secret is, although it should be nowhere.
     * @param {readonly string[]} folders
     * @returns {string[]}
     */
    leaks(folders) {
      const files = folders.flatMap(filesIn).filter((file) => readFileSync(file).includes(secret));
      const sent = demo.requests.filter((request) => JSON.stringify(request).includes(secret));
      return [...files, ...sent.map(({ method, path }) => `the request ${method} ${path}`)];
    },
    stop: () => demo.stop(),
  };
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
