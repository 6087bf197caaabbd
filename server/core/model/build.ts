import type { DocumentKind, SourceDocument } from '../base/document.js';
import type { Dialect } from '../jsone/strings.js';
import { findEntry, type Node, resolveAlias, type SyntaxTree } from '../syntax/node.js';
import type { DocumentModel, PoolVariant, TaskVariant } from './model.js';
import { poolsOf } from './pools.js';
import { isActions, isHook, mayBeTaskcluster, taskclusterYmlKind } from './recognize.js';
import { becomesTask, taskAlone, taskAt, tasksAnywhere, tasksOfTaskclusterYml } from './tasks.js';

/** Determines the kind of a document and its tasks. */
export function buildModel(document: SourceDocument, tree: SyntaxTree): DocumentModel {
  const none: DocumentModel = { kind: 'none', tree, dialect: 'any', tasks: [], pools: [] };
  if (document.selection === 'excluded') return none;
  if (document.selection === 'auto' && !mayBeTaskcluster(document.fileName, document.text)) return none;

  const byName = taskclusterYmlKind(document, tree);
  if (byName) {
    const dialect: Dialect = byName === 'taskcluster-yml-v0' ? 'mustache' : 'json-e';
    return {
      kind: byName,
      tree,
      dialect,
      tasks: tree.roots.slice(0, 1).flatMap((root) => tasksOfTaskclusterYml(root, dialect)),
      pools: [],
    };
  }
  const parts = tree.roots.map((root) => modelOfRoot(root));
  const first = parts.find((part) => part.kind !== 'none');
  if (!first)
    return document.selection === 'included'
      ? { ...none, kind: 'task', tasks: tree.roots.flatMap((root) => taskAt(root, 'any', 'certain')) }
      : none;
  // A file may define both tasks and pools, like the projects of community-tc-config; then it counts as a file of tasks.
  const main = parts.find((part) => part.kind !== 'worker-pool' && part.kind !== 'none') ?? first;
  const [tasks, pools] = [parts.flatMap((part) => part.tasks), parts.flatMap((part) => part.pools)];
  return { kind: main.kind, tree, dialect: main.dialect, tasks, pools };
}

interface RootModel {
  readonly kind: DocumentKind;
  readonly dialect: Dialect;
  readonly tasks: readonly TaskVariant[];
  readonly pools: readonly PoolVariant[];
}

function modelOfRoot(root: Node): RootModel {
  const map = resolveAlias(root);
  if (map?.kind === 'map' && isHook(map)) {
    const task = findEntry(map, 'task');
    return { kind: 'hook', dialect: 'json-e', tasks: task ? taskAt(task.value, 'json-e', 'certain') : [], pools: [] };
  }
  if (becomesTask(root, 'any')) return { kind: 'task', dialect: 'any', tasks: taskAlone(root), pools: [] };
  const tasks = tasksAnywhere(root, 'any');
  const known = tasks.length > 0 || (map?.kind === 'map' && isActions(map));
  const pools = poolsOf(root);
  return { kind: known ? 'task-graph' : pools.length > 0 ? 'worker-pool' : 'none', dialect: 'any', tasks, pools };
}
