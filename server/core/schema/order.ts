import type { SchemaError } from './schema-error.js';
import type { Path } from './schemas.js';

/** Sorts errors in the order of `value`. Missing keys of a mapping come before its other keys. */
export function compareAt(value: unknown): (a: SchemaError, b: SchemaError) => number {
  const positions = new Map<object, ReadonlyMap<string, number>>();
  const positionOf = (parent: unknown, key: string | number): number => {
    if (typeof key === 'number') return key;
    if (typeof parent !== 'object' || parent === null) return -1;
    let order = positions.get(parent);
    if (!order) {
      order = new Map(Object.keys(parent).map((name, index) => [name, index]));
      positions.set(parent, order);
    }
    return order.get(key) ?? -1;
  };
  return (a, b) => {
    const [left, right] = [whole(a), whole(b)];
    let at = value;
    for (let i = 0; i < Math.max(left.length, right.length); i++) {
      const [mine, yours] = [left[i], right[i]];
      if (mine === undefined || yours === undefined) return left.length - right.length;
      if (mine !== yours) return positionOf(at, mine) - positionOf(at, yours);
      at = typeof at === 'object' && at !== null ? Reflect.get(at, mine) : undefined;
    }
    return 0;
  };
}

function whole({ path, keyword, key }: SchemaError): Path {
  const isAboutKey = keyword === 'additionalProperties' || keyword === 'propertyNames';
  return isAboutKey && key !== undefined ? [...path, key] : path;
}
