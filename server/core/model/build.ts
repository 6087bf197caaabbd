import { CONFIG_FILE_NAME, type DeclaredKind, type SourceDocument } from '../base/document.js';
import { lazy } from '../base/lazy.js';
import type { Dialect } from '../jsone/strings.js';
import { findEntry, keyText, type MapNode, type Node, resolveAlias, type SyntaxTree } from '../syntax/node.js';
import { declaredKind } from './declared-kind.js';
import type { DocumentModel, Hook, TaskVariant } from './model.js';
import { poolsOf, soleBody } from './pools.js';
import { isActions, isHook, isHookTemplate, mayBeTaskcluster, taskclusterYmlKind } from './recognize.js';
import { becomesTask, taskAlone, taskAt, tasksAnywhere, tasksOfTaskclusterYml } from './tasks.js';

/** Determines the kind of a document and its tasks. */
export function buildModel(document: SourceDocument, tree: SyntaxTree): DocumentModel {
  const { text: _text, ...source } = document;
  const none: DocumentModel = { source, ...NOTHING, tree };
  if (document.selection === 'excluded') return none;
  if (document.fileName === CONFIG_FILE_NAME) return { ...none, kind: 'config' };
  const declared = declaredKind(document);
  if (declared === 'taskcluster-yml-v0' || declared === 'taskcluster-yml-v1')
    return taskclusterYmlModel(declared, source, tree);
  if (declared) return { source, tree, ...declaredModel(declared, document, tree) };
  if (document.selection === 'auto' && !mayBeTaskcluster(document.fileName, document.text)) return none;

  const byName = taskclusterYmlKind(document, tree);
  if (byName) return taskclusterYmlModel(byName, source, tree);
  const parts = tree.roots.map((root) => modelOfRoot(root, isHookTemplate(document)));
  if (parts.every((part) => part.kind === 'none'))
    return document.selection === 'included' ? { source, tree, ...declaredModel('task', document, tree) } : none;
  return { source, tree, ...joined(parts) };
}

type TaskclusterYmlKind = 'taskcluster-yml-v0' | 'taskcluster-yml-v1';

type RootModel = Omit<DocumentModel, 'tree' | 'source'>;

const NOTHING: RootModel = { kind: 'none', dialect: 'any', tasks: [], hooks: [], pools: [] };

/** A file may define both tasks and pools, like the projects of community-tc-config; then it counts as a file of tasks. */
function joined(parts: readonly RootModel[]): RootModel {
  const main =
    parts.find((part) => part.kind !== 'worker-pool' && part.kind !== 'none') ??
    parts.find((part) => part.kind !== 'none') ??
    NOTHING;
  return {
    kind: main.kind,
    dialect: main.dialect,
    tasks: parts.flatMap((part) => part.tasks),
    hooks: parts.flatMap((part) => part.hooks),
    pools: parts.flatMap((part) => part.pools),
  };
}

type OtherKind = Exclude<DeclaredKind, TaskclusterYmlKind>;

/** What a document of a certain kind is, whatever it lacks. */
function declaredModel(kind: OtherKind, document: SourceDocument, tree: SyntaxTree): RootModel {
  return { ...joined(tree.roots.map((root) => rootOf(kind, root, isHookTemplate(document)))), kind };
}

function rootOf(kind: OtherKind, root: Node, isTemplate: boolean): RootModel {
  const map = resolveAlias(root);
  switch (kind) {
    case 'hook':
      return map?.kind === 'map' ? hookModel(map) : { ...NOTHING, kind, dialect: 'json-e' };
    case 'task':
      if (isTemplate) return templateModel(root);
      return { ...NOTHING, kind, tasks: taskAt(root, 'any', 'certain') };
    case 'worker-pool': {
      const pools = poolsOf(root);
      const isBody = pools.length === 0 && map?.kind === 'map' && isOne(map);
      return { ...NOTHING, kind, pools: isBody ? [soleBody(map)] : pools };
    }
    default:
      return { ...NOTHING, kind, ...tasksAnywhere(root, 'any'), pools: poolsOf(root) };
  }
}

/** Whether the mapping is a thing by itself, not a collection of them. */
function isOne(map: MapNode): boolean {
  return map.entries.every((entry) => keyText(entry) === 'config' || isScalar(entry.value));
}

function isScalar(node: Node): boolean {
  return resolveAlias(node)?.kind === 'scalar';
}

function modelOfRoot(root: Node, isTemplate: boolean): RootModel {
  const map = resolveAlias(root);
  if (map?.kind === 'map' && isHook(map)) return hookModel(map);
  if (isTemplate && becomesTask(root, 'json-e')) return templateModel(root);
  if (becomesTask(root, 'any')) return { ...NOTHING, kind: 'task', tasks: taskAlone(root) };
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

/** Its tasks are looked for when they are needed: rendering the file does without them. */
function taskclusterYmlModel(
  kind: TaskclusterYmlKind,
  source: DocumentModel['source'],
  tree: SyntaxTree,
): DocumentModel {
  const dialect: Dialect = kind === 'taskcluster-yml-v0' ? 'mustache' : 'json-e';
  const tasks = lazy(() => tree.roots.slice(0, 1).flatMap((root) => tasksOfTaskclusterYml(root, dialect)));
  return {
    source,
    tree,
    ...NOTHING,
    kind,
    dialect,
    get tasks() {
      return tasks();
    },
  };
}

function hookModel(map: MapNode): RootModel {
  const task = findEntry(map, 'task');
  const tasks = task ? taskAt(task.value, 'json-e', 'certain') : [];
  const hooks: Hook[] = task ? [{ layout: 'body', map, task: task.value }] : [];
  return { kind: 'hook', dialect: 'json-e', tasks, hooks, pools: [] };
}

/** The task of a hook that is defined elsewhere. */
function templateModel(root: Node): RootModel {
  const tasks = taskAt(root, 'json-e', 'certain').map((task): TaskVariant => ({ ...task, sentBy: 'hooks' }));
  const hooks: Hook[] = [{ layout: 'template', map: undefined, task: root }];
  return { kind: 'task', dialect: 'json-e', tasks, hooks, pools: [] };
}
