import type { SourceDocument } from '../base/document.js';
import type { Dialect } from '../jsone/strings.js';
import { findEntry, type Node, resolveAlias, type SyntaxTree } from '../syntax/node.js';
import type { DocumentModel, Hook, TaskVariant } from './model.js';
import { poolsOf } from './pools.js';
import { isActions, isHook, isHookTemplate, mayBeTaskcluster, taskclusterYmlKind } from './recognize.js';
import { becomesTask, taskAlone, taskAt, tasksAnywhere, tasksOfTaskclusterYml } from './tasks.js';

/** Determines the kind of a document and its tasks. */
export function buildModel(document: SourceDocument, tree: SyntaxTree): DocumentModel {
  const none: DocumentModel = { kind: 'none', tree, dialect: 'any', tasks: [], hooks: [], pools: [] };
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
      hooks: [],
      pools: [],
    };
  }
  const parts = tree.roots.map((root) => modelOfRoot(root, isHookTemplate(document)));
  const first = parts.find((part) => part.kind !== 'none');
  if (!first)
    return document.selection === 'included'
      ? { ...none, kind: 'task', tasks: tree.roots.flatMap((root) => taskAt(root, 'any', 'certain')) }
      : none;
  // A file may define both tasks and pools, like the projects of community-tc-config; then it counts as a file of tasks.
  const main = parts.find((part) => part.kind !== 'worker-pool' && part.kind !== 'none') ?? first;
  return {
    kind: main.kind,
    tree,
    dialect: main.dialect,
    tasks: parts.flatMap((part) => part.tasks),
    hooks: parts.flatMap((part) => part.hooks),
    pools: parts.flatMap((part) => part.pools),
  };
}

type RootModel = Omit<DocumentModel, 'tree'>;

function modelOfRoot(root: Node, isTemplate: boolean): RootModel {
  const map = resolveAlias(root);
  if (map?.kind === 'map' && isHook(map)) {
    const task = findEntry(map, 'task');
    const tasks = task ? taskAt(task.value, 'json-e', 'certain') : [];
    const hooks: Hook[] = task ? [{ layout: 'body', map, task: task.value }] : [];
    return { kind: 'hook', dialect: 'json-e', tasks, hooks, pools: [] };
  }
  if (isTemplate && becomesTask(root, 'json-e')) {
    const tasks = taskAt(root, 'json-e', 'certain').map((task): TaskVariant => ({ ...task, sentBy: 'hooks' }));
    const hooks: Hook[] = [{ layout: 'template', map: undefined, task: root }];
    return { kind: 'task', dialect: 'json-e', tasks, hooks, pools: [] };
  }
  if (becomesTask(root, 'any')) return { kind: 'task', dialect: 'any', tasks: taskAlone(root), hooks: [], pools: [] };
  const { tasks, hooks } = tasksAnywhere(root, 'any');
  const known = tasks.length > 0 || (map?.kind === 'map' && isActions(map));
  const pools = poolsOf(root);
  return {
    kind: known ? 'task-graph' : pools.length > 0 ? 'worker-pool' : 'none',
    dialect: 'any',
    tasks,
    hooks,
    pools,
  };
}
