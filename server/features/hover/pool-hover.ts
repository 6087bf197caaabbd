import { durationWords } from '../../core/base/duration.js';
import { hostOf } from '../../core/deployment/host.js';
import type { Knowledge, Known, Pool, PoolError, QueueCounts } from '../../core/deployment/knowledge.js';
import {
  canReregister,
  DEFAULT_QUEUE_INACTIVITY_TIMEOUT,
  isBeingDeleted,
  isStatic,
  standstillOf,
} from '../../core/deployment/lifecycle.js';
import {
  ageWords,
  lensWords,
  poolUrl,
  reregistrationNotes,
  standstillWords,
  whyWords,
  workersWords,
} from '../../core/deployment/text.js';
import { workerNotes } from '../../core/deployment/worker-formats.js';
import { capacityBar, capacitySwatch, STATES } from './capacity-bar.js';
import { type Block, cut, type Inline, type Line, paragraph } from './markdown.js';

/** More pools than this are counted, not shown. */
const MOST_POOLS = 10;
const MOST_ERRORS = 3;
/** How many characters of texts by people and cloud providers are shown. */
const MOST_TEXT = 300;

/** What is known about the pools that a place names. `now`: milliseconds since 1970. */
export function poolsDescription(ids: readonly string[], knowledge: Knowledge, now: number): Block[] {
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) return poolDescription(only, knowledge, now);
  const shown = ids.slice(0, MOST_POOLS);
  const rest = ids.length - shown.length;
  return [
    paragraph([{ kind: 'strong', text: `Can be one of ${ids.length} worker pools` }]),
    { kind: 'list', lines: shown.map((id) => poolLine(id, knowledge)) },
    ...(rest > 0 ? [paragraph([`and ${rest} more`])] : []),
    ...ageLine(
      shown.map((id) => knowledge.pool(id)),
      now,
    ),
  ];
}

/** One of several pools. */
function poolLine(id: string, knowledge: Knowledge): Line {
  const pool = knowledge.pool(id);
  if (pool.state === 'unknown') return [{ kind: 'strong', text: id }, `: ${whyWords(pool)}`];
  const words = lensWords(id, pool, knowledge.queue(id))?.slice(id.length) ?? '';
  if (pool.state === 'absent') return [{ kind: 'strong', text: id }, words];
  const name = linkTo(id, id, knowledge) ?? { kind: 'strong', text: id };
  if (!pool.value.capacity) return [name, words];
  const { capacity, maxCapacity } = pool.value;
  return [picture(capacityBar(capacity, maxCapacity, { width: 80, height: 10 }), 'capacity'), ' ', name, words];
}

function poolDescription(id: string, knowledge: Knowledge, now: number): Block[] {
  const pool = knowledge.pool(id);
  const title: Line = [{ kind: 'strong', text: id }];
  const definition = definitionBlocks(id, knowledge);
  if (pool.state === 'unknown')
    return [paragraph(title, [`Nothing is known about this worker pool: ${whyWords(pool)}.`]), ...definition];
  if (pool.state === 'absent') {
    const where = knowledge.rootUrl ? ` on ${hostOf(knowledge.rootUrl)}` : '';
    return [paragraph(title, [`There is no such worker pool${where}.`]), ...definition, ...ageLine([pool], now)];
  }
  const queue = knowledge.queue(id);
  const link = linkTo(id, 'Show in Taskcluster', knowledge);
  return [
    paragraph(title),
    ...(pool.value.description ? [paragraph([cut(pool.value.description, MOST_TEXT)])] : []),
    paragraph(...capacityLines(pool.value), ...queueLines(queue)),
    paragraph(...configurationLines(pool.value)),
    ...definition,
    ...errorLines(knowledge.errors(id), now),
    ...ageLine([pool, queue], now),
    ...(link ? [paragraph([link])] : []),
  ];
}

/** What a file in the workspace says about a pool that it defines. */
export function definitionBlocks(id: string, { definitions }: Knowledge): Block[] {
  const defined = definitions.get(id);
  if (!defined) return [];
  return [paragraph([`Defined in ${defined.fileName}`], ...workerNotes(defined).map((note) => [note]))];
}

