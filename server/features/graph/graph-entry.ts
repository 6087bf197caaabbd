import { isMapping, type Mapping } from '../../core/base/mapping.js';
import { KEPT_HOOK_KEYS } from '../../core/model/key-lists.js';
import { looksLikeTask } from '../../core/model/recognize.js';
import { queueOf } from '../../core/services/worker/worker-format.js';
import type { LinkedTask } from './task-graph.js';

/**
 * A task in a graph: an item of a list of tasks, or an entry of taskgraph's `task-graph.json` and `full-task-graph.json`
 * (`Task.to_json` of taskgraph: `kind`, `label`, `attributes`, `dependencies` by name, `task`).
 * @param key the key of the entry: in these files, the id or the label of the task; undefined for an item
 * @returns undefined for anything else
 */
export function graphEntry(key: string | undefined, value: unknown): Omit<LinkedTask<never>, 'place'> | undefined {
  if (!isMapping(value)) return undefined;
  const task = definitionIn(value);
  if (!task) return undefined;
  const names = [key, value.label, value.task_id, value.taskId, task.taskId].filter(isText);
  const [label] = [value.label, key, inside(task.metadata, 'name'), ...names].filter(isText);
  const [kind] = [value.kind, inside(value.attributes, 'kind'), inside(task.tags, 'kind')].filter(isText);
  return {
    label: label ?? '',
    kind,
    queue: queueOf(task),
    ids: names,
    needs: [value.dependencies, task.dependencies].flatMap(textsIn),
  };
}

/** The definition as the queue gets it: in the key `task`, or the value itself. */
function definitionIn(value: Mapping): Mapping | undefined {
  if (isMapping(value.task)) return KEPT_HOOK_KEYS.some((key) => Object.hasOwn(value, key)) ? undefined : value.task;
  return looksLikeTask({ fields: { has: (key) => Object.hasOwn(value, key) } }) ? value : undefined;
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter(isText);
  return isMapping(value) ? Object.values(value).filter(isText) : [];
}

function inside(value: unknown, key: string): unknown {
  return isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
