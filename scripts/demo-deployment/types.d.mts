// What the modules of the demo deployment hand to one another, and what tests see of it.
import type { IncomingHttpHeaders } from 'node:http';

/** A worker pool of the demo deployment, as it is set up. What is left out gets a plain value. */
export interface DemoPool {
  readonly workerPoolId: string;
  /** One of the deployment's providers, or `null-provider` for a pool that is being deleted. */
  readonly providerId: string;
  readonly description?: string;
  readonly owner?: string;
  readonly emailOnError?: boolean;
  readonly created?: string;
  readonly lastModified?: string;
  /** As an administrator writes it: `launchConfigs`, `minCapacity`, `maxCapacity`, `lifecycle`, … */
  readonly config: Readonly<Record<string, unknown>>;
  readonly workers?: readonly DemoWorkers[];
  /** Tasks that wait for the pool. */
  readonly pending?: number;
  /** Tasks that run on it. */
  readonly claimed?: number;
  /** Its provisioning errors, in any order. */
  readonly errors?: readonly DemoError[];
  /** Launch configurations that an update took away. */
  readonly archivedLaunchConfigs?: readonly Readonly<Record<string, unknown>>[];
}

/** Workers that are alike. */
export interface DemoWorkers {
  readonly state: 'requested' | 'running' | 'stopping' | 'stopped';
  readonly count: number;
  /** How many tasks each of them runs at the same time; 1 if left out. */
  readonly capacity?: number;
  readonly launchConfigId?: string;
}

export interface DemoError {
  readonly errorId: string;
  /** When, as an ISO 8601 time. */
  readonly reported: string;
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly launchConfigId?: string;
}

export interface DemoProvider {
  readonly providerId: string;
  readonly providerType: string;
}

/** Somebody who may sign requests. */
export interface DemoClient {
  readonly clientId: string;
  readonly accessToken: string;
  readonly scopes: readonly string[];
  /** ISO 8601; never if left out. */
  readonly expires?: string;
  readonly disabled?: boolean;
}

/**
 * What goes wrong. `times`: only with the next so many requests; all if left out.
 * - `hang`: no answer, the connection stays open
 * - `reset`: the connection is closed without an answer
 * - `cut`: the connection is closed in the middle of the body
 * - `drip`: the right answer, a byte every `ms` milliseconds (250)
 * - `slow`: the right answer, after `ms` milliseconds
 * - `status`: an answer with that status. `as`: said by the `service`, by a proxy in `html`, or as `error-json`. If left
 *   out, as those who really send it do: 401, 403 and 500 are the service's, all others a proxy's. `retryAfter`: seconds
 * - `html`: status 200 with a page, as captive portals send
 * - `wrong-json`: status 200 with JSON of no known shape
 * - `wrong-types`: the right answer with the right keys, but each value of another type
 * - `error-json`: `{"error": "Not found"}`, with status 404 or another
 * - `truncated`: the first half of the right answer, as if it were all
 * - `endless`: a body that does not end
 * - `redirect`: to another origin (the same server as `localhost`), or `to` another address
 */
export type Fault = { readonly times?: number } & (
  | { readonly kind: 'hang' | 'reset' | 'cut' | 'html' | 'wrong-json' | 'wrong-types' | 'truncated' | 'endless' }
  | { readonly kind: 'drip' | 'slow'; readonly ms?: number }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfter?: number;
      readonly as?: 'service' | 'html' | 'error-json';
    }
  | { readonly kind: 'error-json'; readonly status?: number }
  | { readonly kind: 'redirect'; readonly to?: string }
);

/** Where a fault is: `*` for every API request, an API method (`workerPool`), or what its path and query must match. */
export type FaultPlace = '*' | (string & {}) | RegExp;

/** Which deployment's anonymous role to have. `private`: one that tells strangers nothing. */
export type Like = 'firefox-ci' | 'community' | 'private';

export interface DemoOptions {
  /** 0 or left out: any free one. */
  readonly port?: number;
  /** `firefox-ci` if left out. */
  readonly like?: Like;
  /** The scopes of the anonymous role, in place of `like`. */
  readonly anonymousScopes?: readonly string[];
  /** The pools; or how many there are to be, the demo's own among them. The demo's own if left out. */
  readonly pools?: readonly DemoPool[] | number;
  readonly providers?: readonly DemoProvider[];
  readonly clients?: readonly DemoClient[];
  /** Where the deployment's clock stands; the real time if left out. */
  readonly now?: () => Date;
}

/** A request that came in. */
export interface LoggedRequest {
  readonly method: string;
  /** With the query, as it was sent. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The API method that it calls, e.g. `workerPool`; undefined for pages and unknown paths. */
  readonly operation: string | undefined;
}

/** A running demo deployment. */
export interface DemoDeployment {
  /** E.g. `http://127.0.0.1:40123`. */
  readonly rootUrl: string;
  /** Every request so far (of the last 10,000), the oldest first. */
  readonly requests: readonly LoggedRequest[];
  clearRequests(): void;
  /** Replaces an earlier fault of the same place. Where several places fit, the one set last counts. */
  setFault(where: FaultPlace, fault: Fault): void;
  clearFaults(): void;
  /** Replaces all pools. */
  setPools(pools: readonly DemoPool[]): void;
  /** Adds a pool, or replaces parts of one. */
  setPool(workerPoolId: string, change: Partial<Omit<DemoPool, 'workerPoolId'>>): void;
  /** Pools as they are now. */
  readonly pools: readonly DemoPool[];
  /** How many tasks wait and run in a queue, with or without a pool. */
  setQueue(taskQueueId: string, counts: { readonly pending: number; readonly claimed: number }): void;
  /** What anonymous requests may do from now on. */
  setAnonymousScopes(scopes: Like | readonly string[]): void;
  addClient(client: DemoClient): void;
  /** Ends it, open connections too. */
  stop(): Promise<void>;
}

/** What is known of the deployment's inside, in one place. Only `server.mjs` changes it. */
export interface DemoState {
  readonly pools: Map<string, DemoPool>;
  readonly queues: Map<string, { readonly pending: number; readonly claimed: number }>;
  readonly clients: Map<string, DemoClient>;
  anonymousScopes: readonly string[];
  readonly providers: readonly DemoProvider[];
  readonly now: () => Date;
  readonly started: number;
}

/** A request, taken apart. */
export interface DemoRequest {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

/** An answer before it is sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Scopes that are needed: one, or all of several. */
export type ScopeExpression = string | { readonly AllOf: readonly string[] };

/** A method of an API. `params` in the order of the groups of `path`. */
export interface Operation {
  readonly name: string;
  readonly service: string;
  readonly path: RegExp;
  readonly params: readonly string[];
  readonly query: Readonly<Record<string, RegExp>>;
  /** Undefined: everybody may. */
  readonly scopes: ((params: Readonly<Record<string, string>>) => ScopeExpression) | undefined;
  readonly answer: (call: Call) => unknown;
}

/** A call that has passed all checks. */
export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly caller: Caller;
  readonly state: DemoState;
}

/** Who asks. `clientId` is undefined for anonymous requests. */
export interface Caller {
  readonly clientId: string | undefined;
  readonly scopes: readonly string[];
}
