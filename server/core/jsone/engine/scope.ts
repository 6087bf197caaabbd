import type { Value } from './types.js';

/** The variables in scope. */
export interface Scope {
  readonly outer: Scope | undefined;
  readonly variables: ReadonlyMap<string, Value>;
  /** Names that may turn out not to be bound here. */
  readonly uncertain?: ReadonlySet<string>;
  /** There may be more variables here, which hide outer ones. */
  readonly open: boolean;
}

export type Found =
  /** `certain`: whether the name is certainly bound. */
  | { readonly value: Value; readonly certain: boolean; readonly scope: Scope }
  /** Not bound; or bound to something unknown, if `open`. */
  | { readonly value: undefined; readonly open: boolean };

/** Looks a name up. */
export function lookUp(scope: Scope, name: string): Found {
  let open = false;
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const value = at.variables.get(name);
    if (value) return open ? { value: undefined, open } : { value, certain: !at.uncertain?.has(name), scope: at };
    open ||= at.open;
  }
  return { value: undefined, open };
}

/** Every name that is bound in scope. */
export function namesIn(scope: Scope): Set<string> {
  const names = new Set<string>();
  for (let at: Scope | undefined = scope; at; at = at.outer) for (const name of at.variables.keys()) names.add(name);
  return names;
}
