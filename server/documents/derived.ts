/** A kind of value derived from parts of a document, such as the diagnostics of a finding. */
export interface DerivedKind<K extends object, V> {
  readonly name: string;
  /** Only for the types; never present. */
  readonly types?: (key: K) => V;
}

/** A cache of values derived from parts of a document, valid while the parts are the same. May be dropped at any time. */
export interface Derived {
  /** The values of one kind, by the part they were derived from. */
  of<K extends object, V>(kind: DerivedKind<K, V>): WeakMap<K, V>;
}

/** Creates an empty cache. Each user identifies its kind of value with its own constant. */
export function createDerived(): Derived {
  const kinds = new Map<unknown, WeakMap<object, unknown>>();
  return {
    of<K extends object, V>(kind: DerivedKind<K, V>) {
      const known = kinds.get(kind) ?? new WeakMap<object, unknown>();
      kinds.set(kind, known);
      // Only the owner of the kind adds values, and the kind's type says which.
      return known as WeakMap<K, V>;
    },
  };
}
