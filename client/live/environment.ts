import type { Access } from '../../server/lsp/protocol.js';
import { readRootUrl } from '../../server/taskcluster/root-url.js';

/** Who asks. Only for SecretStorage and for the server: never in a setting, a log or a message. */
export type Credentials = NonNullable<Access['credentials']>;

/** Variables of the process; none in the browser. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The credentials in the TASKCLUSTER_* variables, if they are for the deployment at `rootUrl`: those of one deployment
 * must not go to another, so without TASKCLUSTER_ROOT_URL beside them they go nowhere.
 */
export function credentialsIn(environment: Environment, rootUrl: string): Credentials | undefined {
  const { TASKCLUSTER_ROOT_URL, TASKCLUSTER_CLIENT_ID, TASKCLUSTER_ACCESS_TOKEN, TASKCLUSTER_CERTIFICATE } =
    environment;
  if (!TASKCLUSTER_ROOT_URL || !TASKCLUSTER_CLIENT_ID || !TASKCLUSTER_ACCESS_TOKEN) return undefined;
  const own = readRootUrl(TASKCLUSTER_ROOT_URL);
  if (!own.ok || own.rootUrl !== rootUrl) return undefined;
  return {
    clientId: TASKCLUSTER_CLIENT_ID,
    accessToken: TASKCLUSTER_ACCESS_TOKEN,
    ...(TASKCLUSTER_CERTIFICATE ? { certificate: TASKCLUSTER_CERTIFICATE } : {}),
  };
}
