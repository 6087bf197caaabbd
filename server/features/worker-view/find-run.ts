import { mappingsOf, nodeOf, type WorkerRun } from '../../core/services/created/worker-runs.js';
import type { SyntaxTree } from '../../core/syntax/node.js';
import { partsAround } from '../../core/syntax/node-at.js';

/**
 * What is run for the task at an offset: the first of those that are made from the innermost mapping there; where there is none,
 * the first in the innermost part of the file that has some. A task in the format of docker-worker goes before others.
 */
export function runAt(runs: readonly WorkerRun[], tree: SyntaxTree, offset: number): WorkerRun | undefined {
  const around = partsAround(tree, offset);
  const made = runs.map((run) => ({ run, from: mappingsOf(run.task) }));
  for (const part of around) {
    const here = made.filter(({ from }) => part.kind === 'map' && from.has(part));
    if (here.length > 0) return best(here.map(({ run }) => run));
  }
  for (const part of around) {
    const inside = runs.filter(({ task }) => part.start <= nodeOf(task).start && nodeOf(task).end <= part.end);
    if (inside.length > 0) return best(inside);
  }
  return best(runs);
}

function best(runs: readonly WorkerRun[]): WorkerRun | undefined {
  return runs.find(({ result }) => !('skipped' in result)) ?? runs[0];
}
