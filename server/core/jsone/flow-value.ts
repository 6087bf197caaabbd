import type { MapNode } from '../syntax/node.js';

/**
 * The possible results of a part of a template, all alternatives together, as far as they matter for following the watched
 * keys of mappings. Values are shared and immutable.
 */
export interface Value {
  /** The mappings that it can be, each with its sources. */
  readonly mappings: readonly Mapping[];
  /** The lists that it can be. */
  readonly lists: readonly List[];
  /** The values of known keys in its mappings, unless they are `data`. */
  readonly members: ReadonlyMap<string, Value>;
  /** The values of computed keys in its mappings. */
  readonly others: Value | undefined;
  /** It can be nothing at all, and so disappear from the list or mapping around it. */
  readonly absent: boolean;
  /** It can be a scalar, or a list or mapping in which no mapping has a watched key. */
  readonly data: boolean;
  /** It can be anything: it comes from outside the template. */
  readonly unknown: boolean;
}

/** A mapping with watched keys, or one about which nothing relevant is known. */
export interface Mapping {
  /** The mappings of the source with watched keys from which it is merged; later ones override earlier ones. */
  readonly parts: readonly MapNode[];
  /** It may have watched keys that are not those of `parts`. */
  readonly open: boolean;
}

export interface List {
  readonly items: readonly Value[];
  /** If set, each item occurs once, in this order, unless it is `absent`; else any number of them, in any order. */
  readonly ordered: boolean;
}

/** How many mappings and lists are kept separate; beyond that they become a single unknown one. */
const MOST_ALTERNATIVES = 64;

const NOTHING: Value = {
  mappings: [],
  lists: [],
  members: new Map(),
  others: undefined,
  absent: false,
  data: false,
  unknown: false,
};
export const DATA: Value = { ...NOTHING, data: true };
export const UNKNOWN: Value = { ...NOTHING, unknown: true };
export const ABSENT: Value = { ...NOTHING, absent: true };

const EMPTY: Mapping = { parts: [], open: false };
const OPEN: Mapping = { parts: [], open: true };

/** Whether nothing in it can have a watched key. */
export function isData(value: Value): boolean {
  let found = false;
  visitValues(value, ({ unknown, mappings }) => {
    found ||= unknown || mappings.some(({ parts, open }) => parts.length > 0 || open);
  });
  return !found;
}

export function mapping(one: Mapping, members: ReadonlyMap<string, Value>, others: Value | undefined): Value {
  const isPlain = one.parts.length === 0 && !one.open && members.size === 0 && !others;
  return isPlain ? DATA : { ...NOTHING, mappings: [one], members, others };
}

/** The value without the possibility that it is nothing. */
export function present(value: Value): Value {
  return value.absent ? { ...value, absent: false } : value;
}

/** The values of the keys in a value's mappings, unless they are only data. */
export function membersIn({ members, others }: Value): Value[] {
  return [...members.values(), ...(others ? [others] : [])];
}

/** The direct contents of a value: items of lists, and values of mappings. */
export function directlyIn(value: Value): Value[] {
  return [...value.lists.flatMap(({ items }) => items), ...membersIn(value)];
}

/** Calls `visit` for a value and everything in it, each once. */
export function visitValues(value: Value, visit: (value: Value) => void, seen = new Set<Value>()): void {
  if (seen.has(value)) return;
  seen.add(value);
  visit(value);
  for (const inner of directlyIn(value)) visitValues(inner, visit, seen);
}

