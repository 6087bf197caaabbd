import type { Span, TextKind } from '../core/base/text.js';
import type { Knowledge, Known, Pool } from '../core/deployment/knowledge.js';
import { capacityWords, lensWords } from '../core/deployment/text.js';
import type { QueueReference } from '../core/references/queue-reference.js';
import { poolsOf } from '../core/references/queue-references.js';

/** A line above a task, a pool or an alias. */
export interface CodeLens<In extends TextKind = 'tree'> {
  readonly span: Span<In>;
  /** Plain text. */
  readonly title: string;
  /** The pool that a click opens; undefined if there are several or none. */
  readonly poolId: string | undefined;
}

/** More pools than this are counted, not named. */
const MOST_NAMED = 3;

/**
 * What is running and pending in the pools that a document names, one line above each task, pool or alias. There is no line if
 * nothing is known. Reading never waits; missing answers are fetched in the background.
 */
export function codeLenses<In extends TextKind>(
  references: readonly QueueReference<In>[],
  knowledge: Knowledge,
): CodeLens<In>[] {
  const holders = new Map<number, { span: Span<In>; ids: Set<string> }>();
  for (const reference of references) {
    const { holder } = reference;
    const known = holders.get(holder.start) ?? { span: holder, ids: new Set<string>() };
    for (const id of poolsOf(reference, knowledge)) known.ids.add(id);
    holders.set(holder.start, known);
  }
  return [...holders.values()].flatMap(({ span, ids }) => lensOver(span, [...ids].sort(), knowledge));
}

function lensOver<In extends TextKind>(span: Span<In>, ids: readonly string[], knowledge: Knowledge): CodeLens<In>[] {
  const [only] = ids;
  if (only !== undefined && ids.length === 1) {
    const pool = knowledge.pool(only);
    const title = lensWords(only, pool, knowledge.queue(only));
    return title ? [{ span, title, poolId: pool.state === 'known' ? only : undefined }] : [];
  }
  const known = ids.map((id) => ({ id, pool: knowledge.pool(id) })).filter(({ pool }) => pool.state !== 'unknown');
  // Not every pool that a template could name has to exist.
  const there = known.filter(({ pool }) => pool.state === 'known');
  const named = (there.length > 0 ? there : known).map(({ id, pool }) => shortWords(id, pool, knowledge));
  if (named.length === 0) return [];
  const rest = named.length - Math.min(MOST_NAMED, named.length);
  const title = [...named.slice(0, MOST_NAMED), ...(rest > 0 ? [`and ${rest} more`] : [])].join(' · ');
  return [{ span, title, poolId: undefined }];
}

/** A pool among several, without its re-registration. */
function shortWords(id: string, pool: Known<Pool>, knowledge: Knowledge): string {
  if (pool.state !== 'known') return `${id}: no such worker pool`;
  const counts = knowledge.queue(id);
  return `${id}: ${capacityWords(pool.value, counts.state === 'known' ? counts.value : undefined)}`;
}
