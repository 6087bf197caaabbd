import type { Answer, ApiErrorKind } from '../http/answer.js';
import { MAX_LISTED, PAGE_LIMIT } from '../http/limits.js';
import { failure } from '../http/read-answer.js';
import type { Page } from './shapes.js';

/** Fetches one page. `urlOf` returns its URL for the nth attempt, counted from 0. */
type AskPage<T> = (urlOf: (attempt: number) => string) => Promise<Answer<Page<T>>>;

/** A page that is too much for us or for the service is requested again with this many times fewer entries. */
const SHRINK = 10;
/** The smallest page size to request. */
const SMALLEST = 10;

/**
 * All entries of a listing, page by page. A page that fails or is too long is requested in smaller parts. An incomplete
 * listing counts as failed: a missing entry must not look like one that does not exist.
 */
export async function allPages<T>(url: string, ask: AskPage<T>): Promise<Answer<readonly T[]>> {
  const items: T[] = [];
  const seen = new Set<string>();
  let limit = PAGE_LIMIT;
  let room = MAX_LISTED;
  for (let next: string | undefined; ; ) {
    let asked = limit;
    const answer = await ask((attempt) => {
      asked = smaller(limit, attempt);
      return pageUrl(url, next, asked);
    });
    if (!answer.ok) {
      if (asked === SMALLEST || !mayHelp(answer.error.kind, next !== undefined))
        return next === undefined ? answer : { ok: false, error: { ...answer.error, begun: true } };
      limit = smaller(asked, 1);
      continue;
    }
    limit = asked;
    for (const item of answer.value.items) items.push(item);
    next = answer.value.next;
    if (next === undefined) return { ok: true, value: items };
    if (seen.has(next)) return failure('unusable', 'The pages of the answer form a loop');
    seen.add(next);
    room -= limit;
    if (room <= 0) return failure('unusable', `The answer has more than ${MAX_LISTED} entries`);
  }
}

/** Whether a smaller page may work. A failing page has already been requested in smaller parts. */
function mayHelp(kind: ApiErrorKind, listBegun: boolean): boolean {
  // A service that does not even begin in time is more likely down than busy with a long list.
  return kind === 'too-long' || (kind === 'timeout' && listBegun);
}

function smaller(limit: number, times: number): number {
  return Math.max(SMALLEST, Math.floor(limit / SHRINK ** times));
}

function pageUrl(url: string, token: string | undefined, limit: number): string {
  const query = [
    ...(limit === PAGE_LIMIT ? [] : [`limit=${limit}`]),
    ...(token === undefined ? [] : [`continuationToken=${encodeURIComponent(token)}`]),
  ];
  return query.length > 0 ? `${url}?${query.join('&')}` : url;
}
