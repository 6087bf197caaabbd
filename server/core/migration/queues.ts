import type { Mapping } from '../jsone/flow-value.js';
import { IDENTIFIERS, type Identifier } from '../model/model.js';
import { findEntry, type MapNode, resolveAlias } from '../syntax/node.js';

/** The identifiers that a mapping has: of each the text, where it has one. */
export type Identifiers = Partial<Record<Identifier, string>>;

/**
 * Whether every task names the same queue when mappings hold the identifiers of `after` instead of their own: whatever
 * they are merged with, and whatever of it changes too.
 */
export function keepsQueues(tasks: readonly Mapping[], after: ReadonlyMap<MapNode, Identifiers>): boolean {
  return tasks.every(
    ({ parts, open }) =>
      (!open || !parts.some((part) => after.has(part))) &&
      queueOf(merged(parts, identifiersIn)) ===
        queueOf(merged(parts, (part) => after.get(part) ?? identifiersIn(part))),
  );
}

function merged(parts: readonly MapNode[], identifiersOf: (part: MapNode) => Identifiers): Identifiers {
  return Object.assign({}, ...parts.map(identifiersOf)) as Identifiers;
}

function identifiersIn(map: MapNode): Identifiers {
  const found: Identifiers = {};
  for (const key of IDENTIFIERS) {
    const entry = findEntry(map, key);
    const value = entry && resolveAlias(entry.value);
    // What is no text is told by its place from whatever else there is.
    if (entry) found[key] = value?.kind === 'scalar' && value.type === 'string' ? value.text : `\0${entry.start}`;
  }
  return found;
}

/** The queue of a task with these identifiers, as the queue service takes them; what it refuses is told apart. */
export function queueOf({ provisionerId, workerType, taskQueueId }: Identifiers): string {
  const pair = provisionerId !== undefined && workerType !== undefined ? `${provisionerId}/${workerType}` : undefined;
  if (taskQueueId === undefined) return pair ?? `${provisionerId} without ${workerType}`;
  return pair === undefined || pair === taskQueueId ? taskQueueId : `${pair} but ${taskQueueId}`;
}
