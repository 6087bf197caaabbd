import type { Disposable } from 'vscode';
import {
  ACCESS,
  FETCH,
  type FetchParams,
  type FetchResult,
  LIVE_CHANGED,
  type LiveStatus,
  POOL_PAGE,
  POOLS,
  type PoolPageParams,
  type PoolPageResult,
  type PoolsParams,
  type PoolsResult,
} from '../../server/lsp/protocol.js';
import { createFetchTransport } from '../../server/taskcluster/http/fetch-transport.js';
import type { PostingTransport } from '../../server/taskcluster/http/transport.js';
import { createEmitter, disposableOf } from '../events.js';
import type { LanguageServer } from '../language-server.js';
import { createFetching, createPosting } from './fetching.js';
import type { Permission } from './permission.js';

/** What the server knows about the deployment, and what it needs from the editor to find out. */
export interface Link extends Disposable {
  /** Undefined until the server has reported it. */
  readonly status: LiveStatus | undefined;
  /** Calls the listener when the server's knowledge or status changes. */
  onDidChange(listener: () => void): Disposable;
  /** Undefined if the server is not running. May take a while. */
  pools(params: PoolsParams): Promise<PoolsResult | undefined>;
  /** Undefined if the server is not running. May take a while. */
  poolPage(params: PoolPageParams): Promise<PoolPageResult | undefined>;
  /** Sends JSON that the user wants to be sent to a path of the deployment, which must be the allowed one. */
  post(rootUrl: string, path: string, body: string): Promise<FetchResult>;
}

/** Tells the server what it may ask, forwards its requests to the deployment, and receives its status. */
export function createLink(
  server: Pick<LanguageServer, 'state' | 'notify' | 'request' | 'onConnect' | 'onDidChangeState'>,
  permission: Pick<Permission, 'decision' | 'access' | 'onDidChange'>,
  transport: PostingTransport = createFetchTransport(),
): Link {
  const changes = createEmitter();
  const fetching = createFetching(transport, () => permission.decision);
  let status: LiveStatus | undefined;

  const setStatus = (next: LiveStatus | undefined): void => {
    status = next;
    changes.fire();
  };
  const tell = (): void => {
    const access = permission.access();
    if (server.state === 'running' && access) server.notify(ACCESS, access);
  };

  server.onConnect((client) => {
    client.onRequest<FetchResult, void>(FETCH, (params: FetchParams) => fetching(params));
    client.onNotification(LIVE_CHANGED, (next: LiveStatus) => setStatus(next));
  });
  const subscriptions = disposableOf(
    changes,
    // A restarted server knows nothing.
    server.onDidChangeState(() => {
      if (server.state !== 'running') return setStatus(undefined);
      tell();
      changes.fire();
    }),
    permission.onDidChange(() => {
      // The status belonged to another deployment or other credentials.
      setStatus(undefined);
      tell();
    }),
  );
  tell();

  return {
    get status() {
      return status;
    },
    onDidChange: (listener) => changes.event(listener),
    pools: (params) => server.request<PoolsResult>(POOLS, params),
    poolPage: (params) => server.request<PoolPageResult>(POOL_PAGE, params),
    post: createPosting(transport, () => permission.decision),
    dispose: () => subscriptions.dispose(),
  };
}
