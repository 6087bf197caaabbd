import { quote } from '../base/quote.js';
import type { TextKind } from '../base/text.js';
import { hostOf } from '../deployment/host.js';
import type { Knowledge, Pool } from '../deployment/knowledge.js';
import { MAX_POOLS, type QueueReference } from '../references/queue-reference.js';
import type { LiveFinding } from './live-rule.js';

/** How many other names a finding offers. */
export const MOST_OFFERED = 3;

/**
 * The pools that a place in a task is certain to name, or that it chooses between. None for a pattern, since it is not known
 * which pool results, for a value that may be overridden, and for a pool definition, which the deployment may not have yet.
 */
export function surePools({ pools, unsure, how }: QueueReference<TextKind>): readonly string[] {
  if (pools.kind !== 'exact' || unsure || how === 'workerPoolId') return [];
  return pools.ids.slice(0, MAX_POOLS);
}

/** The known pools that satisfy a condition. */
export function poolsThat(
  reference: QueueReference<TextKind>,
  knowledge: Knowledge,
  holds: (pool: Pool) => boolean,
): readonly Pool[] {
  return surePools(reference).flatMap((id) => {
    const pool = knowledge.pool(id);
    return pool.state === 'known' && holds(pool.value) ? [pool.value] : [];
  });
}

/** The places of a finding about a reference: everything that names the queue. */
export function placeOf<In extends TextKind>({
  span,
  also,
}: QueueReference<In>): Pick<LiveFinding<In>, 'span' | 'also'> {
  return also ? { span, also: [also] } : { span };
}

/** The most pools to list in a message. */
const MOST_LISTED = 3;

/** `worker pool "a/b"`, `worker pools "a/b" and "c/d"`, `worker pools "a/b", "c/d", "e/f" and 2 more`. */
export function poolWords(ids: readonly string[]): string {
  return `worker pool${ids.length === 1 ? '' : 's'} ${listWords(ids, 'and')}`;
}

/** Ids in quotes, with a word before the last one. */
export function listWords(ids: readonly string[], word: 'and' | 'or'): string {
  const named = ids.slice(0, MOST_LISTED).map(quote);
  if (ids.length > MOST_LISTED) named.push(`${ids.length - MOST_LISTED} more`);
  return named.length > 1 ? `${named.slice(0, -1).join(', ')} ${word} ${named.at(-1)}` : (named[0] ?? '');
}

/**
 * Pools, and who says what is known about them: `worker pool "a/b" on tc.example.com`, or `in pools.yml`.
 * @param fileName of a pool that a file in the workspace defines
 */
export function poolWordsIn(
  pools: readonly { readonly workerPoolId: string; readonly fileName?: string }[],
  knowledge: Knowledge,
): string {
  const words = poolWords(pools.map(({ workerPoolId }) => workerPoolId));
  const files = new Set(pools.flatMap(({ fileName }) => fileName ?? []));
  const places = [
    ...(files.size > 0 ? [`in ${[...files].join(' and ')}`] : []),
    ...(pools.some(({ fileName }) => fileName === undefined) ? [`on ${deploymentName(knowledge)}`] : []),
  ];
  return `${words} ${places.join(' and ')}`;
}

/** The name of the deployment: its host, or a description. */
export function deploymentName({ rootUrl }: Knowledge): string {
  return (rootUrl && hostOf(rootUrl)) || 'the deployment';
}
