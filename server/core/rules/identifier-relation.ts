import type { Field } from '../jsone/shape.js';
import { type Dialect, hasInterpolations, stringParts } from '../jsone/strings.js';
import { identifiersOf, type TaskVariant } from '../model/model.js';
import { resolveAlias, type ScalarNode } from '../syntax/node.js';

/** A task that has all three identifiers, and how they relate. */
export interface Triple {
  readonly provisionerId: Field;
  readonly workerType: Field;
  readonly taskQueueId: Field;
  readonly nodes: { readonly provisionerId: ScalarNode; readonly workerType: ScalarNode };
  readonly texts: { readonly taskQueueId: string; readonly pair: string };
  readonly relation: Relation;
}

/** `unknown`: they are written differently, but filled-in values may make them equal. */
export type Relation = 'equal' | 'different' | 'unknown';

/** The three identifiers of a variant; undefined if one of them is missing, uncertain or not a text. */
export function tripleOf(variant: TaskVariant, dialect: Dialect): Triple | undefined {
  const { provisionerId, workerType, taskQueueId } = identifiersOf(variant);
  if (!provisionerId?.certain || !workerType?.certain || !taskQueueId?.certain) return undefined;
  const [left, right, whole] = [textNode(provisionerId), textNode(workerType), textNode(taskQueueId)];
  if (!left || !right || !whole) return undefined;
  const pair = `${left.text}/${right.text}`;
  return {
    provisionerId,
    workerType,
    taskQueueId,
    nodes: { provisionerId: left, workerType: right },
    texts: { taskQueueId: whole.text, pair },
    relation: relate(whole.text, pair, dialect),
  };
}

/** How two texts of a template relate. */
export function relate(left: string, right: string, dialect: Dialect): Relation {
  if (left === right) return 'equal';
  const filledIn = [left, right].some((text) => hasInterpolations(stringParts(text, dialect)));
  return filledIn ? 'unknown' : 'different';
}

/** The node of a field's value, if that is a text. */
export function textNode(field: Field): ScalarNode | undefined {
  const node = resolveAlias(field.entry.value);
  return node?.kind === 'scalar' && node.type === 'string' ? node : undefined;
}
