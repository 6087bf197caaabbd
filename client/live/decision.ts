import type { Access } from '../../server/lsp/protocol.js';
import type { Credentials } from '../../server/taskcluster/http/credentials.js';
import { readRootUrl } from '../../server/taskcluster/root-url.js';

// Only this file decides which deployment the extension may ask. Without the extension: server/taskcluster/deployment.ts.

/** The possible sources of a root URL, as written there. An empty setting means that no deployment is asked. */
export interface RootUrlSources {
  /** The user setting. */
  readonly user: unknown;
  /** The workspace setting, which overrides the user setting. Its author is whoever wrote the files of the workspace. */
  readonly workspace: unknown;
  /** TASKCLUSTER_ROOT_URL, used if no setting names one. */
  readonly environment: string | undefined;
}

/** What else the decision depends on. */
export interface Circumstances {
  /** `taskcluster.live.enable`. */
  readonly enabled: boolean;
  /** Whether the user trusts the workspace. */
  readonly trusted: boolean;
  /** Whether the user has allowed this workspace to look up pools at this root URL. */
  agreed(rootUrl: string): boolean;
}

/**
 * Which deployment may be asked. `ask`: the workspace names the root URL, and the user has to agree first. `invalid`: the
 * value is not a root URL; `problem` is a sentence that says why.
 */
export type Decision =
  | { readonly kind: 'allowed'; readonly rootUrl: string }
  | { readonly kind: 'ask'; readonly rootUrl: string }
  | { readonly kind: 'off'; readonly why: 'disabled' | 'no-root-url' | 'untrusted' }
  | { readonly kind: 'invalid'; readonly problem: string };

/** Decides which deployment may be asked, if any. Anything that is not clearly the user's own choice is not allowed. */
export function decide(sources: RootUrlSources, { enabled, trusted, agreed }: Circumstances): Decision {
  if (!enabled) return { kind: 'off', why: 'disabled' };
  const named = written(sources.workspace ?? sources.user ?? sources.environment);
  if (named === '') return { kind: 'off', why: 'no-root-url' };
  if (!trusted) return { kind: 'off', why: 'untrusted' };
  const read = readRootUrl(named);
  if (!read.ok) return { kind: 'invalid', problem: read.problem };
  const { rootUrl } = read;
  return isUsersOwn(rootUrl, sources) || agreed(rootUrl) ? { kind: 'allowed', rootUrl } : { kind: 'ask', rootUrl };
}

/**
 * Whether the user has named this root URL too; then it does not matter that the workspace also does. A user setting that turns
 * look-ups off overrides the root URL of the environment.
 */
function isUsersOwn(rootUrl: string, { user, environment }: RootUrlSources): boolean {
  const own = user !== undefined && user !== null && written(user) === '' ? [] : [user, environment];
  return own.some((value) => {
    const read = readRootUrl(written(value));
    return read.ok && read.rootUrl === rootUrl;
  });
}

/** Whether a request may go to `url`: to the deployment that may be asked, and nowhere else. */
export function mayAsk(decision: Decision, url: string): boolean {
  return decision.kind === 'allowed' && originOf(url) === decision.rootUrl;
}

/** What the server is told of the decision. It holds the secret, if there is one. */
export function accessFor(decision: Decision, credentials: Credentials | undefined): Access {
  switch (decision.kind) {
    case 'allowed':
      return { rootUrl: decision.rootUrl, ...(credentials ? { credentials } : {}) };
    case 'ask':
      return { why: 'untrusted' };
    case 'invalid':
      return { why: 'no-root-url' };
    default:
      return { why: decision.why };
  }
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

/**
 * The value of a setting or a variable as text; empty if it is not set.
 * @param value any JSON; anything but a string is shown as JSON, which is not a root URL
 */
export function written(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value.trim() : JSON.stringify(value);
}
