/** Decodes a part of an answer, or throws an `DecodeError` that says which part is not as expected. */
export type Decode<T> = (value: unknown, path: string) => T;

/** Thrown by decoders, and only caught in this file. */
class DecodeError extends Error {}

/** Applies a decoder to a whole answer. */
export function decodeWith<T>(decode: Decode<T>, value: unknown): { readonly value: T } | { readonly problem: string } {
  try {
    return { value: decode(value, '') };
  } catch (error) {
    if (error instanceof DecodeError) return { problem: error.message };
    throw error;
  }
}

export const text: Decode<string> = (value, path) => (typeof value === 'string' ? value : unfit('a string', path));

export const bool: Decode<boolean> = (value, path) => (typeof value === 'boolean' ? value : unfit('a boolean', path));

export const number: Decode<number> = (value, path) => (typeof value === 'number' ? value : unfit('a number', path));

/** A non-negative integer. */
export const count: Decode<number> = (value, path) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : unfit('a count', path);

export function optional<T>(decode: Decode<T>): Decode<T | undefined> {
  return (value, path) => (value === undefined ? undefined : decode(value, path));
}

/** One of these strings. */
export function oneOf<T extends string>(values: readonly T[]): Decode<T> {
  return (value, path) => values.find((one) => one === value) ?? unfit(`one of ${values.join(', ')}`, path);
}

export function list<T>(decode: Decode<T>): Decode<readonly T[]> {
  return (value, path) =>
    Array.isArray(value) ? value.map((item, index) => decode(item, `${path}[${index}]`)) : unfit('a list', path);
}

/** An object with at least these keys. Others are allowed, because services add fields. */
export function object<T extends object>(fields: { readonly [K in keyof T]: Decode<T[K]> }): Decode<T> {
  const entries = Object.entries(fields) as [string, Decode<unknown>][];
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return unfit('an object', path);
    const found = value as Readonly<Record<string, unknown>>;
    const read = entries.map(([key, decode]) => {
      const own = Object.hasOwn(found, key) ? found[key] : undefined;
      return [key, decode(own, path ? `${path}.${key}` : key)];
    });
    return Object.fromEntries(read) as T;
  };
}

export function mapped<A, B>(decode: Decode<A>, change: (value: A) => B): Decode<B> {
  return (value, path) => change(decode(value, path));
}

function unfit(expected: string, path: string): never {
  throw new DecodeError(`${path || 'it'} is not ${expected}`);
}