/** Operations on values. `spend` is called with the amount of work, and throws when it becomes too much. */
export function createAlgebra(spend: (work: number) => void) {
  const ids = new Map<MapNode, number>();
  const identity = ({ parts, open }: Mapping): string =>
    parts.map((part) => ids.get(part) ?? ids.set(part, ids.size).size - 1).join() + (open ? '?' : '');

  function list(items: readonly Value[], ordered: boolean): Value {
    spend(items.length);
    return items.every((item) => item === DATA) ? DATA : { ...NOTHING, lists: [{ items, ordered }] };
  }

  function distinct(mappings: readonly Mapping[]): readonly Mapping[] {
    if (mappings.length < 2) return mappings;
    spend(mappings.length);
    const all = [...new Map(mappings.map((one) => [identity(one), one])).values()];
    return all.length > MOST_ALTERNATIVES ? [mingled(all)] : all;
  }

  /** A mapping of which only the possible contents are known. */
  function mingled(mappings: readonly Mapping[]): Mapping {
    const parts = [...new Set(mappings.flatMap((one) => one.parts))];
    return { parts, open: parts.length > 1 || mappings.some(({ open }) => open) };
  }

  function join(values: readonly Value[]): Value {
    const all = [...new Set(values)];
    if (all.length === 0) return DATA;
    if (all.length === 1 && all[0]) return all[0];
    spend(all.length);
    const lists = all.flatMap((value) => value.lists);
    const isMany = lists.length > MOST_ALTERNATIVES;
    spend(isMany ? lists.reduce((sum, { items }) => sum + items.length, 0) : lists.length);
    return {
      mappings: distinct(all.flatMap((value) => value.mappings)),
      lists: isMany ? [{ items: lists.flatMap(({ items }) => items), ordered: false }] : lists,
      members: joinMembers(all.map(({ members }) => members)),
      others: joinIfAny(all.map(({ others }) => others)),
      absent: all.some(({ absent }) => absent),
      data: all.some(({ data }) => data),
      unknown: all.some(({ unknown }) => unknown),
    };
  }

  function joinIfAny(values: readonly (Value | undefined)[]): Value | undefined {
    const some = values.filter((value) => value !== undefined);
    return some.length === 0 ? undefined : join(some);
  }

  function joinMembers(tables: readonly ReadonlyMap<string, Value>[]): ReadonlyMap<string, Value> {
    const filled = tables.filter(({ size }) => size > 0);
    if (filled.length < 2) return filled[0] ?? NOTHING.members;
    const joined = new Map<string, Value>();
    for (const table of filled) {
      spend(table.size);
      for (const [key, value] of table) {
        const before = joined.get(key);
        joined.set(key, before ? join([before, value]) : value);
      }
    }
    return joined;
  }

  /** The possible items of a list. */
  function itemsOf(value: Value): Value {
    const items = value.lists.flatMap((one) => one.items);
    return join([...items, ...(value.data ? [DATA] : []), ...(value.unknown ? [UNKNOWN] : [])]);
  }

  /** The value of a known key. */
  function memberOf(value: Value, key: string): Value {
    const { members, others, unknown } = value;
    return join([members.get(key) ?? DATA, ...(others ? [others] : []), ...(unknown ? [UNKNOWN] : [])]);
  }

  /** All values of a mapping. */
  function membersOf({ members, others, unknown }: Value): Value {
    return join([DATA, ...members.values(), ...(others ? [others] : []), ...(unknown ? [UNKNOWN] : [])]);
  }

  /** The result of `$merge` or `$mergeDeep` for a list. */
  function merge(value: Value, deep: boolean): Value {
    const merged = value.lists.map((one) => (one.ordered ? mergeInOrder(one.items, deep) : mergeSomehow(one.items)));
    return join([...merged, ...(value.data ? [DATA] : []), ...(value.unknown ? [mergeSomehow([UNKNOWN])] : [])]);
  }

  function mergeInOrder(operands: readonly Value[], deep: boolean): Value {
    let merged: Value = DATA;
    for (const operand of operands) merged = override(merged, operand, deep);
    return merged;
  }

  /** The result of merging values an unknown number of times in an unknown order. */
  function mergeSomehow(operands: readonly Value[]): Value {
    const all = join(operands);
    const one = mingled(alternatives(all));
    return mapping(one, all.members, all.unknown ? UNKNOWN : all.others);
  }

  function override(under: Value, over: Value, deep: boolean): Value {
    if (over === DATA) return under === DATA ? DATA : { ...under, absent: false };
    const mappings = alternatives(under).flatMap((lower) =>
      alternatives(over).map((upper) => ({
        parts: [...lower.parts.filter((part) => !upper.parts.includes(part)), ...upper.parts],
        open: lower.open || upper.open,
      })),
    );
    spend(mappings.reduce((sum, { parts }) => sum + 1 + parts.length, 0));
    const { members } = join([{ ...under, absent: false }, over]);
    const others = under.unknown || over.unknown ? UNKNOWN : joinIfAny([under.others, over.others]);
    return {
      ...NOTHING,
      mappings: distinct(mappings),
      members: deep ? deepMembers(under, over, members) : members,
      others,
      data: false,
    };
  }

  function deepMembers(under: Value, over: Value, joined: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
    const members = new Map(joined);
    for (const [key, upper] of over.members) {
      const lower = under.members.get(key);
      if (!lower) continue;
      const lists = [lower, upper].flatMap((one) => one.lists.flatMap(({ items }) => items));
      members.set(
        key,
        join([lower, upper, override(lower, upper, true), ...(lists.length > 0 ? [list(lists, false)] : [])]),
      );
    }
    return members;
  }

  /** The mappings that it can be as an operand of a merge. */
  function alternatives({ mappings, absent, data, unknown }: Value): readonly Mapping[] {
    const isNone = mappings.length === 0 && !unknown;
    return [...mappings, ...(absent || data || isNone ? [EMPTY] : []), ...(unknown ? [OPEN] : [])];
  }

  return { list, join, itemsOf, memberOf, membersOf, merge };
}

export type Algebra = ReturnType<typeof createAlgebra>;
