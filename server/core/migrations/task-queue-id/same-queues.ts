import { IDENTIFIERS, type Identifier } from '../../identifiers/names.js';
import type { Mapping } from '../../jsone/flow-value.js';
import type { DocumentModel } from '../../model/model.js';
import { type Entry, findEntry, type MapNode, resolveAlias } from '../../syntax/node.js';
import { usesOf } from './uses.js';

/** The identifiers of a mapping, with the text of each if it has one. */
export type Identifiers = Partial<Record<Identifier, string>>;

/**
 * Whether every task still names the same queue if mappings have the identifiers of `after` instead of their own, whatever
 * they are merged with, and whichever of those change too.
 */
export function keepsQueues(tasks: readonly Mapping[], after: ReadonlyMap<MapNode, Identifiers>): boolean {
  return tasks.every(
    ({ parts, open }) =>
      (!open || !parts.some((part) => after.has(part))) &&
      queueOf(merged(parts, (part) => identifiersIn(part, placeOf))) ===
        queueOf(merged(parts, (part) => after.get(part) ?? identifiersIn(part, placeOf))),
  );
}

/** Whether the possible tasks of two documents name the same queues, as far as that is known. */
export function sameQueues(before: DocumentModel, after: DocumentModel): boolean {
  const [old, fresh] = [queuesOf(before), queuesOf(after)];
  return old.size === fresh.size && [...old].every((queue) => fresh.has(queue));
}

function queuesOf(model: DocumentModel): ReadonlySet<string> {
  const known = usesOf(model)?.tasks.filter(({ open }) => !open) ?? [];
  return new Set(known.map(({ parts }) => queueOf(merged(parts, (part) => identifiersIn(part, () => '')))));
}

function merged(parts: readonly MapNode[], identifiersOf: (part: MapNode) => Identifiers): Identifiers {
  return Object.assign({}, ...parts.map(identifiersOf)) as Identifiers;
}

function placeOf({ start }: Entry): string {
  return `at ${start}`;
}

/** `computed`: distinguishes identifiers that are not texts. */
function identifiersIn(map: MapNode, computed: (entry: Entry) => string): Identifiers {
  const found: Identifiers = {};
  for (const key of IDENTIFIERS) {
    const entry = findEntry(map, key);
    const value = entry && resolveAlias(entry.value);
    const isText = value?.kind === 'scalar' && value.type === 'string';
    if (entry) found[key] = isText ? value.text : `\0${computed(entry)}`;
  }
  return found;
}

/** The queue of a task with these identifiers, as the queue service reads them. Rejected identifiers are kept distinct. */
export function queueOf({ provisionerId, workerType, taskQueueId }: Identifiers): string {
  const pair = provisionerId !== undefined && workerType !== undefined ? `${provisionerId}/${workerType}` : undefined;
  if (taskQueueId === undefined) return pair ?? `${provisionerId} without ${workerType}`;
  return pair === undefined || pair === taskQueueId ? taskQueueId : `${pair} but ${taskQueueId}`;
}
