import type { Access } from '../../server/lsp/protocol.js';
import { readRootUrl } from '../../server/taskcluster/root-url.js';

/** Credentials. They go to SecretStorage and to the server, but never into a setting, a log or a message. */
export type Credentials = NonNullable<Access['credentials']>;

/** The environment variables of the process; none in the browser. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The credentials in the TASKCLUSTER_* variables, if they belong to the deployment at `rootUrl`. Credentials of one deployment
 * must not go to another, so without TASKCLUSTER_ROOT_URL they are not used.
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
