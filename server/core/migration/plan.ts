import type { TextEdit } from '../edit.js';
import { aliasTargets, readPlaces } from '../jsone/reads.js';
import type { Field } from '../jsone/shape.js';
import { type DocumentModel, IDENTIFIERS, identifiersOf, type TaskForm } from '../model/model.js';
import { findEntry, keyText, type MapNode, type Node, visitNodes } from '../syntax/node.js';
import { draftGroup, type Surroundings } from './group.js';
import { proveChanges } from './together.js';
import { isRefusal, type Refusal } from './value.js';

/** A pair that some task is given, and what can be done about it. */
export interface PairPlan {
  readonly provisionerId: Field;
  readonly workerType: Field;
  /** The edits that convert it, together with all that must be converted in the same step; or why it stays. */
  readonly conversion: Conversion | Refusal;
}

export interface Conversion {
  readonly edits: readonly TextEdit[];
  /** How many pairs the edits convert. */
  readonly pairs: number;
}

/** Mappings whose identifiers come together in some task, so that none can be converted alone. */
export interface Group {
  readonly maps: readonly MapNode[];
  readonly forms: readonly TaskForm[];
}

/** Plans the migration of every pair of a document, in the order of the text. */
export function planMigration(model: DocumentModel): PairPlan[] {
  const surroundings = surroundingsOf(model.tree.roots);
  const plans: PairPlan[] = [];
  const drafts = groupsOf(model.tasks).flatMap((group) => {
    const pairs = distinctPairs(group.forms);
    return pairs.length === 0 ? [] : [{ group, pairs, draft: draftGroup(model, group, surroundings) }];
  });
  const changes = drafts.flatMap(({ group, draft }) =>
    isRefusal(draft) || draft.proof === 'none' ? [] : [{ group, edits: draft.edits, ofAll: draft.proof === 'of all' }],
  );
  const unproven = proveChanges(
    model,
    changes.map(({ group, edits, ofAll }) => ({ maps: group.maps, edits, ofAll })),
  );
  const reasons = new Map(changes.map(({ group }, i) => [group, unproven[i]]));
  for (const { group, pairs, draft } of drafts) {
    const reason = reasons.get(group);
    const conversion =
      reason !== undefined ? { reason } : isRefusal(draft) ? draft : { edits: draft.edits, pairs: pairs.length };
    plans.push(...pairs.map((pair) => ({ ...pair, conversion })));
  }
  return plans.sort((a, b) => a.workerType.entry.start - b.workerType.entry.start);
}

type Pair = Pick<PairPlan, 'provisionerId' | 'workerType'>;

/** The pairs that the forms have in force, each once. Forms that already have a taskQueueId need no migration. */
function distinctPairs(forms: readonly TaskForm[]): Pair[] {
  const seen = new Map<unknown, Set<unknown>>();
  const pairs: Pair[] = [];
  for (const form of forms) {
    const { provisionerId, workerType, taskQueueId } = identifiersOf(form);
    if (!provisionerId || !workerType || taskQueueId) continue;
    const partners = seen.get(workerType.entry) ?? new Set();
    if (partners.has(provisionerId.entry)) continue;
    seen.set(workerType.entry, partners.add(provisionerId.entry));
    pairs.push({ provisionerId, workerType });
  }
  return pairs;
}

/** Puts forms together that share a mapping which holds an identifier. */
function groupsOf(forms: readonly TaskForm[]): Group[] {
  const groupOf = new Map<MapNode, { maps: Set<MapNode>; forms: TaskForm[] }>();
  for (const form of forms) {
    const holders = form.shape.parts.filter((part) => IDENTIFIERS.some((key) => findEntry(part, key)));
    const merged = { maps: new Set(holders), forms: [] as TaskForm[] };
    const groups = new Set(holders.map((holder) => groupOf.get(holder)));
    const only = groups.size === 1 ? [...groups][0] : undefined;
    if (only) {
      only.forms.push(form);
      continue;
    }
    for (const group of groups) {
      for (const map of group?.maps ?? []) merged.maps.add(map);
      merged.forms.push(...(group?.forms ?? []));
    }
    merged.forms.push(form);
    for (const map of merged.maps) groupOf.set(map, merged);
  }
  return [...new Set(groupOf.values())].map((group) => ({ maps: [...group.maps], forms: group.forms }));
}

function surroundingsOf(roots: readonly Node[]): Surroundings {
  let halvesTogether = true;
  const look = (node: Node): void => {
    if (node.kind !== 'map') return;
    let [provisionerId, workerType, taskQueueId] = [false, false, false];
    for (const entry of node.entries) {
      const key = keyText(entry);
      if (key === 'provisionerId') provisionerId = true;
      else if (key === 'workerType') workerType = true;
      else if (key === 'taskQueueId') taskQueueId = true;
    }
    if (provisionerId !== workerType || taskQueueId) halvesTogether = false;
  };
  for (const root of roots) visitNodes(root, look);
  return { aliased: aliasTargets(roots), halvesTogether, read: readPlaces(roots, IDENTIFIERS) };
}
