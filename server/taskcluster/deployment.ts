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

/** Why no deployment is asked: none is named (`problem` is undefined), or what is named is none, in a sentence. */
export interface NoDeployment {
  readonly problem: string | undefined;
}

/**
 * Decides which deployment a program asks that opens its connections itself, the command line or the language server, and as
 * whom: the one that its user names, or else that of TASKCLUSTER_ROOT_URL. An empty name is none, whatever the environment
 * says. In the editor others may have named it, so the extension decides (`client/live/decision.ts`).
 */
export function decideDeployment(named: string | undefined, env: Environment): Deployment | NoDeployment {
  const text = named ?? env.TASKCLUSTER_ROOT_URL;
  if (!text) return { problem: undefined };
  const root = readRootUrl(text);
  if (!root.ok) return { problem: root.problem };
  return { rootUrl: root.rootUrl, credentials: credentialsFor(root.rootUrl, env) };
}

/**
 * The credentials in the TASKCLUSTER_* variables, if they are for `rootUrl`: those of one deployment must not go to another,
 * so without TASKCLUSTER_ROOT_URL beside them they go nowhere.
 */
export function credentialsFor(rootUrl: string, env: Environment): Credentials | undefined {
  const { TASKCLUSTER_ROOT_URL: home, TASKCLUSTER_CLIENT_ID: clientId, TASKCLUSTER_ACCESS_TOKEN: accessToken } = env;
  if (!home || !clientId || !accessToken) return undefined;
  const root = readRootUrl(home);
  if (!root.ok || root.rootUrl !== rootUrl) return undefined;
  const certificate = env.TASKCLUSTER_CERTIFICATE;
  return { clientId, accessToken, ...(certificate && { certificate }) };
}
