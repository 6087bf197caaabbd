import { toData } from '../../core/jsone/to-data.js';
import { type DocumentModel, identifiersOf, type TaskVariant } from '../../core/model/model.js';
import { findEntry, type MapNode, type Node, resolveAlias } from '../../core/syntax/node.js';
import { PLACEHOLDER } from './context-word.js';

/** The strings that the field of a task has: it itself, or its items. Computed ones are left out. */
export function stringsOfField({ shape }: TaskVariant, name: string): string[] {
  const entry = shape.fields.get(name)?.entry;
  const value = entry && resolveAlias(entry.value);
  return value === undefined ? [] : value.kind === 'seq' ? value.items.flatMap(textOf) : textOf(value);
}

function textOf(node: Node): string[] {
  const value = resolveAlias(node);
  return value?.kind === 'scalar' && value.type === 'string' && !['', PLACEHOLDER].includes(value.text)
    ? [value.text]
    : [];
}

/** The queues of the tasks of a document, as written; and the ids of its pools. */
export function queuesIn({ tasks, pools }: DocumentModel): string[] {
  const queues = tasks.flatMap((task) => {
    const { taskQueueId, provisionerId, workerType } = identifiersOf(task);
    if (taskQueueId) return textOf(taskQueueId.entry.value);
    const [left] = provisionerId ? textOf(provisionerId.entry.value) : [];
    const [right] = workerType ? textOf(workerType.entry.value) : [];
    return left !== undefined && right !== undefined ? [`${left}/${right}`] : [];
  });
  return [...new Set([...queues, ...pools.flatMap(({ id }) => id?.text ?? [])])];
}

/** The hooks of a document, as `hookGroupId/hookId`: those that it defines, and those that `.taskcluster.yml` triggers. */
export function hooksIn({ hooks, tree, kind }: DocumentModel): string[] {
  const own = hooks.flatMap(({ map }) => {
    const [group] = map ? textUnder(map, 'hookGroupId') : [];
    const [id] = map ? textUnder(map, 'hookId') : [];
    return group !== undefined && id !== undefined ? [`${group}/${id}`] : [];
  });
  const root = kind === 'taskcluster-yml-v1' && tree.roots[0] ? resolveAlias(tree.roots[0]) : undefined;
  const list = root?.kind === 'map' ? findEntry(root, 'hooks')?.value : undefined;
  const triggered = list?.kind === 'seq' ? list.items.flatMap((item) => textUnder(item, 'name')) : [];
  return [...new Set([...own, ...triggered])];
}

function textUnder(node: Node, key: string): string[] {
  const map = resolveAlias(node);
  const entry = map?.kind === 'map' ? findEntry(map, key) : undefined;
  return entry ? textOf(entry.value) : [];
}

/** The caches that the payloads of a document use. */
export function cachesIn({ tasks }: DocumentModel): string[] {
  const caches = tasks.flatMap(({ shape }) => {
    const entry = shape.fields.get('payload')?.entry;
    const payload = entry && resolveAlias(entry.value);
    if (payload?.kind !== 'map') return [];
    const cache = findEntry(payload, 'cache')?.value;
    const mounts = findEntry(payload, 'mounts')?.value;
    const named = cache && toData(cache);
    return [
      ...(typeof named === 'object' && named !== null
        ? Object.keys(named).filter((name) => !name.startsWith('$'))
        : []),
      ...(mounts?.kind === 'seq' ? mounts.items.flatMap((item) => textUnder(item, 'cacheName')) : []),
    ];
  });
  return [...new Set(caches)];
}

/** The e-mail addresses of the owners of tasks. */
export function addressesIn({ tasks }: DocumentModel): string[] {
  const owners = tasks.flatMap(({ shape }) => {
    const metadata = shape.fields.get('metadata')?.entry;
    return metadata ? textUnder(metadata.value, 'owner') : [];
  });
  return [...new Set(owners.filter((owner) => /^[^@\s]+@[^@\s]+$/.test(owner)))];
}

/** The task that a mapping is part of. */
export function taskAround({ tasks }: DocumentModel, within: MapNode): TaskVariant | undefined {
  return tasks.find(({ shape }) => shape.parts.includes(within));
}
