import {
  type Known,
  NO_DEFINITIONS,
  type Pool,
  type QueueCounts,
  type Reason,
} from '../../core/deployment/knowledge.js';
import { PATTERNS } from '../../core/identifiers/patterns.js';
import { isPoolless } from '../../core/references/built-in-queues.js';
import type { Answer } from '../http/answer.js';
import { isDue, knownOf, leavesSingles, makeStale, PASSING, type Slot, settle, unknown, whyOf } from './cache-entry.js';
import { COUNT_TTL, DEFINITION_TTL, DETAIL_TTL, DETAILS, type Detail, type DetailValue } from './details.js';
import { createEntries } from './entries.js';
import type { KnowledgeOptions, LiveKnowledge } from './live-knowledge.js';
import { type Entry, emptyLists, listedDefinition, poolOf, providersOf, toPoolList } from './pools.js';
import { createTimers } from './timers.js';
import { noWants, type Wants } from './wants.js';

/** How long the list of providers stays fresh, in milliseconds. It only changes with the deployment itself. */
const PROVIDERS_TTL = 3_600_000;
/** Shorter than the minute after which a reader that waits for a pool reads again. */
const ABSENT_TTL = 45_000;
/** A file is read in bursts, and each burst becomes one round of questions. */
const BATCH = 20;
/** Up to this many unknown pools are requested one by one, because the list of a large deployment takes megabytes. */
const FEW = 3;
const MAX_ENTRIES = 5_000;
/** How many queues a full refresh asks about again. */
const MAX_REFRESHED = 100;

type Timer = 'flush' | 'notify' | 'providers' | 'retry';

/**
 * A cache of a deployment's answers. With a cold cache, pools take three questions for all of them (definitions; capacity,
 * which the list of definitions lacks; providers) and one per queue. For a few pools, or if listing fails, it is one question
 * per pool and one per queue. Only the 404 of a question about a single pool makes that pool absent. A queue without a pool is
 * not asked about, unless workers that only the queue knows may serve it.
 */
