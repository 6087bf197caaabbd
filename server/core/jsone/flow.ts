import { findEntry, keyText, type MapNode, type Node, resolveAlias, type ScalarNode } from '../syntax/node.js';
import { parseExpression } from './engine/index.js';
import { evaluate, type Surroundings } from './flow-expression.js';
import { ABSENT, createAlgebra, DATA, mapping, present, UNKNOWN, type Value, visitValues } from './flow-value.js';
import { eachOf, operatorOf } from './operators.js';
import { isMergeKey, mergeSources } from './shape.js';
import type { Dialect } from './strings.js';

/**
 * Follows the mappings of a template that have a watched key: where they go, what they are merged with, and whether anything
 * reads the key on the way. Every part is evaluated as JSON-e does it, with all alternatives together, so that no possibility
 * is missed; anything that cannot be followed counts as read.
 */
export interface Flow {
  /** The possible results of a part of the document; notes what it reads. */
  follow(node: Node, how: 'template' | 'plain'): Value;
  /** The mappings of which a watched key was read. */
  readonly read: ReadonlySet<MapNode>;
}

/** There is more to follow than anybody writes by hand. */
export class TooMuchToFollow extends Error {}

/** The limit for the work: a fixed amount, plus an amount for each part of the document. */
const WORK = { base: 50_000, each: 50 };
/** The maximum nesting of templates and aliases: far more than occurs, less than the stack allows. */
const MAX_NESTING = 400;
/** Lists up to this length are processed item by item, longer ones with all items together. */
const SHORT = 16;

/** The variables of a template that are never mappings, whoever renders it. */
const TEXTS: ReadonlySet<string> = new Set(['tasks_for', 'now', 'taskcluster_root_url', 'ownTaskId', 'taskId']);

function isName(key: string | undefined): boolean {
  return key !== undefined && /^[A-Za-z_]\w*$/.test(key);
}

interface Scope {
  readonly variables: ReadonlyMap<string, Value>;
  /** There may be other variables, which hide outer ones. */
  readonly fog: boolean;
}

