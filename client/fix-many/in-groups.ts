import type { CancellationToken } from 'vscode';

/** Files are read, and the server is asked, for this many at a time. */
const GROUP = 16;

/**
 * Does something for each of many, some at the same time, in order. Ends early, with what has been done, when cancelled.
 * @param tell hears how many are done
 */
export async function inGroups<T, R>(
  all: readonly T[],
  work: (one: T) => Promise<R | undefined>,
  token: Pick<CancellationToken, 'isCancellationRequested'>,
  tell: (done: number) => void,
): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < all.length && !token.isCancellationRequested; at += GROUP) {
    const group = await Promise.all(all.slice(at, at + GROUP).map(work));
    results.push(...group.filter((one) => one !== undefined));
    tell(Math.min(at + GROUP, all.length));
  }
  return results;
}
