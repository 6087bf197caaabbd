import type { Connection } from 'vscode-languageserver';
import type { Knowledge } from '../core/live/knowledge.js';
import { poolsOf } from '../core/live/references.js';
import type { Transport } from '../taskcluster/transport.js';
import type { Client } from './client.js';
import { accessOf, createLive } from './live.js';
import { poolRow } from './pools.js';
import {
  ACCESS,
  type Access,
  FETCH,
  type FetchResult,
  LIVE_CHANGED,
  POOLS,
  type PoolsParams,
  type PoolsResult,
} from './protocol.js';
import type { Host } from './server.js';
import type { LiveSettings } from './settings.js';
import type { Snapshot } from './snapshots.js';

/** The look-ups of a server, joined to its client. */
export interface LiveConnection {
  knowledge(): Knowledge;
  /** What the settings say. It counts where the server opens the connections. */
  setSettings(settings: LiveSettings): void;
}

export interface LiveConnectionOptions {
  /** The open documents. */
  readonly documents: () => readonly Snapshot[];
  /** Something else is known of these pools, or of all. */
  readonly onChange: (workerPoolIds: ReadonlySet<string> | undefined) => void;
  readonly send: (sending: Promise<unknown>) => void;
}

/** Joins the look-ups to the client: it may carry them, it says what may be asked, and it is told what is new. */
export function connectLive(
  connection: Connection,
  client: Client,
  host: Host,
  { documents, onChange, send }: LiveConnectionOptions,
): LiveConnection {
  const live = createLive({
    transport: client.carriesRequests ? throughClient(connection) : host.transport,
    onChange(ids) {
      if (client.carriesRequests) send(connection.sendNotification(LIVE_CHANGED, live.status()));
      onChange(ids);
    },
  });
  connection.onNotification(ACCESS, (access: Access) => {
    if (client.carriesRequests) live.setAccess(access);
  });
  connection.onRequest(POOLS, (params: PoolsParams) => listPools(params));

  const listPools = async ({ which, refresh }: PoolsParams): Promise<PoolsResult> => {
    const asking = live.asking();
    if (!asking) return { status: live.status(), pools: [] };
    const used = which === 'workspace' ? usedPools(documents(), asking) : undefined;
    if (refresh) asking.refresh(used);
    await asking.wait(used);
    const listed = asking.poolIds();
    const ids = used ?? (listed.state === 'known' ? listed.value : []);
    // Reading what is not known asks for it: the second look waits for that.
    for (const id of ids.slice(0, MOST_COUNTED)) asking.queue(id);
    await asking.wait(ids.slice(0, MOST_COUNTED));
    return { status: live.status(), pools: ids.map((id) => poolRow(id, asking)) };
  };

  return {
    knowledge: live.knowledge,
    setSettings(settings) {
      if (!client.carriesRequests) live.setAccess(accessOf(settings, host.environment));
    },
  };
}

/** The queues of a long list are counted when they are looked at. */
const MOST_COUNTED = 50;

function usedPools(snapshots: readonly Snapshot[], knowledge: Knowledge): string[] {
  const ids = new Set<string>();
  for (const snapshot of snapshots)
    for (const { references } of snapshot.whole().results)
      for (const reference of references) for (const id of poolsOf(reference, knowledge)) ids.add(id);
  return [...ids].sort();
}

/** The editor knows the way to the network: its proxy, its certificates. */
function throughClient(connection: Connection): Transport {
  return async (request) => {
    try {
      return await connection.sendRequest<FetchResult>(FETCH, request);
    } catch {
      return { error: 'network', message: 'The editor did not carry the request.' };
    }
  };
}