export function createKnowledge({ client, now, schedule, onChange, onAnswer }: KnowledgeOptions): LiveKnowledge {
  const lists = emptyLists();
  const entries = createEntries(MAX_ENTRIES, (id, entry) => {
    entry.shown = looks(id, entry);
  });
  let wanted = noWants();
  const running = new Set<Promise<void>>();
  const unanswered = new Set<string>();
  const changed = new Set<string>();
  const timers = createTimers<Timer>(schedule);
  let providersRead = false;
  /** Whether the definitions of all pools were read. */
  let suggested = false;
  let generation = 0;
  let disposed = false;
  let good: number | undefined;
  let fault: (Reason & { readonly at: number }) | undefined;

  // --- Reading

  function pool(id: string): Known<Pool> {
    if (isPoolless(id) || !PATTERNS.taskQueueId.test(id)) return NOT_A_POOL;
    const entry = entries.touch(id);
    want('pools', id);
    return poolOf(id, entry, lists);
  }

  function queue(id: string): Known<QueueCounts> {
    if (!PATTERNS.taskQueueId.test(id)) return NOT_A_POOL;
    const entry = entries.touch(id);
    want('queues', id);
    return queueOf(id, entry);
  }

  function queueOf(id: string, entry: Entry): Known<QueueCounts> {
    const found = poolOf(id, entry, lists);
    return found.state === 'absent' && !mayStandAlone(id) ? found : knownOf(entry.queue);
  }

  /** Whether workers with their own credentials may serve a queue without a pool: not if pools with its name exist. */
  function mayStandAlone(id: string): boolean {
    const { answer } = lists.pools;
    const provisioner = id.slice(0, id.indexOf('/') + 1);
    return answer?.state !== 'known' || !answer.value.ids.some((other) => other.startsWith(provisioner));
  }

  function looks(id: string, entry: Entry): string {
    const parts = [poolOf(id, entry, lists), queueOf(id, entry), knownOf(entry.errors)];
    return JSON.stringify(parts, (key, value) => (key === 'at' || key === 'detail' ? undefined : value));
  }

  // --- Asking

  function want(what: 'pools' | 'queues' | Detail, id: string): void {
    if (disposed) return;
    wanted[what].add(id);
    later('flush', BATCH, flush);
  }

  function later(name: Timer, milliseconds: number, action: () => void): void {
    if (!disposed) timers.start(name, milliseconds, action);
  }

  /** Requests everything that is wanted now. */
  function flush(): Promise<void> {
    timers.cancel('flush');
    if (disposed) return Promise.resolve();
    const wants = wanted;
    wanted = noWants();
    const round = ask(wants).finally(() => running.delete(round));
    running.add(round);
    return round;
  }

  async function ask({ pools, queues, list, providers, ...details }: Wants): Promise<void> {
    const ids = [...new Set([...pools, ...queues])].filter((id) => !isPoolless(id));
    const asked = [
      ...loadDetails('errors', details.errors, client.listWorkerPoolErrors),
      ...loadDetails('launchConfigs', details.launchConfigs, client.listWorkerPoolLaunchConfigs),
      ...loadDetails('workers', details.workers, client.listWorkersForWorkerPool),
    ];
    if (providers) asked.push(loadProviders());
    await learnPools(ids, list);
    const counted = [...queues].map((id) => {
      const { queue: slot } = entries.touch(id);
      return wantsCounts(id) && isDue(slot, COUNT_TTL, now())
        ? loadOne(slot, () => client.taskQueueCounts(id), 'extra', id)
        : undefined;
    });
    await Promise.all([...asked, ...counted]);
    retryLater([...new Set([...ids, ...queues])]);
  }

  function loadDetails<What extends Detail>(
    what: What,
    ids: ReadonlySet<string>,
    question: (id: string) => Promise<Answer<DetailValue<What>>>,
  ): (Promise<void> | undefined)[] {
    return [...ids].map((id) => {
      const slot = entries.touch(id)[what] as Slot<DetailValue<What>>;
      if (!isDue(slot, DETAIL_TTL[what], now())) return undefined;
      return loadOne(slot, () => question(id), 'detail', id);
    });
  }

  async function learnPools(ids: readonly string[], list: boolean): Promise<void> {
    const unlisted = ids.filter((id) => !listedDefinition(id, lists.pools));
    const worth = list || lists.pools.answer !== undefined || unlisted.length > FEW;
    if (worth && isDue(lists.pools, DEFINITION_TTL, now())) await loadList();
    const listed = worth && lists.pools.answer !== undefined;
    if (listed) await Promise.all([loadExtra(lists.stats, COUNT_TTL, client.listWorkerPoolsStats), loadProviders()]);
    if (unlisted.length > FEW && !lists.pools.answer && !leavesSingles(lists.pools)) return;
    const alone = ids
      .filter(needsSingle)
      .map((id) => loadOne(entries.touch(id).single, () => client.workerPool(id), 'single', id));
    await Promise.all([...alone, ids.length > 0 && loadProviders()]);
  }

  /** Requests what is reported for all pools together, besides their list. */
  async function loadExtra<T>(slot: Slot<T>, ttl: number, question: () => Promise<Answer<T>>): Promise<void> {
    if (isDue(slot, ttl, now())) await load(slot, question, 'extra', entries.ids);
  }

  async function loadProviders(): Promise<void> {
    const before = providersOf(lists)?.join();
    await loadExtra(lists.providers, PROVIDERS_TTL, client.listProviders);
    const after = providersOf(lists)?.join();
    // Providers belong to no pool: only their readers need to know.
    if (!providersRead || after === undefined || after === before) return;
    generation++;
    later('providers', BATCH, () => onChange(new Set()));
  }

  async function loadList(): Promise<void> {
    const before = lists.pools.answer;
    const told = before?.state === 'known' ? before.value : undefined;
    const ask = async (): Promise<Answer<ReturnType<typeof toPoolList>>> => {
      const answer = await client.listWorkerPools();
      return answer.ok ? { ok: true, value: toPoolList(answer.value) } : answer;
    };
    await load(lists.pools, ask, 'list', function* () {
      const after = lists.pools.answer;
      if (after?.state !== 'known' || after === before) return;
      // A pool missing from the new list stays known until the question about it alone is answered.
      for (const id of told?.ids ?? []) {
        const definition = told?.byId.get(id);
        const single = after.value.byId.has(id) ? undefined : entries.peek(id)?.single;
        if (!before || !definition || !single || (single.answer && single.answer.at >= before.at)) continue;
        single.answer = { state: 'known', value: definition, at: before.at };
        single.stale = true;
      }
      const differ = [
        ...after.value.ids.filter((id) => !told?.byId.has(id)),
        ...(told?.ids ?? []).filter((id) => !after.value.byId.has(id)),
      ];
      // New pools mean new suggestions for absent ones, and for those that do not take a task.
      const hasSuggestions = (id: string): boolean => suggested || entries.peek(id)?.single.answer?.state === 'absent';
      if (differ.length > 0) tell([...differ, ...entries.ids().filter(hasSuggestions)]);
      yield* entries.ids();
    });
  }

  function needsSingle(id: string): boolean {
    const { single } = entries.touch(id);
    const listed = listedDefinition(id, lists.pools);
    if (listed && !single.stale) {
      const uncounted = !lists.stats.answer && leavesSingles(lists.stats);
      return uncounted && isDue(single, COUNT_TTL, now());
    }
    return isDue(single, single.answer?.state === 'absent' ? ABSENT_TTL : COUNT_TTL, now());
  }

  function wantsCounts(id: string): boolean {
    const found = isPoolless(id) ? undefined : poolOf(id, entries.touch(id), lists);
    if (found?.state === 'absent') return mayStandAlone(id);
    return found?.state !== 'unknown' || found.why === 'forbidden';
  }

  /** Asks a question, or joins it if it is already in flight, and reports what its answer changed. */
  function load<T>(
    slot: Slot<T>,
    question: () => Promise<Answer<T>>,
    sort: Sort,
    about: () => Iterable<string>,
  ): Promise<void> {
    slot.flight ??= (async () => {
      const answer = await question().catch(NO_ANSWER);
      slot.flight = undefined;
      if (disposed) return;
      settle(slot, answer, sort === 'single' || sort === 'detail', now());
      if (!slot.fault) good = now();
      else if (!isOfMethod(slot.fault, sort)) fault = { ...slot.fault, at: now() };
      tell([...about()].filter(looksOtherwise));
      onAnswer?.();
    })();
    return slot.flight;
  }

  /** The same for a question about one pool. */
  function loadOne<T>(slot: Slot<T>, question: () => Promise<Answer<T>>, sort: Sort, id: string): Promise<void> {
    return load(slot, question, sort, () => [id]);
  }

  function looksOtherwise(id: string): boolean {
    const entry = entries.peek(id);
    const shown = entry && looks(id, entry);
    if (!entry || shown === undefined || shown === entry.shown) return false;
    entry.shown = shown;
    return true;
  }

  function tell(ids: readonly string[]): void {
    if (ids.length === 0) return;
    generation++;
    for (const id of ids) changed.add(id);
    later('notify', BATCH, () => {
      const all = new Set(changed);
      changed.clear();
      onChange(all);
    });
  }

  /** Asks again, when the shortest pause is over, for what is unknown because of a temporary fault. */
  function retryLater(ids: readonly string[]): void {
    const slots = ids.flatMap((id) => {
      const entry = entries.peek(id);
      if (!entry) return [];
      const failed = [entry.single, entry.queue, ...(entry.single.answer ? [] : [lists.pools])].filter(
        ({ answer, fault: last }) => !answer && last && PASSING.includes(last.kind),
      );
      if (failed.length > 0) unanswered.add(id);
      return failed;
    });
    if (slots.length === 0) return;
    const first = Math.min(...slots.map(({ pauseUntil }) => pauseUntil));
    later('retry', Math.max(BATCH, first - now()), () => {
      for (const id of unanswered) for (const what of ['pools', 'queues'] as const) want(what, id);
      unanswered.clear();
    });
  }

  // --- Control

  async function wait(ids?: readonly string[]): Promise<void> {
    for (const id of ids ?? []) {
      pool(id);
      queue(id);
    }
    if (!ids) wantList();
    await Promise.all([...running, flush()]);
    const absent = ids?.some((id) => entries.peek(id)?.single.answer?.state === 'absent');
    // Whoever hears of an absent pool wants suggestions from the list of pools.
    if (!absent) return;
    wantList();
    await flush();
  }

  function refresh(ids?: readonly string[]): void {
    const alone = ids !== undefined && ids.length <= FEW;
    if (!alone) for (const slot of [lists.pools, lists.stats, lists.providers]) makeStale(slot);
    for (const id of ids ?? entries.ids()) {
      const entry = entries.peek(id);
      if (!entry) continue;
      if (alone || !listedDefinition(id, lists.pools)) makeStale(entry.single);
      makeStale(entry.queue);
      for (const detail of DETAILS) makeStale(entry[detail]);
    }
    for (const id of ids ?? entries.ids().slice(0, MAX_REFRESHED).reverse()) {
      pool(id);
      if (ids || entries.peek(id)?.queue.answer) queue(id);
      if (entries.peek(id)?.errors.answer) want('errors', id);
    }
    if (!ids) wantList();
  }

  function providers(): Known<readonly string[]> {
    providersRead = true;
    if (!disposed) {
      wanted.providers = true;
      later('flush', BATCH, flush);
    }
    const known = knownOf(lists.providers);
    return known.state === 'known' ? { ...known, value: providersOf(lists) ?? [] } : known;
  }

  function detail<What extends Detail>(what: What, id: string): Known<DetailValue<What>> {
    if (isPoolless(id) || !PATTERNS.taskQueueId.test(id)) return NOT_A_POOL;
    const slot = entries.touch(id)[what] as Slot<DetailValue<What>>;
    want(what, id);
    return knownOf(slot);
  }

  function wantList(): void {
    if (disposed) return;
    wanted.list = true;
    later('flush', BATCH, flush);
  }

  return {
    get generation() {
      return generation;
    },
    rootUrl: client.rootUrl,
    // The deployment does not know the workspace.
    definitions: NO_DEFINITIONS,
    pool,
    queue,
    errors: (id) => detail('errors', id),
    launchConfigs: (id) => detail('launchConfigs', id),
    workers: (id) => detail('workers', id),
    peek(id) {
      const entry = entries.peek(id);
      if (!entry) return { pool: unknown(undefined), queue: unknown(undefined) };
      return { pool: poolOf(id, entry, lists), queue: queueOf(id, entry) };
    },
    poolIds() {
      wantList();
      const known = knownOf(lists.pools);
      return known.state === 'known' ? { ...known, value: known.value.ids } : known;
    },
    pools() {
      suggested = true;
      wantList();
      const known = knownOf(lists.pools);
      return known.state === 'known' ? { ...known, value: known.value.all } : known;
    },
    providers,
    isAbsent(id) {
      const entry = entries.peek(id);
      return entry !== undefined && poolOf(id, entry, lists).state === 'absent';
    },
    refresh,
    wait,
    status() {
      const failing = fault && (good === undefined || fault.at > good) ? fault : undefined;
      const loading = good === undefined && running.size > 0 ? ({ why: 'loading' } as const) : undefined;
      const { state: _, ...reason } = unknown(failing);
      const why = failing ? reason : loading;
      return { rootUrl: client.rootUrl, ...why, ...(good !== undefined && { at: good }) };
    },
    dispose() {
      disposed = true;
      timers.cancelAll();
      client.end();
    },
  };
}

/** A question about all pools, about one, about a detail of one, or about what is counted. */
type Sort = 'list' | 'single' | 'detail' | 'extra';

/** Whether a fault says nothing about the deployment as a whole. An older one lacks the methods for details. */
function isOfMethod({ why }: Reason, sort: Sort): boolean {
  if (sort === 'detail' && why === 'unusable-answer') return true;
  return why === 'forbidden' && sort !== 'list' && sort !== 'single';
}

/** Nothing is asked about a name that cannot be a pool. */
const NOT_A_POOL = { state: 'unknown', why: whyOf('refused') } as const;

const NO_ANSWER = (): Answer<never> => ({ ok: false, error: { kind: 'unreachable', message: 'no answer' } });
