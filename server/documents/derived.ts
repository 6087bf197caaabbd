/** A kind of value that is worked out from parts of a document, such as the diagnostics of a finding. */
export interface DerivedKind<K extends object, V> {
  readonly name: string;
  /** For the types alone: never there. */
  readonly types?: (key: K) => V;
}

/** What was worked out from parts of a document, for as long as the parts are the same. May be thrown away at any time. */
export interface Derived {
  /** The values of one kind, by what they were worked out from. */
  of<K extends object, V>(kind: DerivedKind<K, V>): WeakMap<K, V>;
}

/** Makes an empty store. Whoever keeps something in it names its kind with a constant of their own. */
export function createDerived(): Derived {
  const kinds = new Map<unknown, WeakMap<object, unknown>>();
  return {
    of<K extends object, V>(kind: DerivedKind<K, V>) {
      const known = kinds.get(kind) ?? new WeakMap<object, unknown>();
      kinds.set(kind, known);
      // Only who has the kind puts something in, and its type says what.
      return known as WeakMap<K, V>;
    },
  };
}
