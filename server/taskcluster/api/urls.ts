import { withRootUrl } from 'taskcluster-lib-urls';

/** The URLs of the API methods in use. Ids are percent-encoded, because some routes need the slash as `%2F`. */
export interface Urls {
  workerPool(id: string): string;
  workerPoolStats(id: string): string;
  workerPoolErrors(id: string, limit: number): string;
  launchConfigs(id: string): string;
  workers(id: string, limit: number): string;
  workerPools(): string;
  workerPoolsStats(): string;
  providers(): string;
  counts(id: string): string;
  pending(id: string): string;
  currentScopes(): string;
}

/** The URLs of the deployment at `rootUrl`. */
export function urlsOf(rootUrl: string): Urls {
  const urls = withRootUrl(rootUrl);
  const workerManager = (path: string): string => urls.api('worker-manager', 'v1', path);
  const queue = (path: string): string => urls.api('queue', 'v1', path);
  return {
    workerPool: (id) => workerManager(`worker-pool/${encode(id)}`),
    workerPoolStats: (id) => workerManager(`worker-pool/${encode(id)}/stats`),
    workerPoolErrors: (id, limit) => workerManager(`worker-pool-errors/${encode(id)}?limit=${limit}`),
    launchConfigs: (id) => workerManager(`worker-pool/${encode(id)}/launch-configs`),
    workers: (id, limit) => workerManager(`workers/${encode(id)}?limit=${limit}`),
    workerPools: () => workerManager('worker-pools'),
    workerPoolsStats: () => workerManager('worker-pools/stats'),
    providers: () => workerManager('providers'),
    counts: (id) => queue(`task-queues/${encode(id)}/counts`),
    pending: (id) => queue(`pending/${encode(id)}`),
    currentScopes: () => urls.api('auth', 'v1', 'scopes/current'),
  };
}

/** Whether an id can be part of a path. `.` and `..` cannot: every URL parser resolves them. */
export function fitsPath(id: string): boolean {
  return !/^\.{0,2}$/.test(id);
}

/** A lone surrogate cannot be encoded. No id has one, so any other invalid character can replace it. */
function encode(id: string): string {
  return encodeURIComponent(id.replace(/\p{Surrogate}/gu, '\ufffd'));
}
