import { type Entry, findEntry, keyText, type MapNode, type Node, resolveAlias } from '../syntax/node.js';
import { eachOf, operatorOf } from './operators.js';
import type { Dialect } from './strings.js';

/**
 * A possible result of a template, found without rendering it for an event. A template that branches has several shapes.
 * Anything that cannot be known is `unknown`, never a guess.
 */
export type Shape = MapShape | SeqShape | { readonly kind: 'scalar' } | { readonly kind: 'unknown' } | Absent;

/** Nothing: an `$if` without `else` whose condition does not hold. It disappears from the list or mapping around it. */
type Absent = { readonly kind: 'absent' };

export interface MapShape {
  readonly kind: 'map';
  /** The mappings of the source it is made from; later ones override earlier ones. */
  readonly parts: readonly MapNode[];
  readonly fields: ReadonlyMap<string, Field>;
  /** Something unknown is merged into it, so there may be more fields. */
  readonly open: boolean;
}

/** Where a field of a mapping comes from. */
export interface Field {
  readonly entry: Entry;
  /** The mapping that contains `entry`: one of the parts. */
  readonly owner: MapNode;
  /** The variables in scope for its value. */
  readonly scope: Scope;
  /** The field that this one overrides in a `$mergeDeep`, which joins values that are mappings or lists. */
  readonly under?: Field;
  /** False if it may be absent, or overridden by something unknown. */
  readonly certain: boolean;
}

export interface SeqShape {
  readonly kind: 'seq';
  readonly items: readonly Closure[];
}

/** A template with the variables in its scope. */
export interface Closure {
  readonly node: Node;
  readonly scope: Scope;
}

/** The variables in scope. `fog`: there may be others, which hide outer ones. */
export interface Scope {
  readonly variables: ReadonlyMap<string, readonly Closure[]>;
  readonly fog: boolean;
}

export const EMPTY_SCOPE: Scope = { variables: new Map(), fog: false };

const UNKNOWN: readonly Shape[] = [{ kind: 'unknown' }];
const SCALAR: readonly Shape[] = [{ kind: 'scalar' }];
const ABSENT: readonly Shape[] = [{ kind: 'absent' }];

/** How many combinations of branches are kept separate; beyond that the result is unknown. */
const MAX_SHAPES = 64;
/**
 * How often an evaluator may return to nodes it has already visited, and how many entries, items, fields and variables it may
 * process: a fixed amount, plus an amount for each node. Aliases and variables can turn a small file into a very large one;
 * real tasks stay far below the limit. Only visited nodes count, because a document may have thousands of tasks with an
 * evaluator for each.
 */
const RETURNS = { base: 2_000, each: 20 };
const WORK = { base: 100_000, each: 1_000 };
/** The maximum nesting of templates, variables and aliases: far more than occurs, less than the stack allows. */
const MAX_NESTING = 600;

/** Computes shapes. Use one evaluator per document, because its budget is for the whole document. */
export interface Evaluator {
  shapes(node: Node, scope: Scope): readonly Shape[];
}

