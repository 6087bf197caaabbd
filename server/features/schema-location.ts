import { type Operator, operatorOf, placeAt } from '../core/jsone/operators.js';
import type { DocumentModel } from '../core/model/model.js';
import { isActions } from '../core/model/recognize.js';
import { schemaAt } from '../core/schema/schemas.js';
import type { MapNode } from '../core/syntax/node.js';
import { knownMappings, type SchemaLocation, taskSchemaLocation } from './known-mappings.js';
import type { Step } from './node-at.js';

/**
 * What a node on the way is. `value`: the value at the address. `operands`: a list of such values (of `$merge`), `lists`:
 * a list of lists of them (of `$flatten`), `cases`: a mapping to them (of `$switch`).
 */
interface Position {
  readonly address: SchemaLocation | undefined;
  readonly as: 'value' | 'operands' | 'lists' | 'cases';
}

const NOWHERE: Position = { address: undefined, as: 'value' };

/**
 * The address that the steps lead to, undefined where no schema says anything. JSON-e operators are seen through: what
 * stands under `then` of an `$if` is what the `$if` stands for.
 */
export function schemaLocationOf(model: DocumentModel, steps: readonly Step[]): SchemaLocation | undefined {
  const first = steps[0];
  const known = knownMappings(model);
  let position: Position = first ? { address: rootAddress(model, first), as: 'value' } : NOWHERE;
  for (const step of steps) position = 'key' in step ? inMapping(model, step, known, position) : inList(step, position);
  return position.as === 'value' ? position.address : undefined;
}

function rootAddress({ kind }: DocumentModel, { within }: Step): SchemaLocation | undefined {
  if (kind === 'taskcluster-yml-v1' || kind === 'taskcluster-yml-v0' || kind === 'hook' || kind === 'task')
    return { schema: kind, path: [] };
  return within.kind === 'map' && isActions(within) ? { schema: 'actions', path: [] } : undefined;
}

function inMapping(
  model: DocumentModel,
  { within, key }: Extract<Step, { key: string }>,
  known: ReadonlyMap<MapNode, SchemaLocation>,
  { address: outer, as }: Position,
): Position {
  if (as === 'cases') return { address: outer, as: 'value' };
  const address = known.get(within) ?? outer;
  const operator = model.dialect === 'mustache' ? undefined : operatorOf(within)?.operator;
  if (operator) return throughOperator(operator, key, address);
  if (address && as === 'value') return { address: below(address, key), as: 'value' };
  // In a graph each task stands under a key of this name.
  return key === 'task' && model.kind === 'task-graph'
    ? { address: taskSchemaLocation(model.kind), as: 'value' }
    : NOWHERE;
}

function throughOperator(operator: Operator, key: string, address: SchemaLocation | undefined): Position {
  if (!address) return NOWHERE;
  const place = placeAt(operator, key);
  switch (place) {
    case 'result':
      return { address, as: 'value' };
    case 'item':
      return { address: isList(address) ? below(address, 0) : address, as: 'value' };
    case 'item-cases':
      return { address: below(address, 0), as: 'cases' };
    case 'cases':
    case 'operands':
    case 'lists':
      return { address, as: place };
    default:
      return NOWHERE;
  }
}

function inList({ index }: Extract<Step, { index: number }>, { address, as }: Position): Position {
  if (!address) return NOWHERE;
  return as === 'value' ? { address: below(address, index), as } : { address, as: 'value' };
}

function isList({ schema, path }: SchemaLocation): boolean {
  return [schemaAt(schema, path)?.type ?? []].flat().includes('array');
}

function below({ schema, path }: SchemaLocation, segment: string | number): SchemaLocation {
  return { schema, path: [...path, segment] };
}
