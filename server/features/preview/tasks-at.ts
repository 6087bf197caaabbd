import type { Located } from '../../core/jsone/located-value.js';
import { mappingsOf } from '../../core/services/created/worker-runs.js';
import type { SyntaxTree } from '../../core/syntax/node.js';
import { partsAround } from '../../core/syntax/node-at.js';

/** The indices of the tasks that are made from the innermost mapping at an offset from which any is made. */
export function tasksAt(tasks: readonly Located[], tree: SyntaxTree, offset: number): number[] {
  const made = tasks.map(mappingsOf);
  for (const part of partsAround(tree, offset)) {
    if (part.kind !== 'map') continue;
    const here = made.flatMap((from, index) => (from.has(part) ? [index] : []));
    if (here.length > 0) return here;
  }
  return [];
}
