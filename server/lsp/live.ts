import { type Knowledge, NO_KNOWLEDGE, type Why } from '../core/live/knowledge.js';
import { createClient } from '../taskcluster/create-client.js';
import { credentialsFor, type Environment } from '../taskcluster/deployment.js';
import { createKnowledge, type LiveKnowledge } from '../taskcluster/knowledge.js';
import { readRootUrl } from '../taskcluster/root-url.js';
import type { Transport } from '../taskcluster/transport.js';
import type { Access, LiveStatus } from './protocol.js';

/** What is known of the deployment that may be asked. */
export interface Live {
  /** Knows nothing while nothing may be asked. */
  knowledge(): Knowledge;
  /** The same for those that can wait; undefined while nothing may be asked. */
  asking(): LiveKnowledge | undefined;
  status(): LiveStatus;
  /** Says what may be asked from now on. What was known of another deployment, or by someone else, is forgotten. */
  setAccess(access: Access): void;
}

export interface LiveOptions {
  readonly transport: Transport;
  /** Something else is known of these pools; of all (undefined) where another deployment may be asked. */
  readonly onChange: (workerPoolIds: ReadonlySet<string> | undefined) => void;
}

/** Makes the look-ups, with nothing that may be asked. */
export function createLive({ transport, onChange }: LiveOptions): Live {
  let access: Access = { why: 'disabled' };
  let current: LiveKnowledge | undefined;
  let ignorant = ignorance('disabled');

  const start = ({ rootUrl, credentials }: Access): LiveKnowledge | undefined => {
    if (rootUrl === undefined) return undefined;
    const client = createClient({
      rootUrl,
      credentials,
      transport,
      now: Date.now,
      random: Math.random,
      sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    });
    return createKnowledge({ client, now: Date.now, schedule, onChange });
  };

  return {
    knowledge: () => current ?? ignorant,
    asking: () => current,
    status: () => current?.status() ?? { why: access.why ?? 'disabled' },
    setAccess(next) {
      if (JSON.stringify(next) === JSON.stringify(access)) return;
      const before = current;
      access = next;
      before?.dispose();
      current = start(next);
      ignorant = ignorance(next.why ?? 'disabled');
      // Why nothing is known changes nothing that has been said.
      if (before || current) onChange(undefined);
    },
  };
}

/** What the settings and the environment allow, for a client that leaves the network to the server. */
export function accessOf({ enable, rootUrl }: { enable: boolean; rootUrl: string }, env: Environment): Access {
  if (!enable) return { why: 'disabled' };
  const wish = rootUrl || env.TASKCLUSTER_ROOT_URL;
  if (!wish) return { why: 'no-root-url' };
  const root = readRootUrl(wish);
  if (!root.ok) return { why: 'no-root-url' };
  const credentials = credentialsFor(root.rootUrl, env);
  return { rootUrl: root.rootUrl, ...(credentials && { credentials }) };
}

function ignorance(why: Why): Knowledge {
  const unknown = { state: 'unknown', why } as const;
  return {
    ...NO_KNOWLEDGE,
    pool: () => unknown,
    queue: () => unknown,
    errors: () => unknown,
    poolIds: () => unknown,
  };
}

/** A timer that does not keep the process alive. */
function schedule(milliseconds: number, action: () => void): () => void {
  const timer: unknown = setTimeout(action, milliseconds);
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
    timer.unref();
  return () => clearTimeout(timer as ReturnType<typeof setTimeout>);
}
