import { type Operator, operatorOf, placeAt, wordsBeside } from '../jsone/operators.js';
import type { Scope } from '../jsone/shape.js';
import { type Dialect, stringParts } from '../jsone/strings.js';
import { findEntry, type MapNode, type Node, resolveAlias, type ScalarNode } from '../syntax/node.js';
import { type CandidateValue, combine, INTERPOLATION, literal } from './pool-names.js';
import { MAX_POOLS } from './queue-reference.js';

/** One of the places where a value is written, and what it can become there. */
export interface Written {
  /** The scalar, or the alias that refers to it. */
  readonly place: Node;
  readonly scalar: ScalarNode;
  readonly candidates: readonly CandidateValue[];
}

/** The maximum nesting of operators and variables. */
const MAX_DEPTH = 12;

/**
 * The texts that a field can have, each with its place; several if an operator chooses between them. Texts computed in other
 * ways are left out.
 */
export function writtenTexts(value: Node, scope: Scope, dialect: Dialect): Written[] {
  return leaves(value, dialect, 0).flatMap((place): Written[] => {
    const scalar = resolveAlias(place);
    if (scalar?.kind !== 'scalar' || scalar.type !== 'string' || scalar.text === '') return [];
    return [{ place, scalar, candidates: candidatesOf(scalar.text, scope, dialect, 0) }];
  });
}

/** The operators that yield one of their values, without variables of their own. */
const CHOOSING: ReadonlySet<Operator> = new Set<Operator>(['$if', '$switch']);

/** The values that such an operator chooses between. */
function leaves(node: Node, dialect: Dialect, depth: number): Node[] {
  const map = resolveAlias(node);
  if (map?.kind !== 'map') return [node];
  const found = dialect === 'mustache' || depth > MAX_DEPTH ? undefined : operatorOf(map);
  const inner = (entries: readonly (Node | undefined)[]): Node[] =>
    entries.flatMap((entry) => (entry ? leaves(entry, dialect, depth + 1) : [])).slice(0, MAX_POOLS);
  if (!found || !CHOOSING.has(found.operator)) return [node];
  const chosen = wordsBeside(found.operator).map((key) => findEntry(map, key)?.value);
  return inner(placeAt(found.operator, found.operator) === 'cases' ? casesOf(found.entry.value) : chosen);
}

function casesOf(node: Node): Node[] {
  const cases = resolveAlias(node);
  return cases?.kind === 'map' ? (cases as MapNode).entries.map((entry) => entry.value) : [];
}

/** What a template string can become: variables with literal values are filled in, everything else is an interpolation. */
function candidatesOf(text: string, scope: Scope, dialect: Dialect, depth: number): readonly CandidateValue[] {
  const lists = stringParts(text, dialect).map((part): readonly CandidateValue[] => {
    if (part.kind === 'literal') return [literal(part.text)];
    const name = /^\$\{\s*([A-Za-z_]\w*)\s*\}$/.exec(part.text)?.[1];
    return (name === undefined ? undefined : variable(name, scope, dialect, depth)) ?? [INTERPOLATION];
  });
  return combine(lists) ?? [lists.flatMap((list) => (list.length === 1 ? (list[0] ?? []) : INTERPOLATION))];
}

/** The values of a variable; undefined if one of them is not known. */
function variable(name: string, scope: Scope, dialect: Dialect, depth: number): readonly CandidateValue[] | undefined {
  const closures = scope.variables.get(name);
  if (!closures?.length || depth > MAX_DEPTH) return undefined;
  const candidates: CandidateValue[] = [];
  for (const closure of closures) {
    for (const leaf of leaves(closure.node, dialect, depth)) {
      const value = resolveAlias(leaf);
      if (value?.kind !== 'scalar') return undefined;
      if (value.type === 'string') candidates.push(...candidatesOf(value.text, closure.scope, dialect, depth + 1));
      else if (value.type === 'number' && /^(?:0|[1-9]\d{0,8})$/.test(value.text)) candidates.push(literal(value.text));
      else return undefined;
      if (candidates.length > MAX_POOLS) return undefined;
    }
  }
  return candidates.length > 0 ? candidates : undefined;
}
