import type { Connection } from 'vscode-languageserver';
import type { LiveSettings } from '../core/config/read-settings.js';
import type { DefinedPool, Knowledge } from '../core/deployment/knowledge.js';
import { withDefinitions } from '../core/references/defined-pools.js';
import { accessOf, createLive } from '../documents/live/access.js';
import type { Access, PoolPageParams, PoolsParams } from '../documents/live/messages.js';
import { createPoolHistories } from '../documents/live/pool-histories.js';
import { listPools, namedPools, writtenPools } from '../documents/live/pool-list.js';
import { readPoolPage } from '../documents/live/read-pool-page.js';
import { createRefreshTimer } from '../documents/live/refresh-timer.js';
import { schedule } from '../documents/live/timer.js';
import { createTypingGate } from '../documents/live/typing-gate.js';
import type { Log } from '../documents/log.js';
import type { Snapshot } from '../documents/snapshots.js';
import type { ClientCapabilities } from './client-capabilities.js';
import { throughClient } from './client-transport.js';
import type { Host } from './host.js';
import { describeAccess, logged } from './live-log.js';
import { ACCESS, LIVE_CHANGED, POOL_PAGE, POOLS } from './protocol.js';

/** The look-ups of a server, connected to its client. */
export interface LiveConnection {
  /** For requests about a single place: looks up everything. */
  knowledge(): Knowledge;
  /** For checks of whole documents at every key: does not look up names that are still being typed. */
  patient(): Knowledge;
  /** Resolves when everything about these pools has been asked, or at once if nothing may be asked. */
  learn(workerPoolIds: readonly string[]): Promise<void>;
  /** Takes the settings. They only matter if the server sends the network requests itself. */
  setSettings(settings: LiveSettings): void;
  /** The user is working with a document, and perhaps typing in it. */
  noticed(how: 'looks' | 'types'): void;
}

export interface LiveConnectionOptions {
  readonly log: Log;
  /** The open documents in their current state. */
  readonly documents: () => readonly Snapshot[];
  /** The same, once they have been analyzed. */
  readonly analyzed: () => Promise<readonly Snapshot[]>;
  /** Resolves when the settings have been read. */
  readonly ready: () => Promise<void>;
  /** The worker pools that the workspace defines. */
  readonly definitions: () => ReadonlyMap<string, DefinedPool>;
  /** What is known about these pools, or about all, has changed. */
  readonly onChange: (workerPoolIds: ReadonlySet<string> | undefined) => void;
  readonly send: (sending: Promise<unknown>) => void;
}

/** How many pools of the open documents are refreshed in the background. Others are refreshed when they are viewed. */
const MOST_KEPT = 100;

/** Connects the look-ups to the client, which may send the requests, says what may be asked, and is told about changes. */
export function connectLive(
  connection: Connection,
  client: ClientCapabilities,
  host: Host,
  { log, documents, analyzed, ready, definitions, onChange, send }: LiveConnectionOptions,
): LiveConnection {
  const histories = createPoolHistories();
  const live = createLive({
    transport: logged(client.carriesRequests ? throughClient(connection) : host.transport, log, Date.now),
    unreachable: host.unreachable,
    onChange(ids) {
      // Another deployment, or another client that may see other pools.
      if (!ids) histories.clear();
      onChange(ids);
    },
    onLearned: ({ peek }) => histories.note(peek),
    onStatus(status) {
      if (client.carriesRequests) send(connection.sendNotification(LIVE_CHANGED, status));
    },
  });
  const patience = createTypingGate({ knowledge: live.knowledge, schedule, onQuiet: onChange });
  const shown = (): readonly Snapshot[] => documents().filter((snapshot) => snapshot.isAnalyzed());
  const upkeep = createRefreshTimer({
    now: Date.now,
    schedule,
    read() {
      const asking = live.asking();
      if (!asking) return false;
      const ids = namedPools(shown(), asking).slice(0, MOST_KEPT);
      histories.track(ids);
      for (const id of ids) {
        asking.pool(id);
        asking.queue(id);
      }
      return ids.length > 0;
    },
    readAbsent() {
      const asking = live.asking();
      if (!asking) return false;
      const ids = writtenPools(shown()).filter(asking.isAbsent).slice(0, MOST_KEPT);
      for (const id of ids) asking.pool(id);
      return ids.length > 0;
    },
  });
  let told = '';
  const setAccess = (access: Access): void => {
    live.setAccess(access);
    const line = describeAccess(live.status(), access?.credentials?.clientId);
    if (line !== told) log.info(line);
    told = line;
  };
  connection.onNotification(ACCESS, (access: Access) => {
    if (client.carriesRequests) setAccess(access);
  });
  connection.onRequest(POOLS, async (params: PoolsParams) => {
    await ready();
    return listPools(live, analyzed, params);
  });
  connection.onRequest(POOL_PAGE, async (params: PoolPageParams) => {
    await ready();
    return readPoolPage(live, { histories, definitions, now: Date.now }, params);
  });

  return {
    knowledge: () => withDefinitions(live.knowledge(), definitions()),
    patient: () => withDefinitions(patience.knowledge(), definitions()),
    learn: async (workerPoolIds) => live.asking()?.wait(workerPoolIds),
    setSettings(settings) {
      if (!client.carriesRequests) setAccess(accessOf(settings, host.environment));
    },
    noticed(how) {
      if (!live.asking()) return;
      if (how === 'types') patience.typed();
      upkeep.noticed();
    },
  };
}
