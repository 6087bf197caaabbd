import type { Steps } from '../core/base/steps.js';
import { yieldToEventLoop } from './debounce.js';
import { SLICE_MS } from './snapshots.js';

/**
 * Runs all steps, in slices, with other requests answered in between. Returns undefined early if `isCurrent` returns false.
 */
export async function inSlices<T>(steps: Steps<T>, isCurrent: () => boolean): Promise<T | undefined> {
  let begin = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - begin < SLICE_MS) continue;
    await yieldToEventLoop();
    if (!isCurrent()) return undefined;
    begin = performance.now();
  }
}
