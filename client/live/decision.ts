import { readRootUrl } from '../../server/taskcluster/root-url.js';

/** Where a root URL can come from, as it is written there. */
export interface RootUrlSources {
  /** The setting of the user. */
  readonly user: unknown;
  /** The setting of the workspace, which overrides the user's: whoever wrote the files of the workspace wrote it. */
  readonly workspace: unknown;
  /** TASKCLUSTER_ROOT_URL, for where no setting names one. */
  readonly environment: string | undefined;
}

/** What else counts. */
export interface Circumstances {
  /** `taskcluster.live.enable`. */
  readonly enabled: boolean;
  /** Whether the user trusts the workspace. */
  readonly trusted: boolean;
  /** Whether the user agreed that this workspace has this root URL looked up. */
  agreed(rootUrl: string): boolean;
}

/**
 * What may be asked. `ask`: the workspace names the root URL, and the user has to agree first. `invalid`: what is named
 * is no root URL; `problem` is a sentence that says why.
 */
export type Decision =
  | { readonly kind: 'allowed'; readonly rootUrl: string }
  | { readonly kind: 'ask'; readonly rootUrl: string }
  | { readonly kind: 'off'; readonly why: 'disabled' | 'no-root-url' | 'untrusted' }
  | { readonly kind: 'invalid'; readonly problem: string };

/** Decides which deployment may be asked, if any. Whatever is not clearly the user's own wish is not allowed. */
export function decide(sources: RootUrlSources, { enabled, trusted, agreed }: Circumstances): Decision {
  if (!enabled) return { kind: 'off', why: 'disabled' };
  const named = written(sources.workspace ?? sources.user) ?? written(sources.environment);
  if (named === undefined) return { kind: 'off', why: 'no-root-url' };
  if (!trusted) return { kind: 'off', why: 'untrusted' };
  const read = readRootUrl(named);
  if (!read.ok) return { kind: 'invalid', problem: read.problem };
  const { rootUrl } = read;
  return isUsersOwn(rootUrl, sources) || agreed(rootUrl) ? { kind: 'allowed', rootUrl } : { kind: 'ask', rootUrl };
}

/** Whether the user has named this root URL too: then it does not matter that the workspace also does. */
function isUsersOwn(rootUrl: string, { user, environment }: RootUrlSources): boolean {
  return [user, environment].some((value) => {
    const text = written(value);
    const read = text === undefined ? undefined : readRootUrl(text);
    return read?.ok === true && read.rootUrl === rootUrl;
  });
}

/** What stands in a setting or a variable; undefined where that is nothing. A value that is no text is read as one. */
function written(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = String(value).trim();
  return text === '' ? undefined : text;
}