export function createEvaluator(dialect: Dialect): Evaluator {
  const seen = new Set<Node>();
  let returns = 0;
  let work = 0;
  let nesting = 0;

  function shapes(node: Node, scope: Scope): readonly Shape[] {
    if (isExhausted(node) || nesting >= MAX_NESTING) return UNKNOWN;
    nesting++;
    const found = shapesOf(node, scope);
    nesting--;
    return found;
  }

  /** Whether the budget is used up for a node. Visiting each node of a document once is always free. */
  function isExhausted(node: Node): boolean {
    if (seen.has(node)) returns++;
    else seen.add(node);
    return returns > RETURNS.base + RETURNS.each * seen.size || isOverworked();
  }

  function isOverworked(): boolean {
    return work > WORK.base + WORK.each * seen.size;
  }

  function shapesOf(node: Node, scope: Scope): readonly Shape[] {
    const value = resolveAlias(node);
    if (!value) return UNKNOWN;
    if (value.kind === 'scalar') return SCALAR;
    work += value.kind === 'seq' ? value.items.length : value.entries.length;
    if (value.kind === 'seq') return [{ kind: 'seq', items: value.items.map((item) => ({ node: item, scope })) }];
    return operated(value, scope) ?? [plainMap(value, scope)];
  }

  /** The shapes of an operator mapping; undefined for an ordinary one. */
  function operated(map: MapNode, scope: Scope): readonly Shape[] | undefined {
    const found = dialect === 'mustache' ? undefined : operatorOf(map);
    if (!found) return undefined;
    const { operator, entry } = found;
    switch (operator) {
      case '$if':
        return unite([branch(map, 'then', scope), branch(map, 'else', scope)]);
      case '$let':
        return branch(map, 'in', bind(entry.value, scope));
      case '$eval':
        return variable(entry.value, scope);
      case '$switch':
        return cases(entry.value, scope, '$default');
      case '$match':
        return [{ kind: 'seq', items: membersByCondition(entry.value, scope) }];
      case '$merge':
      case '$mergeDeep':
        return merge(shapes(entry.value, scope), operator === '$mergeDeep');
      case '$map':
        return mapped(map, entry, scope);
      case '$flatten':
      case '$flattenDeep':
        return flatten(shapes(entry.value, scope));
      case '$sort':
      case '$reverse':
        return shapes(entry.value, scope);
      case '$fromNow':
      case '$json':
        return SCALAR;
      case '$find':
      case '$reduce':
        return UNKNOWN;
    }
  }

  function branch(map: MapNode, key: string, scope: Scope): readonly Shape[] {
    const entry = findEntry(map, key);
    return entry ? shapes(entry.value, scope) : ABSENT;
  }

  function plainMap(map: MapNode, scope: Scope): MapShape {
    const seen = new Set<MapNode>();
    const bases = map.entries.filter(isMergeKey).flatMap((entry) => mergeSources(entry.value, seen));
    const parts = [...bases.reverse(), map];
    const fields = new Map<string, Field>();
    let open = false;
    for (const owner of parts) {
      for (const entry of owner.entries) {
        const key = keyText(entry);
        if (key === undefined || isMergeKey(entry)) continue;
        if (dialect !== 'mustache' && key.includes('${')) open = true;
        const mayVanish = isOperator(entry.value) && shapes(entry.value, scope).some((s) => s.kind === 'absent');
        fields.set(key, { entry, owner, scope, certain: !mayVanish });
      }
    }
    return { kind: 'map', parts, fields, open };
  }

  /** Only an operator can yield nothing. */
  function isOperator(node: Node): boolean {
    const map = resolveAlias(node);
    return dialect !== 'mustache' && map?.kind === 'map' && operatorOf(map) !== undefined;
  }

  function bind(bindings: Node, scope: Scope): Scope {
    const map = resolveAlias(bindings);
    if (map?.kind !== 'map' || operatorOf(map)) return fogged(scope, shapes(bindings, scope));
    work += scope.variables.size;
    const variables = new Map(scope.variables);
    for (const entry of map.entries) {
      const name = keyText(entry);
      if (name !== undefined) variables.set(name, [{ node: entry.value, scope }]);
    }
    return { variables, fog: scope.fog };
  }

  /** Variables from a computed mapping: those it certainly has are unknown, and others may hide outer ones. */
  function fogged(scope: Scope, computed: readonly Shape[]): Scope {
    const closed = computed.every((shape) => shape.kind === 'map' && !shape.open);
    const variables = new Map(closed ? scope.variables : []);
    for (const shape of computed) {
      if (shape.kind === 'map') for (const name of shape.fields.keys()) variables.set(name, []);
    }
    return { variables, fog: scope.fog || !closed };
  }

  function variable(expression: Node, scope: Scope): readonly Shape[] {
    const text = resolveAlias(expression);
    const path = text?.kind === 'scalar' ? /^\s*([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*)*)\s*$/.exec(text.text) : undefined;
    const closures = path?.[1] === undefined ? undefined : scope.variables.get(path[1]);
    if (!closures?.length) return UNKNOWN;
    let found: readonly Shape[] = unite(closures.map(({ node, scope: outer }) => shapes(node, outer)));
    for (const property of path?.[2]?.split('.').slice(1) ?? []) found = unite(found.map((s) => member(s, property)));
    return found;
  }

  function member(shape: Shape, property: string): readonly Shape[] {
    const field = shape.kind === 'map' && !shape.open ? shape.fields.get(property) : undefined;
    return field ? shapes(field.entry.value, field.scope) : UNKNOWN;
  }

  function cases(node: Node, scope: Scope, otherwise: string): readonly Shape[] {
    const map = resolveAlias(node);
    const closures = members(node, scope);
    if (map?.kind !== 'map' || !closures) return UNKNOWN;
    const all = closures.map((closure) => shapes(closure.node, closure.scope));
    return unite(findEntry(map, otherwise) ? all : [...all, ABSENT]);
  }

  function members(node: Node, scope: Scope): Closure[] | undefined {
    const map = resolveAlias(node);
    return map?.kind === 'map' ? map.entries.map((entry) => ({ node: entry.value, scope })) : undefined;
  }

  /** JSON-e processes the conditions in the order of their texts. */
  function membersByCondition(node: Node, scope: Scope): Closure[] {
    const map = resolveAlias(node);
    if (map?.kind !== 'map') return [];
    const sorted = [...map.entries].sort((a, b) => ((keyText(a) ?? '') < (keyText(b) ?? '') ? -1 : 1));
    return sorted.map((entry) => ({ node: entry.value, scope }));
  }

  function mapped(map: MapNode, over: Entry, scope: Scope): readonly Shape[] {
    const each = eachOf(map, 'each');
    if (!each) return UNKNOWN;
    const elements: Closure[] = [];
    let known = true;
    for (const shape of shapes(over.value, scope)) {
      if (shape.kind === 'seq') elements.push(...shape.items);
      else known = false;
    }
    work += scope.variables.size + elements.length;
    const variables = new Map(scope.variables);
    for (const [i, name] of each.variables.entries()) variables.set(name, i === 0 && known ? elements : []);
    return [{ kind: 'seq', items: [{ node: each.entry.value, scope: { ...scope, variables } }] }];
  }

  function flatten(lists: readonly Shape[]): readonly Shape[] {
    return lists.map((list) => {
      if (list.kind !== 'seq') return list;
      return { kind: 'seq', items: list.items.flatMap((item) => flattened(item)) };
    });
  }

  function flattened(item: Closure): readonly Closure[] {
    const inner = shapes(item.node, item.scope);
    const lists = inner.filter((shape) => shape.kind === 'seq');
    if (lists.length === 0) return [item];
    const items = lists.flatMap((list) => list.items.flatMap((nested) => flattened(nested)));
    work += items.length;
    return items;
  }

  /** Every way to merge the operands: one shape for each combination of their branches. */
  function merge(lists: readonly Shape[], deep: boolean): readonly Shape[] {
    return unite(lists.map((list) => (list.kind === 'seq' ? mergeOperands(list.items, deep) : [OPEN_MAP])));
  }

  function mergeOperands(operands: readonly Closure[], deep: boolean): readonly Shape[] {
    let merged: readonly MapShape[] = [{ ...OPEN_MAP, open: false }];
    for (const operand of operands) {
      const alternatives = shapes(operand.node, operand.scope);
      if (merged.length * alternatives.length > MAX_SHAPES) return [OPEN_MAP];
      for (const { fields } of merged) work += fields.size * alternatives.length;
      if (isOverworked()) return [OPEN_MAP];
      merged = merged.flatMap((base) => alternatives.map((shape) => override(base, shape, deep)));
    }
    return merged;
  }

  return { shapes };
}

