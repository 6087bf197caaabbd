import { operatorOf, placeAt } from '../core/jsone/operators.js';
import { keyText, type MapNode, type Node, type ScalarNode } from '../core/syntax/node.js';

/** A scalar of a mapping, at a path such as `payload.mounts[].content.taskId`. */
export interface ValueAtPath {
  readonly path: string;
  readonly scalar: ScalarNode;
}

const MAX_DEPTH = 100;

/**
 * The scalars in a mapping with their paths. JSON-e operators are transparent: what is under `then` of an `$if` has the path of
 * the `$if`. Aliases are not followed, because what they name is somewhere else.
 */
export function valuesAtPaths(root: MapNode): readonly ValueAtPath[] {
  const found: ValueAtPath[] = [];
  const visit = (node: Node, path: string, depth: number): void => {
    if (depth > MAX_DEPTH) return;
    if (node.kind === 'scalar') found.push({ path, scalar: node });
    if (node.kind === 'seq') for (const item of node.items) visit(item, `${path}[]`, depth + 1);
    if (node.kind !== 'map') return;
    const operator = operatorOf(node)?.operator;
    for (const one of node.entries) {
      const key = keyText(one);
      if (key === undefined) continue;
      if (!operator) visit(one.value, path === '' ? key : `${path}.${key}`, depth + 1);
      else for (const part of partsOf(one.value, placeAt(operator, key))) visit(part, path, depth + 1);
    }
  };
  visit(root, '', 0);
  return found;
}

/** The values that become that of the operator. */
function partsOf(value: Node, place: ReturnType<typeof placeAt>): readonly Node[] {
  switch (place) {
    case 'result':
    case 'item':
      return [value];
    case 'cases':
    case 'item-cases':
      return value.kind === 'map' ? value.entries.map((entry) => entry.value) : [];
    case 'operands':
    case 'lists':
      return value.kind === 'seq' ? value.items : [value];
    default:
      return [];
  }
}
