import { lazy } from '../../base/lazy.js';
import type { TextEdit } from '../../base/text-edit.js';
import { mendFirst, readsAlone } from '../../edit/readable.js';
import { type EditError, isEditError } from '../../edit/write-scalar.js';
import type { Mapping } from '../../jsone/flow-value.js';
import type { Field } from '../../jsone/shape.js';
import { type DocumentModel, identifiersOf, type TaskVariant } from '../../model/model.js';
import { rendererOf } from '../../services/github/render.js';
import type { TemplateMemory } from '../../services/github/template-memory.js';
import { aliasTargets, type MapNode, type Node } from '../../syntax/node.js';
import { type Change, proveChanges } from './batch-proof.js';
import { draftGroup, type Group } from './group.js';
import { type Identifiers, keepsQueues } from './same-queues.js';
import { holdersOf, isTemplate, usesOf } from './uses.js';

/** A pair in some task, and what can be done about it. */
export interface PairPlan {
  readonly provisionerId: Field;
  readonly workerType: Field;
  /** The edits that convert it, together with everything that must be converted in the same step; or why it stays. */
  readonly conversion: Conversion | EditError;
}

export interface Conversion {
  readonly edits: readonly TextEdit[];
  /** How many pairs the edits convert. */
  readonly pairs: number;
}

/** The identifiers that replace those of a mapping. */
export interface Replacement {
  readonly map: MapNode;
  readonly identifiers: Identifiers;
  readonly edits: readonly TextEdit[];
}

/** What can be done about the identifiers of a document without changing a task. */
export interface Migration {
  /** Every pair, in the order of the text. */
  readonly pairs: () => readonly PairPlan[];
  /** For each replacement separately, whether it keeps every task the same. */
  readonly keepTasks: (replacements: readonly Replacement[]) => readonly boolean[];
  /** The nodes that some alias refers to. */
  readonly aliased: () => ReadonlySet<Node>;
}

/**
 * Plans the migration of a document. The details are computed on demand.
 *
 * @param renderer renders the document
 * @param memory what earlier versions of the document left
 */
export function planMigration(
  model: DocumentModel,
  renderer = lazy(() => rendererOf(model)),
  memory?: TemplateMemory,
): Migration {
  const aliased = lazy(() => aliasTargets(model.tree.roots));
  const uses = lazy(() => usesOf(model));
  const templated = lazy(() => isTemplate(model.tree.roots));
  const mistake = lazy(() => mendFirst(model.tree));
  /** Why parts of an unreadable document must be left alone, if they must. In a template, all of them must. */
  const doubtOf = (nodes: readonly Node[]): string | undefined => {
    const isSound = mistake() === undefined || (!templated() && nodes.every((node) => readsAlone(model.tree, node)));
    return isSound ? undefined : mistake();
  };

  const prove = (changes: readonly Change[]): readonly (string | undefined)[] =>
    templated() ? proveChanges(model, changes, renderer(), memory) : changes.map(() => undefined);

  const pairs = (): PairPlan[] => {
    const found = distinctPairs(model.tasks);
    if (found.length === 0) return [];
    const { groups, groupOf } = groupsOf(model.tasks, uses()?.tasks ?? []);
    const wanted = new Map<Group, Pair[]>();
    for (const pair of found) {
      const group = groups[groupOf.get(pair.workerType.owner) ?? -1];
      if (group) wanted.set(group, [...(wanted.get(group) ?? []), pair]);
    }
    const drafts = [...wanted].map(([group, some]) => {
      const reason = doubtOf([...group.maps, ...some.map(({ place }) => place)]);
      const draft = reason ? { reason } : draftGroup(model, group, { aliased: aliased(), uses: uses() });
      return { maps: group.maps, pairs: some, draft };
    });
    const changes = drafts.flatMap(({ maps, draft }) => (isEditError(draft) ? [] : [{ maps, ...draft }]));
    const reasons = new Map(prove(changes).map((reason, i) => [changes[i]?.edits, reason]));
    const plans = drafts.flatMap(({ pairs: some, draft }) => {
      const reason = isEditError(draft) ? draft.reason : reasons.get(draft.edits);
      const edits = isEditError(draft) ? [] : draft.edits;
      const conversion = reason === undefined ? { edits, pairs: some.length } : { reason };
      return some.map(({ provisionerId, workerType }): PairPlan => ({ provisionerId, workerType, conversion }));
    });
    return plans.sort((a, b) => a.workerType.entry.start - b.workerType.entry.start);
  };

  const keepTasks = (replacements: readonly Replacement[]): readonly boolean[] => {
    const known = replacements.length > 0 ? uses() : undefined;
    const kept = replacements.map(
      ({ map, identifiers }) =>
        known !== undefined &&
        doubtOf([map]) === undefined &&
        !known.read.has(map) &&
        !known.data.has(map) &&
        keepsQueues(known.tasks, new Map([[map, identifiers]])),
    );
    const changes = replacements.flatMap(({ map, edits }, i) =>
      kept[i] ? [{ maps: [map], edits, mustBeSeen: false }] : [],
    );
    const proven = prove(changes)[Symbol.iterator]();
    return kept.map((one) => one && proven.next().value === undefined);
  };

  return { pairs: lazy(pairs), keepTasks, aliased };
}

/** `place`: where the task stands. */
type Pair = Pick<PairPlan, 'provisionerId' | 'workerType'> & Pick<TaskVariant, 'place'>;

/** The pairs in effect in the variants, each once. Variants that already have a taskQueueId need no migration. */
function distinctPairs(variants: readonly TaskVariant[]): Pair[] {
  const seen = new Map<unknown, Set<unknown>>();
  const pairs: Pair[] = [];
  for (const variant of variants) {
    const { provisionerId, workerType, taskQueueId } = identifiersOf(variant);
    if (!provisionerId || !workerType || taskQueueId) continue;
    const partners = seen.get(workerType.entry) ?? new Set();
    if (partners.has(provisionerId.entry)) continue;
    seen.set(workerType.entry, partners.add(provisionerId.entry));
    pairs.push({ provisionerId, workerType, place: variant.place });
  }
  return pairs;
}

/** Groups mappings that are combined in a task, or in what is known about one. */
function groupsOf(
  variants: readonly TaskVariant[],
  tasks: readonly Mapping[],
): { readonly groups: readonly Group[]; readonly groupOf: ReadonlyMap<MapNode, number> } {
  const parents = new Map<MapNode, MapNode>();
  const find = (map: MapNode): MapNode => {
    let top = map;
    for (let next = parents.get(top); next && next !== top; next = parents.get(top)) top = next;
    for (let at = map; at !== top; ) {
      const next = parents.get(at) ?? top;
      parents.set(at, top);
      at = next;
    }
    return top;
  };
  for (const parts of [...variants.map(({ shape }) => holdersOf(shape.parts)), ...tasks.map((task) => task.parts)]) {
    for (const part of parts) {
      if (!parents.has(part)) parents.set(part, part);
      const first = parts[0];
      if (first) parents.set(find(part), find(first));
    }
  }
  const groups: { maps: MapNode[]; tasks: Mapping[] }[] = [];
  const groupOf = new Map<MapNode, number>();
  for (const map of parents.keys()) {
    const top = find(map);
    const index = groupOf.get(top) ?? groups.push({ maps: [], tasks: [] }) - 1;
    groupOf.set(top, index);
    groupOf.set(map, index);
    groups[index]?.maps.push(map);
  }
  for (const task of tasks) {
    const first = task.parts[0];
    if (first) groups[groupOf.get(first) ?? -1]?.tasks.push(task);
  }
  return { groups, groupOf };
}
