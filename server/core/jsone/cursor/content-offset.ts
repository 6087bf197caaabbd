import type { ScalarNode } from '../../syntax/node.js';
import { locator } from '../../syntax/source-map.js';

/** The offset in the content of a scalar for an offset in the source within it; undefined if it is not known. */
export function contentOffset(node: ScalarNode, text: string, offset: number): number | undefined {
  const locate = locator(node, text);
  let low = 0;
  let high = node.text.length - 1;
  // What precedes the content counts as its beginning.
  let found: number | undefined = node.text === '' ? undefined : 0;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const place = locate({ start: middle, end: middle + 1 });
    if (!place) return undefined;
    if (place.start <= offset) {
      found = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found;
}
