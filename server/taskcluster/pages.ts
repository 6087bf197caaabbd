import type { Answer } from './answer.js';
import { MAX_PAGES } from './limits.js';
import { failure } from './read-answer.js';
import type { Page } from './shapes.js';

/**
 * All entries of a listing, page after page. `ask` fetches one page. A listing that is not had in full is not had: an
 * entry that is missing must not look like one that does not exist.
 */
export async function allPages<T>(
  url: string,
  ask: (url: string) => Promise<Answer<Page<T>>>,
): Promise<Answer<readonly T[]>> {
  const items: T[] = [];
  const seen = new Set<string>();
  for (let next: string | undefined; ; ) {
    const answer = await ask(next === undefined ? url : `${url}?continuationToken=${encodeURIComponent(next)}`);
    if (!answer.ok) return answer;
    for (const item of answer.value.items) items.push(item);
    next = answer.value.next;
    if (next === undefined) return { ok: true, value: items };
    if (seen.has(next)) return failure('unusable', 'The pages of the answer go round in a circle');
    if (seen.add(next).size >= MAX_PAGES) return failure('unusable', `The answer has more than ${MAX_PAGES} pages`);
  }
}
