import { IDENTIFIERS } from '../core/identifiers/names.js';
import { type Operator, operatorOf, placeAt } from '../core/jsone/operators.js';
import type { DocumentModel } from '../core/model/model.js';
import { documentSchema, type SchemaLocation, SENT_TASK, taskSchema } from '../core/schema/schema-map.js';
import { type Siblings, schemaAt } from '../core/schema/schemas.js';
import { hasKey, keyText, type MapNode, type Node, resolveAlias } from '../core/syntax/node.js';
import type { Step } from '../core/syntax/node-at.js';
import { scalarValue } from '../core/syntax/scalar-value.js';
import { knownMappings } from './known-mappings.js';

/**
 * The role of a node on the path. `value`: the value at the location. `operands`: a list of such values (in `$merge`), `lists`:
 * a list of lists of them (in `$flatten`), `cases`: a mapping to them (in `$switch`).
 */
interface Position {
  readonly location: SchemaLocation | undefined;
  readonly as: 'value' | 'operands' | 'lists' | 'cases';
}

const NOWHERE: Position = { location: undefined, as: 'value' };

/**
 * The location that the steps lead to; undefined if no schema covers it. JSON-e operators are transparent: the value under
 * `then` of an `$if` has the location of the `$if`.
 */
export function schemaLocationOf(model: DocumentModel, steps: readonly Step[]): SchemaLocation | undefined {
  const first = steps[0];
  const known = knownMappings(model);
  let position: Position = first ? { location: rootLocation(model, first), as: 'value' } : NOWHERE;
  for (const step of steps) position = 'key' in step ? inMapping(model, step, known, position) : inList(step, position);
  return position.as === 'value' ? position.location : undefined;
}

/** What else the mapping of a key has. Undefined if an operator makes the mapping. */
export function siblingsOf(step: Step | undefined): Siblings | undefined {
  if (!step || !('key' in step) || operatorOf(step.within)) return undefined;
  const others = step.within.entries.filter((entry) => keyText(entry) !== step.key);
  return new Map(others.map((entry) => [keyText(entry) ?? '', scalarOf(resolveAlias(entry.value))]));
}

function scalarOf(node: Node | undefined): unknown {
  return node?.kind === 'scalar' ? scalarValue(node) : undefined;
}

function rootLocation({ kind }: DocumentModel, { within }: Step): SchemaLocation | undefined {
  const schema = kind === 'task' ? SENT_TASK : documentSchema(kind, within);
  return schema && { schema, path: [] };
}

function inMapping(
  model: DocumentModel,
  { within, key }: Extract<Step, { key: string }>,
  known: ReadonlyMap<MapNode, SchemaLocation | undefined>,
  { location: outer, as }: Position,
): Position {
  if (as === 'cases') return { location: outer, as: 'value' };
  const location = known.has(within) ? known.get(within) : (outer ?? begunTask(model, within));
  const operator = model.dialect === 'mustache' ? undefined : operatorOf(within)?.operator;
  if (operator) return throughOperator(operator, key, location);
  if (location && as === 'value') return { location: below(location, key), as: 'value' };
  // In a graph each task is under a key with this name.
  return key === 'task' && model.kind === 'task-graph' ? { location: taskSchema(model.kind), as: 'value' } : NOWHERE;
}

/** The location of a mapping that names a queue, although it is no task yet: a variable of a template, say. */
function begunTask({ kind }: DocumentModel, map: MapNode): SchemaLocation | undefined {
  const isTask = kind !== 'worker-pool' && IDENTIFIERS.some((key) => hasKey(map, key));
  return isTask ? taskSchema(kind) : undefined;
}

function throughOperator(operator: Operator, key: string, location: SchemaLocation | undefined): Position {
  if (!location) return NOWHERE;
  const place = placeAt(operator, key);
  switch (place) {
    case 'result':
      return { location, as: 'value' };
    case 'item':
      return { location: isList(location) ? below(location, 0) : location, as: 'value' };
    case 'item-cases':
      return { location: below(location, 0), as: 'cases' };
    case 'cases':
    case 'operands':
    case 'lists':
      return { location, as: place };
    default:
      return NOWHERE;
  }
}

function inList({ index }: Extract<Step, { index: number }>, { location, as }: Position): Position {
  if (!location) return NOWHERE;
  return as === 'value' ? { location: below(location, index), as } : { location, as: 'value' };
}

function isList({ schema, path }: SchemaLocation): boolean {
  return [schemaAt(schema, path)?.type ?? []].flat().includes('array');
}

function below({ schema, path }: SchemaLocation, segment: string | number): SchemaLocation {
  return { schema, path: [...path, segment] };
}