const OPEN_MAP: MapShape = { kind: 'map', parts: [], fields: new Map(), open: true };

function override(base: MapShape, shape: Shape, deep: boolean): MapShape {
  if (shape.kind === 'absent') return base;
  if (shape.kind !== 'map') return doubtful(base);
  const under = shape.open ? doubtful(base) : base;
  const fields = new Map(under.fields);
  for (const [key, field] of shape.fields) {
    const below = fields.get(key);
    fields.set(key, below && deep ? { ...field, under: below } : field);
  }
  return { kind: 'map', parts: [...base.parts, ...shape.parts], fields, open: under.open };
}

/** The mapping once something unknown has been merged over it. */
function doubtful(map: MapShape): MapShape {
  const fields = new Map([...map.fields].map(([key, field]) => [key, { ...field, certain: false }]));
  return { ...map, fields, open: true };
}

function unite(alternatives: readonly (readonly Shape[])[]): readonly Shape[] {
  const all = alternatives.flat();
  return all.length > MAX_SHAPES ? UNKNOWN : all;
}

/** Whether the entry is `<<`, whose value js-yaml merges into the mapping. */
export function isMergeKey(entry: Entry): boolean {
  return entry.key.kind === 'scalar' && entry.key.style === 'plain' && entry.key.text === '<<';
}

/**
 * The mappings that a merge key names, in order of precedence: js-yaml uses the first source that has a key. `seen` prevents
 * visiting a mapping again, which could not add anything.
 */
export function mergeSources(value: Node, seen: Set<MapNode>, nesting = 0): MapNode[] {
  const node = resolveAlias(value);
  if (nesting > MAX_NESTING) return [];
  if (node?.kind === 'seq') return node.items.flatMap((item) => mergeSources(item, seen, nesting + 1));
  if (node?.kind !== 'map' || seen.has(node)) return [];
  seen.add(node);
  return [node, ...node.entries.filter(isMergeKey).flatMap((entry) => mergeSources(entry.value, seen, nesting + 1))];
}