/** `size`: how many parts the document has. */
export function createFlow(dialect: Dialect, watched: readonly string[], size: number): Flow {
  const read = new Set<MapNode>();
  let work = 0;
  let nesting = 0;
  const spend = (more: number): void => {
    work += more;
    if (work > WORK.base + WORK.each * size) throw new TooMuchToFollow();
  };
  const algebra = createAlgebra(spend);
  const { list, join, itemsOf, membersOf, merge } = algebra;

  const isWatched = (key: string): boolean => watched.includes(key);
  const readKeys = (value: Value): void => {
    for (const { parts } of value.mappings) for (const part of parts) read.add(part);
  };
  const seen = new Set<Value>();
  const readAll = (value: Value): void => visitValues(value, readKeys, seen);

  /** Goes one level deeper. */
  function nest<T>(inner: () => T): T {
    spend(1);
    if (nesting >= MAX_NESTING) throw new TooMuchToFollow();
    nesting++;
    const result = inner();
    nesting--;
    return result;
  }

  function follow(node: Node, scope: Scope | undefined): Value {
    return nest(() => bareFollow(node, scope));
  }

  /** `scope`: undefined for parts that are not rendered. */
  function bareFollow(node: Node, scope: Scope | undefined): Value {
    const real = resolveAlias(node);
    if (!real) return UNKNOWN;
    if (real.kind === 'seq')
      return list(
        real.items.map((item) => follow(item, scope)),
        true,
      );
    if (real.kind === 'scalar') return scope ? text(real, scope) : DATA;
    return (scope && operated(real, scope)) ?? ordinary(real, scope);
  }

  function ordinary(map: MapNode, scope: Scope | undefined): Value {
    const visited = new Set<MapNode>();
    const bases = map.entries.filter(isMergeKey).flatMap((entry) => mergeSources(entry.value, visited));
    const parts: MapNode[] = [];
    const members = new Map<string, Value>();
    let others: Value | undefined;
    let open = false;
    for (const owner of [...bases.reverse(), map]) {
      if (owner !== map && scope && operatorOf(owner)) return lost(owner);
      for (const entry of owner.entries) {
        if (isMergeKey(entry)) continue;
        const key = keyText(entry);
        const value = follow(entry.value, scope);
        if (key === undefined || (scope && key.includes('${'))) {
          if (entry.key.kind === 'scalar' && scope) text(entry.key, scope);
          others = others ? join([others, value]) : value;
          open = true;
        } else if (value === DATA) members.delete(key);
        else members.set(key, value);
        if (key !== undefined && isWatched(key) && parts.at(-1) !== owner) parts.push(owner);
      }
    }
    return mapping({ parts, open }, members, others);
  }

  /** The result of an operator that comes from a merge key is not followed. */
  function lost(map: MapNode): Value {
    for (const entry of map.entries) readAll(follow(entry.value, undefined));
    return UNKNOWN;
  }

  function operated(map: MapNode, scope: Scope): Value | undefined {
    const found = operatorOf(map);
    if (!found) return undefined;
    const { operator, entry } = found;
    switch (operator) {
      case '$if':
        expression(entry.value, scope);
        return join([branch(map, 'then', scope), branch(map, 'else', scope)]);
      case '$let':
        return branch(map, 'in', bind(entry.value, scope));
      case '$eval':
        return expression(entry.value, scope);
      case '$switch':
        return join([...cases(entry.value, scope).map(([, value]) => value), ABSENT]);
      case '$match':
        return list(
          // Sorted by condition, whatever their order in the text.
          cases(entry.value, scope)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([, value]) => join([value, ABSENT])),
          true,
        );
      case '$merge':
      case '$mergeDeep':
        return merge(follow(entry.value, scope), operator === '$mergeDeep');
      case '$map':
        return mapped(map, follow(entry.value, scope), scope);
      case '$reduce':
        return reduced(map, follow(entry.value, scope), scope);
      case '$find': {
        const items = itemsOf(follow(entry.value, scope));
        const each = eachOf(map, 'each');
        if (each) expression(each.entry.value, loop(each.variables, [items, DATA], scope));
        return join([items, ABSENT]);
      }
      case '$flatten':
      case '$flattenDeep':
        return flatten(follow(entry.value, scope), operator === '$flattenDeep');
      case '$sort': {
        const items = itemsOf(follow(entry.value, scope));
        const by = eachOf(map, 'by');
        if (by) expression(by.entry.value, loop(by.variables, [items], scope));
        return list([items], false);
      }
      case '$reverse': {
        const value = follow(entry.value, scope);
        return { ...value, lists: value.lists.map(({ items, ordered }) => ({ items: items.toReversed(), ordered })) };
      }
      case '$fromNow':
        follow(entry.value, scope);
        branch(map, 'from', scope);
        return DATA;
      case '$json':
        readAll(follow(entry.value, scope));
        return DATA;
    }
  }

  function branch(map: MapNode, key: string, scope: Scope): Value {
    const entry = findEntry(map, key);
    return entry ? follow(entry.value, scope) : ABSENT;
  }

  /** The variables of a `$let`. If their names are computed, they may hide any other variable. */
  function bind(bindings: Node, scope: Scope): Scope {
    const map = resolveAlias(bindings);
    if (map?.kind !== 'map' || operatorOf(map) || map.entries.some((entry) => !isName(keyText(entry)))) {
      const computed = follow(bindings, scope);
      readAll(computed);
      return { variables: scope.variables, fog: true };
    }
    const names = map.entries.map((entry) => keyText(entry) ?? '');
    const values = map.entries.map((entry, i) => {
      const value = follow(entry.value, scope);
      return value.absent ? join([present(value), variable(names[i] ?? '', scope)]) : value;
    });
    return loop(names, values, scope);
  }

  function cases(node: Node, scope: Scope): [string, Value][] {
    const map = resolveAlias(node);
    if (map?.kind !== 'map') return [];
    return map.entries.map((entry) => {
      const condition = keyText(entry) ?? '';
      if (condition !== '$default') source(condition, scope);
      return [condition, follow(entry.value, scope)];
    });
  }

  function mapped(map: MapNode, over: Value, scope: Scope): Value {
    const each = eachOf(map, 'each');
    if (!each) return UNKNOWN;
    const body = (...values: readonly Value[]): Value => follow(each.entry.value, loop(each.variables, values, scope));
    const results = over.lists.map(({ items, ordered }) =>
      ordered && items.length <= SHORT
        ? list(
            items.map((item) => join([body(present(item), DATA), ...(item.absent ? [ABSENT] : [])])),
            true,
          )
        : list([body(join(items), DATA)], false),
    );
    if (over.unknown) results.push(list([body(UNKNOWN, UNKNOWN)], false));
    if (over.data) results.push(list([body(DATA, DATA)], false));
    if (over.mappings.length === 0 && !over.unknown && !over.data) return join(results);
    // The items of a mapping are its keys and their values.
    readKeys(over);
    const member = membersOf(over);
    const pair = mapping({ parts: [], open: false }, new Map([['val', member]]), undefined);
    const item = each.variables.length > 1 ? body(member, DATA) : body(pair);
    return join([...results, merge(list([item, DATA], false), false)]);
  }

  function reduced(map: MapNode, over: Value, scope: Scope): Value {
    const each = eachOf(map, 'each');
    const initial = findEntry(map, 'initial');
    if (!each || !initial) return UNKNOWN;
    // It is used as written, without being rendered.
    const first = follow(initial.value, undefined);
    const step = (before: Value, item: Value): Value => {
      const after = follow(each.entry.value, loop(each.variables, [before, present(item), DATA], scope));
      return after.absent || item.absent ? present(join([before, after])) : after;
    };
    const short = over.lists.every(({ items, ordered }) => ordered && items.length <= SHORT);
    if (short && !over.unknown && !over.data) return join(over.lists.map(({ items }) => items.reduce(step, first)));
    for (const value of [first, itemsOf(over)]) readAll(value);
    readAll(step(UNKNOWN, UNKNOWN));
    return UNKNOWN;
  }

  function flatten(value: Value, deep: boolean): Value {
    const flat = (item: Value): readonly Value[] => {
      spend(1);
      const others = { ...item, lists: [] };
      const inner = item.lists.flatMap(({ items }) => (deep ? items.flatMap(flat) : items));
      return item.lists.length === 0 ? [item] : [join([others, ...inner])];
    };
    const lists = value.lists.map(({ items, ordered }): Value => {
      // An item that is certainly an ordered list keeps its order.
      const exact =
        ordered && items.every(({ lists: [one, ...more], data }) => !data && one?.ordered && more.length === 0);
      if (exact && !deep)
        return list(
          items.flatMap((item) => item.lists[0]?.items ?? []),
          true,
        );
      return list(items.flatMap(flat), false);
    });
    return join([...lists, ...(value.data ? [DATA] : []), ...(value.unknown ? [UNKNOWN] : [])]);
  }

  function loop(names: readonly string[], values: readonly Value[], { variables, fog }: Scope): Scope {
    spend(variables.size);
    return { variables: new Map([...variables, ...names.map((name, i) => [name, values[i] ?? DATA] as const)]), fog };
  }

  function variable(name: string, { variables, fog }: Scope): Value {
    const found = variables.get(name) ?? (TEXTS.has(name) ? DATA : UNKNOWN);
    return fog ? join([found, UNKNOWN]) : found;
  }

  function text({ text: content }: ScalarNode, scope: Scope): Value {
    // As json-e's interpolation goes through a string.
    for (let at = content.indexOf('${'); at >= 0; ) {
      if (content[at - 1] === '$') at = content.indexOf('${', at + 2);
      else {
        const parsed = parseExpression(content, at + 2, 'interpolation');
        if (parsed.failure) break;
        evaluate(parsed.expression, around(scope));
        at = content.indexOf('${', parsed.end + 1);
      }
    }
    return DATA;
  }

  function expression(node: Node, scope: Scope): Value {
    const real = resolveAlias(node);
    return real?.kind === 'scalar' ? source(real.text, scope) : UNKNOWN;
  }

  function source(content: string, scope: Scope): Value {
    const parsed = parseExpression(content, 0, 'whole');
    return parsed.failure ? UNKNOWN : evaluate(parsed.expression, around(scope));
  }

  function around(scope: Scope): Surroundings {
    return { ...algebra, nest, isWatched, readKeys, readAll, variable: (name) => variable(name, scope) };
  }

  return {
    read,
    follow: (node, how) =>
      follow(node, how === 'template' && dialect !== 'mustache' ? { variables: new Map(), fog: false } : undefined),
  };
}
