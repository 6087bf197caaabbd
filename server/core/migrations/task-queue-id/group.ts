import type { TextEdit } from '../../base/text-edit.js';
import { mergeEditGroups } from '../../base/text-edit.js';
import { rewriteEntries } from '../../edit/rewrite-entries.js';
import { type EditError, isAliased, isEditError, joinedSource, stringValue } from '../../edit/write-scalar.js';
import { IDENTIFIERS, type Identifier } from '../../identifiers/names.js';
import type { Mapping } from '../../jsone/flow-value.js';
import type { Field } from '../../jsone/shape.js';
import { type Dialect, hasInterpolations, stringParts } from '../../jsone/strings.js';
import type { DocumentModel } from '../../model/model.js';
import { isRendered } from '../../services/github/render.js';
import { type Entry, findEntry, keyText, type MapNode, type Node } from '../../syntax/node.js';
import { keepsQueues } from './same-queues.js';
import type { Uses } from './uses.js';

type Half = Pick<Field, 'entry' | 'owner'>;

/** The context of a group in its document. */
export interface Surroundings {
  /** The nodes that some alias refers to. */
  readonly aliased: ReadonlySet<Node>;
  /** Undefined if the document is too complex to tell. */
  readonly uses: Uses | undefined;
}

/** The edits that would convert a group. */
export interface Draft {
  readonly edits: readonly TextEdit[];
  /** Whether some event must create a task from it, because mappings change that are only merged into one. */
  readonly mustBeSeen: boolean;
}

/**
 * The edits that convert every pair of a group, or why that is not possible. Most groups are one mapping with both halves. If
 * the halves are merged from different mappings, the one merged last gets the taskQueueId, and a single half beneath it is
 * removed.
 */
export function draftGroup(model: DocumentModel, group: Group, surroundings: Surroundings): Draft | EditError {
  const obstacle = obstacleTo(model, group, surroundings);
  if (obstacle) return { reason: obstacle };
  const plans = planMaps(model, group);
  if (isEditError(plans)) return plans;
  const after = new Map([...plans].map(([map, queue]) => [map, queue ? { taskQueueId: queue.id } : {}]));
  if (!keepsQueues(group.tasks, after)) return { reason: 'the tasks would change' };
  const edits: TextEdit[][] = [];
  for (const [map, queue] of plans) {
    const rewritten = rewriteEntries(
      model.tree,
      map,
      ownEntries(map),
      queue && { key: 'taskQueueId', value: queue.source },
    );
    if (isEditError(rewritten)) return rewritten;
    edits.push(rewritten);
  }
  return { edits: mergeEditGroups(edits), mustBeSeen: group.maps.length > 1 };
}

/** The reason why the group as a whole must be left alone, if there is one. */
function obstacleTo(model: DocumentModel, group: Group, { aliased, uses }: Surroundings): string | undefined {
  const { maps, tasks } = group;
  if (!uses) return 'the file is too complex to tell how it is used';
  if (tasks.some(({ open }) => open)) return 'it is merged with something unknown that may contain one of the halves';
  if (maps.length > 1 && !isRendered(model.kind))
    return 'its halves meet only when mappings are merged, and this file cannot be rendered to prove the change';
  for (const map of maps) {
    for (const name of IDENTIFIERS) {
      const entries = map.entries.filter((entry) => keyText(entry) === name);
      if (entries.length > 1) return `the mapping has the key ${name} twice`;
      if (entries[0] && isAliased(entries[0].value, aliased)) return `the anchor of the ${name} is used elsewhere`;
    }
    if (uses.data.has(map)) return 'it is also used for something other than a task';
    if (uses.read.has(map)) return 'an expression in the template reads one of its halves';
    if (maps.length > 1 && findEntry(map, 'taskQueueId')) return 'it is merged with a mapping that has a taskQueueId';
  }
  return undefined;
}

/** The taskQueueId that a mapping gets. */
interface Queue {
  readonly id: string;
  readonly source: string;
}

/** What each mapping of the group gets, or undefined if its single half is simply removed. */
function planMaps(model: DocumentModel, { maps, tasks }: Group): Map<MapNode, Queue | undefined> | EditError {
  const plans = new Map<MapNode, Queue | undefined>();
  for (const { parts } of tasks) {
    const last = parts.at(-1);
    const [provisionerId, workerType] = [halfOf(parts, 'provisionerId'), halfOf(parts, 'workerType')];
    if (!provisionerId || !workerType || !last)
      return { reason: 'another task that it is merged into has only one of the two' };
    const later = parts.lastIndexOf(provisionerId.owner) > parts.lastIndexOf(workerType.owner);
    const owner = (later ? provisionerId : workerType).owner;
    const queue = joined(model, provisionerId, workerType, owner);
    if (isEditError(queue)) return queue;
    if (plans.has(owner) && plans.get(owner)?.source !== queue.source)
      return { reason: 'the half that it is merged with is not always the same' };
    plans.set(owner, queue);
  }
  for (const map of maps) {
    if (plans.has(map)) continue;
    const [provisionerId, workerType] = [halfOf([map], 'provisionerId'), halfOf([map], 'workerType')];
    if (!provisionerId || !workerType) plans.set(map, undefined);
    else {
      // Always overridden, but it still gets its own value, so that nothing is lost.
      const queue = joined(model, provisionerId, workerType, map);
      if (isEditError(queue)) return queue;
      plans.set(map, queue);
    }
  }
  return plans;
}

/** A half from the last of the merged mappings that has one. */
function halfOf(parts: readonly MapNode[], key: Exclude<Identifier, 'taskQueueId'>): Half | undefined {
  const owner = parts.findLast((part) => findEntry(part, key));
  const entry = owner && findEntry(owner, key);
  return entry && { entry, owner };
}

function joined(model: DocumentModel, left: Half, right: Half, at: MapNode): Queue | EditError {
  const provisionerId = stringValue(left);
  const workerType = stringValue(right);
  if (isEditError(provisionerId)) return provisionerId;
  if (isEditError(workerType)) return workerType;
  for (const [field, node] of [
    [left, provisionerId],
    [right, workerType],
  ] as const) {
    const moves = field.owner !== at;
    if (moves && hasInterpolations(stringParts(node.text, model.dialect)))
      return { reason: 'a half with ${…} would move to where its variables may differ' };
  }
  for (const [name, node] of [
    ['provisionerId', provisionerId],
    ['workerType', workerType],
  ] as const) {
    // An invalid half stays as invalid once it is joined, and is reported still; but a second slash would hide what
    // was meant, which often is a whole task queue id.
    if (literalText(node.text, model.dialect).includes('/')) return { reason: `its ${name} contains a slash` };
  }
  const source = joinedSource(provisionerId, workerType, model.tree.text, { json: isJson(model), flow: at.flow });
  return { id: `${provisionerId.text}/${workerType.text}`, source };
}

function literalText(text: string, dialect: Dialect): string {
  return stringParts(text, dialect)
    .map((part) => (part.kind === 'literal' ? part.text : ''))
    .join('');
}

function isJson({ tree }: DocumentModel): boolean {
  return tree.syntax !== 'yaml';
}

function ownEntries(map: MapNode): Entry[] {
  return IDENTIFIERS.flatMap((name) => findEntry(map, name) ?? []);
}

/** Mappings whose identifiers are combined in some task, so that none can be converted separately. */
export interface Group {
  readonly maps: readonly MapNode[];
  /** The tasks that result from them. */
  readonly tasks: readonly Mapping[];
}
