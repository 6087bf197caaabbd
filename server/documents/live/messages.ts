import type { Why } from '../../core/deployment/knowledge.js';

export interface Access {
  /** Undefined: nothing may be asked, for the reason in `why`. */
  readonly rootUrl?: string;
  readonly why?: 'disabled' | 'no-root-url' | 'untrusted';
  readonly credentials?: { readonly clientId: string; readonly accessToken: string; readonly certificate?: string };
}

export interface LiveStatus {
  readonly rootUrl?: string;
  /** Undefined while all is well. */
  readonly why?: Why;
  /** What happened, in a few words: `status 500: Internal Server Error`. Text from afar. */
  readonly detail?: string;
  /** When the newest answer came, in milliseconds since 1970. */
  readonly at?: number;
}

export interface PoolRow {
  readonly workerPoolId: string;
  readonly state: 'known' | 'absent' | 'unknown';
  /** In a few words: `12 of 50 running, 3 pending`. */
  readonly description: string;
  /** In sentences, plain text. */
  readonly details: readonly string[];
  /** Where the deployment's own pages show it. */
  readonly url: string | undefined;
  /** What deserves attention, e.g. it is being deleted. */
  readonly warning: string | undefined;
}

export interface PoolsParams {
  /** `workspace`: those that open documents name. `all`: all of the deployment. */
  readonly which: 'workspace' | 'all';
  /** Forget what is known and ask again. */
  readonly refresh?: boolean;
}

export interface PoolsResult {
  readonly status: LiveStatus;
  readonly pools: readonly PoolRow[];
}
