import type { TextEdit } from '../edit.js';
import { mergeEditGroups } from '../edit.js';
import type { Field } from '../jsone/shape.js';
import { type Dialect, hasHoles, stringParts } from '../jsone/strings.js';
import { type DocumentModel, IDENTIFIERS, type Identifier, identifiersOf, type TaskForm } from '../model/model.js';
import { type Entry, findEntry, keyText, type MapNode, type Node } from '../syntax/node.js';
import type { Span } from '../text.js';
import type { Group } from './plan.js';
import { rewriteEntries } from './rewrite.js';
import { isAliased, isRefusal, joinedSource, type Refusal, stringValue } from './value.js';

/** What stands around a group in its document. */
export interface Surroundings {
  /** The nodes that some alias stands for. */
  readonly aliased: ReadonlySet<Node>;
  /** The places from which an expression reads an identifier. */
  readonly read: readonly Span[];
  /** Whether every mapping that has an identifier has both halves and no taskQueueId. */
  readonly halvesTogether: boolean;
}

/** The edits that would convert a group. */
export interface Draft {
  readonly edits: readonly TextEdit[];
  /** Whether it takes a rendering to show that they keep the tasks, and of every mapping or of one at least. */
  readonly proof: 'none' | 'of one' | 'of all';
}

/**
 * The edits that convert every pair of a group, or why it cannot be done. Most groups are one mapping that holds both
 * halves. Where the halves meet by merging, the mapping that is merged last gets the taskQueueId, and a half that
 * stands alone below it goes.
 */
export function draftGroup(model: DocumentModel, group: Group, surroundings: Surroundings): Draft | Refusal {
  const obstacle = obstacleTo(model, group, surroundings);
  if (obstacle) return { reason: obstacle };
  const plans = planMaps(model, group);
  if (isRefusal(plans)) return plans;
  const edits: TextEdit[][] = [];
  for (const [map, value] of plans) {
    const rewritten = rewriteEntries(
      model.tree,
      map,
      ownEntries(map),
      value === undefined ? undefined : { key: 'taskQueueId', value },
    );
    if (isRefusal(rewritten)) return rewritten;
    edits.push(rewritten);
  }
  const settled = group.forms.every((form) => isSettled(form, surroundings));
  const proof = !settled ? 'of all' : group.maps.length > 1 ? 'of one' : 'none';
  return { edits: mergeEditGroups(edits), proof };
}

/** The reason why the group as a whole must be left alone, if there is one. */
function obstacleTo({ kind }: DocumentModel, { maps, forms }: Group, surroundings: Surroundings): string | undefined {
  const unsettled = forms.some((form) => !isSettled(form, surroundings));
  const provable = kind === 'taskcluster-yml-v1';
  if (unsettled && !provable)
    return 'it is merged with something that is not known here and may hold one of the halves';
  if (maps.length > 1 && !provable)
    return 'its halves meet only when mappings are merged, and this file cannot be rendered to prove the change';
  for (const map of maps) {
    for (const name of IDENTIFIERS) {
      const entries = map.entries.filter((entry) => keyText(entry) === name);
      if (entries.length > 1) return `the mapping has the key ${name} twice`;
      if (entries[0] && isAliased(entries[0].value, surroundings.aliased))
        return `the anchor of the ${name} is used elsewhere`;
    }
    if (surroundings.read.some((place) => place.start <= map.start && map.end <= place.end))
      return 'an expression of the template reads one of its halves';
    if (maps.length > 1 && findEntry(map, 'taskQueueId')) return 'it is merged with a mapping that has a taskQueueId';
  }
  return undefined;
}

/**
 * Whether nothing unknown can change the identifiers of the form. A mapping of unknown use is safe where all mappings
 * hold both halves: whatever is merged with it, the halves change together.
 */
function isSettled(form: TaskForm, { halvesTogether }: Surroundings): boolean {
  return (
    (form.role !== 'unused' || halvesTogether) &&
    !form.shape.open &&
    Object.values(identifiersOf(form)).every((field) => field.certain)
  );
}

/** What each mapping of the group gets: the source of its taskQueueId, or undefined if its lone half just goes. */
function planMaps(model: DocumentModel, { maps, forms }: Group): Map<MapNode, string | undefined> | Refusal {
  const plans = new Map<MapNode, string | undefined>();
  for (const form of forms) {
    const { provisionerId, workerType } = identifiersOf(form);
    if (!provisionerId || !workerType) return { reason: 'another task that it is merged into has only one of the two' };
    const last = laterOwner(form, provisionerId, workerType);
    const value = joined(model, provisionerId, workerType, last);
    if (typeof value !== 'string') return value;
    if (plans.has(last) && plans.get(last) !== value)
      return { reason: 'the half that it is merged with is not always the same' };
    plans.set(last, value);
  }
  for (const map of maps) {
    if (plans.has(map)) continue;
    const own = ownPair(map, forms);
    if (!own) plans.set(map, undefined);
    else {
      // Always overridden: it still gets the value it stands for, so that nothing is lost.
      const value = joined(model, own.provisionerId, own.workerType, map);
      if (typeof value !== 'string') return value;
      plans.set(map, value);
    }
  }
  return plans;
}

function laterOwner(form: TaskForm, left: Field, right: Field): MapNode {
  const { parts } = form.shape;
  return parts.lastIndexOf(left.owner) > parts.lastIndexOf(right.owner) ? left.owner : right.owner;
}

function joined(model: DocumentModel, left: Field, right: Field, at: MapNode): string | Refusal {
  const provisionerId = stringValue(left);
  const workerType = stringValue(right);
  if (isRefusal(provisionerId)) return provisionerId;
  if (isRefusal(workerType)) return workerType;
  for (const [field, node] of [
    [left, provisionerId],
    [right, workerType],
  ] as const) {
    const moves = field.owner !== at;
    if (moves && hasHoles(stringParts(node.text, model.dialect)))
      return { reason: 'a half with ${…} would move to where its variables may differ' };
  }
  for (const [name, node] of [
    ['provisionerId', provisionerId],
    ['workerType', workerType],
  ] as const) {
    // An invalid half stays as invalid once it is joined, and is reported still; but a second slash would hide what
    // was meant, which often is a whole task queue id.
    if (literalText(node.text, model.dialect).includes('/')) return { reason: `its ${name} holds a slash` };
  }
  return joinedSource(provisionerId, workerType, model.tree.text, { json: isJson(model), flow: at.flow });
}

function literalText(text: string, dialect: Dialect): string {
  return stringParts(text, dialect)
    .map((part) => (part.kind === 'literal' ? part.text : ''))
    .join('');
}

function isJson({ tree }: DocumentModel): boolean {
  return tree.syntax !== 'yaml';
}

function ownPair(
  map: MapNode,
  forms: readonly TaskForm[],
): Record<Exclude<Identifier, 'taskQueueId'>, Field> | undefined {
  const scope = forms
    .find((form) => form.shape.parts.includes(map))
    ?.shape.fields.values()
    .next().value?.scope;
  const provisionerId = findEntry(map, 'provisionerId');
  const workerType = findEntry(map, 'workerType');
  if (!provisionerId || !workerType || !scope) return undefined;
  const field = (entry: Entry): Field => ({ entry, owner: map, scope, certain: true });
  return { provisionerId: field(provisionerId), workerType: field(workerType) };
}

function ownEntries(map: MapNode): Entry[] {
  return IDENTIFIERS.flatMap((name) => findEntry(map, name) ?? []);
}
