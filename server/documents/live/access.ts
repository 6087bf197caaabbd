import { type Knowledge, noKnowledge } from '../../core/deployment/knowledge.js';
import { createClient } from '../../taskcluster/api/create-client.js';
import { createKnowledge } from '../../taskcluster/cache/deployment-cache.js';
import type { KnowledgeOptions, LiveKnowledge } from '../../taskcluster/cache/live-knowledge.js';
import { decideDeployment, type Environment } from '../../taskcluster/deployment.js';
import type { Transport } from '../../taskcluster/http/transport.js';
import { readRootUrl } from '../../taskcluster/root-url.js';
import type { Access, LiveStatus } from './messages.js';
import { schedule } from './timer.js';

/** The look-ups in the deployment that may be asked. */
export interface Live {
  /** Everything is unknown while nothing may be asked. */
  knowledge(): Knowledge;
  /** The same, for callers that can wait; undefined while nothing may be asked. */
  asking(): LiveKnowledge | undefined;
  status(): LiveStatus;
  /** Sets what may be asked from now on. Knowledge from another deployment or another client is dropped. */
  setAccess(access: Access): void;
}

export interface LiveOptions {
  readonly transport: Transport;
  /** Why a deployment that does not answer may not be reachable from here, as part of a sentence. */
  readonly unreachable?: string | undefined;
  /** What is known about these pools has changed; undefined means all pools, after a change of deployment. */
  readonly onChange: (workerPoolIds: ReadonlySet<string> | undefined) => void;
  /** Called soon after answers, with what is known then. */
  readonly onLearned: (knowledge: LiveKnowledge) => void;
  /** Called with `status` whenever the knowledge, or the reason for having none, changes. */
  readonly onStatus: (status: LiveStatus) => void;
}

/** Answers arrive in bursts, and only the state at the end is worth reporting. In milliseconds. */
const STATUS_REST = 100;

/** Creates the look-ups. At first nothing may be asked. */
export function createLive({ transport, unreachable, onChange, onLearned, onStatus }: LiveOptions): Live {
  let access: Access = { why: 'disabled' };
  let current: LiveKnowledge | undefined;
  let ignorant = noKnowledge('disabled');
  let told = '';
  let cancelTelling: (() => void) | undefined;

  const status = (): LiveStatus => {
    const now = current?.status() ?? { why: access.why ?? 'disabled' };
    return now.why === 'offline' && unreachable !== undefined ? { ...now, detail: unreachable } : now;
  };
  const tell = (news: boolean): void => {
    cancelTelling?.();
    cancelTelling = undefined;
    if (current) onLearned(current);
    const now = status();
    const key = `${now.rootUrl} ${now.why}`;
    if (key === told && !news) return;
    told = key;
    onStatus(now);
  };
  const events = {
    onChange(ids: ReadonlySet<string>): void {
      tell(true);
      onChange(ids);
    },
    onAnswer(): void {
      cancelTelling ??= schedule(STATUS_REST, () => tell(false));
    },
  };

  return {
    knowledge: () => current ?? ignorant,
    asking: () => current,
    status,
    setAccess(said) {
      const next = usable(said);
      if (JSON.stringify(next) === JSON.stringify(access)) return;
      const before = current;
      access = next;
      before?.dispose();
      current = startSession(next, transport, events);
      ignorant = noKnowledge(next.why ?? 'disabled');
      tell(true);
      // The reason for knowing nothing does not affect any findings.
      if (before || current) onChange(undefined);
    },
  };
}

/** The look-ups in one deployment with one set of credentials. */
function startSession(
  { rootUrl, credentials }: Access,
  transport: Transport,
  events: Required<Pick<KnowledgeOptions, 'onChange' | 'onAnswer'>>,
): LiveKnowledge | undefined {
  if (rootUrl === undefined) return undefined;
  const client = createClient({
    rootUrl,
    credentials,
    transport,
    now: Date.now,
    random: Math.random,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
  return createKnowledge({ client, now: Date.now, schedule, ...events });
}

/** What the settings and the environment allow, if the client leaves network requests to the server. */
export function accessOf(
  { enable, rootUrl }: { enable: boolean; rootUrl: string | undefined },
  env: Environment,
): Access {
  if (!enable) return { why: 'disabled' };
  const decided = decideDeployment(rootUrl, env);
  if ('problem' in decided) return { why: 'no-root-url' };
  const { credentials } = decided;
  return { rootUrl: decided.rootUrl, ...(credentials && { credentials }) };
}

/** The client's message, if it is usable. The client may be any program. */
function usable(access: Access | null | undefined): Access {
  if (typeof access?.rootUrl !== 'string') return { why: access?.why ?? 'disabled' };
  const root = readRootUrl(access.rootUrl);
  if (!root.ok) return { why: 'no-root-url' };
  const { credentials } = access;
  return { rootUrl: root.rootUrl, ...(credentials && { credentials }) };
}
