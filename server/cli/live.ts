import type { Finding } from '../core/base/finding.js';
import { compareSpans } from '../core/base/text.js';
import { type Knowledge, NO_KNOWLEDGE, type Pool, type Reason } from '../core/deployment/knowledge.js';
import { whyWords } from '../core/deployment/text.js';
import { PATTERNS } from '../core/identifiers/patterns.js';
import { withDefinitions } from '../core/references/defined-pools.js';
import type { QueueReference } from '../core/references/queue-reference.js';
import { surePools } from '../core/rules/live-support.js';
import { hasMisfit } from '../core/rules/pool-rejection.js';
import { suppress } from '../core/suppressions/suppress.js';
import { createKnowledge } from '../taskcluster/cache/deployment-cache.js';
import type { LiveKnowledge } from '../taskcluster/cache/live-knowledge.js';
import type { Deployment } from '../taskcluster/deployment.js';
import type { Connect } from './deployment.js';
import type { Core } from './engine.js';
import { internalError, say } from './exit.js';
import type { Io } from './io.js';
import type { Failed, Judged } from './judge.js';
import { inSource } from './report/report.js';

/** How long all look-ups together may take, in milliseconds. Answers that arrive later are ignored. */
const PATIENCE = 30_000;

/** Adds findings about the pools that the inputs define and name, without asking a deployment. */
export async function* addDefined(
  outcomes: AsyncIterable<Judged | Failed>,
  definitions: Knowledge['definitions'],
  core: Core,
): AsyncGenerator<Judged | Failed> {
  if (definitions.size === 0) {
    yield* outcomes;
    return;
  }
  const knowledge = withDefinitions(NO_KNOWLEDGE, definitions);
  for await (const outcome of outcomes) yield 'report' in outcome ? withLive(outcome, knowledge, core) : outcome;
}

/**
 * Adds findings about the pools that the inputs name, from what the deployment knows about them. All inputs are looked up
 * together. A failed look-up is not a finding; one line on the standard error reports it.
 */
export async function* addLive(
  outcomes: AsyncIterable<Judged | Failed>,
  deployment: Deployment,
  io: Io,
  core: Core,
  connect: Connect,
  definitions: Knowledge['definitions'],
): AsyncGenerator<Judged | Failed> {
  const all: (Judged | Failed)[] = [];
  for await (const outcome of outcomes) all.push(withReferences(outcome));
  const references = all.flatMap((outcome) => ('report' in outcome ? outcome.references() : []));
  const ids = new Set(references.flatMap(idsOf));
  const namesProviders = references.some(({ how }) => how === 'providerId');
  if (ids.size === 0 && !namesProviders) {
    yield* all;
    return;
  }
  const live = emptyKnowledge(deployment, io, connect);
  const knowledge = withDefinitions(live, definitions);
  await within(PATIENCE, io, learn([...ids], namesProviders, references, knowledge, live.wait));
  // What is still to be asked would keep the program from ending.
  live.dispose();
  if (namesProviders) tellOfProviders(knowledge, deployment, io);
  tellOfUnknown([...ids], knowledge, deployment, io);
  for (const outcome of all) yield 'report' in outcome ? withLive(outcome, knowledge, core) : outcome;
}

/** Looks up worker pools. One line on the standard error reports those that could not be looked up. */
export async function lookUpPools(
  ids: readonly string[],
  deployment: Deployment,
  io: Io,
  connect: Connect,
): Promise<ReadonlyMap<string, Pool>> {
  const wanted = ids.filter(isPoolId);
  if (wanted.length === 0) return new Map();
  const knowledge = emptyKnowledge(deployment, io, connect);
  for (const id of wanted) knowledge.pool(id);
  await within(PATIENCE, io, knowledge.wait([]));
  tellOfUnknown(wanted, knowledge, deployment, io);
  const found = wanted.flatMap((id): [string, Pool][] => {
    const pool = knowledge.pool(id);
    return pool.state === 'known' ? [[id, pool.value]] : [];
  });
  knowledge.dispose();
  return new Map(found);
}

function emptyKnowledge(deployment: Deployment, io: Io, connect: Connect): LiveKnowledge {
  const { now, after: schedule } = io.clock;
  return createKnowledge({ client: connect(deployment, io), now, schedule, onChange: () => {} });
}

/** Collects the references of each input before the next is read, because they keep their whole document in memory. */
function withReferences(outcome: Judged | Failed): Judged | Failed {
  if (!('report' in outcome)) return outcome;
  const { report } = outcome;
  try {
    const references = outcome.references();
    return { ...outcome, references: () => references };
  } catch (error) {
    return { path: report.path, failure: internalError(error) };
  }
}

/** The pools to look up. */
function idsOf(reference: QueueReference<'document'>): readonly string[] {
  return surePools(reference).filter(isPoolId);
}

/** A deployment is not asked about a text that cannot be a pool id. */
function isPoolId(text: string): boolean {
  return PATTERNS.taskQueueId.test(text);
}

/**
 * Looks up the pools, the providers if any are named, and all other pools if suggestions are needed: one is absent, or does not
 * take a task. Task counts are not needed.
 */
async function learn(
  ids: readonly string[],
  providers: boolean,
  references: readonly QueueReference<'document'>[],
  knowledge: Knowledge,
  wait: LiveKnowledge['wait'],
): Promise<void> {
  if (providers) knowledge.providers();
  for (const id of ids) knowledge.pool(id);
  await wait([]);
  const isFine = ids.every((id) => knowledge.pool(id).state !== 'absent');
  if (isFine && !references.some((reference) => hasMisfit(reference, knowledge))) return;
  knowledge.poolIds();
  await wait([]);
}

/** Resolves when `work` does, or after a time-out. */
function within(milliseconds: number, io: Io, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = io.clock.after(milliseconds, resolve);
    const end = (): void => {
      cancel();
      resolve();
    };
    work.then(end, end);
  });
}

function tellOfUnknown(ids: readonly string[], knowledge: Knowledge, { rootUrl }: Deployment, io: Io): void {
  const reasons = ids.flatMap((id) => {
    const pool = knowledge.pool(id);
    return pool.state === 'unknown' ? [reasonWords(pool)] : [];
  });
  if (reasons.length === 0) return;
  const why = [...new Set(reasons)].join('; ');
  const some = `${reasons.length} of ${ids.length} worker pool${ids.length === 1 ? '' : 's'}`;
  say(io, `${some} could not be looked up at ${rootUrl}: ${why}`);
}

function tellOfProviders(knowledge: Knowledge, { rootUrl }: Deployment, io: Io): void {
  const providers = knowledge.providers();
  if (providers.state === 'unknown')
    say(io, `The providers could not be looked up at ${rootUrl}: ${reasonWords(providers)}`);
}

function reasonWords(reason: Reason): string {
  return reason.why === 'loading' ? `no answer within ${PATIENCE / 1000} seconds` : whyWords(reason);
}

function withLive(judged: Judged, knowledge: Knowledge, core: Core): Judged | Failed {
  const { report, references, suppressions, config } = judged;
  try {
    const live = suppress(core.runLiveRules(references(), knowledge, config), suppressions);
    const findings = [...report.findings, ...live.findings].sort(byPlace);
    const suppressed = [...report.suppressed, ...inSource(live.suppressed)];
    return { ...judged, report: { ...report, findings, suppressed } };
  } catch (error) {
    return { path: report.path, failure: internalError(error) };
  }
}

function byPlace(a: Finding<'document'>, b: Finding<'document'>): number {
  return compareSpans(a.span, b.span);
}
