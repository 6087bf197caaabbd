import type { Why } from '../../core/deployment/knowledge.js';
import type { PoolPage } from '../../features/pool-page/pool-page.js';

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
  /** A short description of what happened: `status 500: Internal Server Error`. Foreign text. */
  readonly detail?: string;
  /** When the newest answer arrived, in milliseconds since 1970. */
  readonly at?: number;
}

export interface PoolRow {
  readonly workerPoolId: string;
  readonly state: 'known' | 'absent' | 'unknown';
  /** A short description: `12 of 50 running, 3 pending`. */
  readonly description: string;
  /** Plain text, in sentences. */
  readonly details: readonly string[];
  /** Its page on the deployment's website. */
  readonly url: string | undefined;
  /** A warning, e.g. that it is being deleted. */
  readonly warning: string | undefined;
}

export interface PoolPageParams {
  readonly workerPoolId: string;
  /** Whether to ask again whatever is known. */
  readonly refresh?: boolean;
}

export interface PoolPageResult {
  readonly status: LiveStatus;
  /** Null while nothing may be asked. */
  readonly page: PoolPage | null;
}

export interface PoolsParams {
  /** `workspace`: pools that open documents name. `all`: all pools of the deployment. */
  readonly which: 'workspace' | 'all';
  /** Whether to drop what is known and ask again. */
  readonly refresh?: boolean;
}

export interface PoolsResult {
  readonly status: LiveStatus;
  readonly pools: readonly PoolRow[];
}