function capacityLines(pool: Pool): Line[] {
  const { capacity, maxCapacity, minCapacity } = pool;
  const lines: Line[] = isBeingDeleted(pool) ? [['This pool is being deleted and gets no new workers.']] : [];
  const standstill = standstillOf(pool);
  if (standstill) lines.push([`No task can run here: the pool has ${standstillWords(standstill)}.`]);
  const limits = [
    ...(maxCapacity === undefined ? [] : [`at most ${maxCapacity}`]),
    ...(minCapacity ? [`at least ${minCapacity}`] : []),
  ];
  if (!capacity) return [...lines, [['Capacity now: unknown', ...limits].join(', ')]];
  const counts = STATES.map((state) => ({ state, count: capacity[state], words: `${capacity[state]} ${state}` }));
  const words = [...counts.map((part) => part.words), ...limits].join(', ');
  const figures = counts.flatMap(({ state, count, words }): Inline[] => [
    // Explains the colour in the bar.
    ...(count > 0 ? [picture(capacitySwatch(state), '')] : []),
    state === 'stopping' ? words : `${words}, `,
  ]);
  const rest = limits.map((limit) => `, ${limit}`).join('');
  return [...lines, [picture(capacityBar(capacity, maxCapacity), words)], ['Capacity: ', ...figures, rest]];
}

function queueLines(queue: Known<QueueCounts>): Line[] {
  if (queue.state === 'unknown') return [[`Tasks: ${whyWords(queue)}`]];
  if (queue.state === 'absent') return [];
  const { pending, claimed } = queue.value;
  return [[`Tasks: ${pending} pending${claimed === undefined ? '' : `, ${claimed} claimed`}`]];
}

function configurationLines(pool: Pool): Line[] {
  const { providerId, providerType, lifecycle } = pool;
  const provider: Inline[] = ['Provider: ', { kind: 'code', text: providerId }];
  if (providerType && providerType !== providerId) provider.push(` (${providerType})`);
  const workers = workersWords(pool);
  const lines: Line[] = [provider, ...workerNotes(pool).map((note) => [note])];
  if (workers !== undefined) lines.push([workers]);
  lines.push(...reregistrationNotes(pool).map((note) => [note]));
  if (canReregister(pool) && !isStatic(pool)) {
    const { registrationTimeout, queueInactivityTimeout } = lifecycle;
    const register = registrationTimeout === undefined ? 'none' : durationWords(registrationTimeout);
    const idle = durationWords(queueInactivityTimeout || DEFAULT_QUEUE_INACTIVITY_TIMEOUT);
    lines.push([
      `Time-outs: registration ${register}, inactivity ${idle}${queueInactivityTimeout ? '' : ' (default)'}`,
    ]);
  }
  return lines;
}

function errorLines(errors: Known<readonly PoolError[]>, now: number): Block[] {
  if (errors.state !== 'known' || errors.value.length === 0) return [];
  const lines = errors.value.slice(0, MOST_ERRORS).map(({ reported, title, description }): Line => {
    const time = Date.parse(reported);
    const age = Number.isNaN(time) ? '' : `, ${ageWords(now - time)}`;
    return [{ kind: 'strong', text: cut(title, 80) || 'Error' }, `${age}: ${cut(description, MOST_TEXT)}`];
  });
  return [paragraph(['Recent errors when creating workers:']), { kind: 'list', lines }];
}

/** The age of the oldest answer. */
function ageLine(answers: readonly Known<unknown>[], now: number): Block[] {
  const times = answers.flatMap((answer) => (answer.state === 'unknown' ? [] : [answer.at]));
  return times.length > 0 ? [paragraph([`Looked up ${ageWords(now - Math.min(...times))}`])] : [];
}

function linkTo(id: string, text: string, { rootUrl }: Knowledge): Inline | undefined {
  return rootUrl === undefined ? undefined : { kind: 'link', text, url: poolUrl(rootUrl, id) };
}

function picture(uri: string, alt: string): Inline {
  return { kind: 'image', alt, uri };
}
