import { didYouMean, editDistance } from '../../base/did-you-mean.js';
import { FUNCTIONS } from './functions.js';
import type { Hidden } from './hidden.js';

/** The variables in sight at a place of a template. */
export interface Scope {
  readonly names: ReadonlySet<string>;
  /** There may be variables that are not known. */
  readonly open: boolean;
  /** Nothing at all is known of the variables: a computed `$let`. */
  readonly fog: boolean;
  /** The variables of the same `$let`, in the values of which they are not in sight. */
  readonly siblings?: ReadonlySet<string>;
  /** The variables that the template itself has bound. */
  readonly bound?: ReadonlySet<string>;
  /** The variables that the service surely gives. */
  readonly context?: ReadonlySet<string>;
  /** The variables that a script there has of the shell. */
  readonly shellNames?: ReadonlySet<string>;
  /** Variables of the context that the template has hidden, by name. */
  readonly hidden?: ReadonlyMap<string, Hidden>;
}

/** What is inside `scope` with further variables. */
export function bind({ siblings: _siblings, ...scope }: Scope, added: readonly string[]): Scope {
  const { names, bound = [] } = scope;
  return { ...scope, names: new Set([...names, ...added]), bound: new Set([...bound, ...added]) };
}

export function isDefined(name: string, { names }: Scope): boolean {
  return names.has(name) || FUNCTIONS.has(name) || name === 'now';
}

/** What is said of a name that is not defined: nothing where it may be a variable that is only not known here. */
export interface Unknown {
  readonly sibling: boolean;
  readonly suggestion?: string;
}

/** What other languages call the constants of JSON-e. */
const CONSTANTS: Readonly<Record<string, string>> = {
  True: 'true',
  TRUE: 'true',
  False: 'false',
  FALSE: 'false',
  None: 'null',
  Null: 'null',
  NULL: 'null',
  nil: 'null',
  undefined: 'null',
};

export function judgeName(name: string, scope: Scope, called: boolean): Unknown | undefined {
  if (isDefined(name, scope) || scope.fog) return undefined;
  if (scope.open) {
    const suggestion = didYouMean(name, [...scope.names, ...FUNCTIONS.keys()]);
    return suggestion !== undefined && surely(name, suggestion) ? { sibling: false, suggestion } : undefined;
  }
  const sibling = scope.siblings?.has(name) ?? false;
  const constant = Object.hasOwn(CONSTANTS, name) ? CONSTANTS[name] : undefined;
  const suggestion =
    constant ?? didYouMean(name, called ? [...FUNCTIONS.keys(), ...scope.names] : [...scope.names, 'now']);
  return { sibling, ...(suggestion !== undefined && { suggestion }) };
}

/** Whether it takes no other variable to explain the name: one slip in a long word, and no mere plural. */
function surely(name: string, meant: string): boolean {
  return name.length >= 6 && editDistance(name, meant) === 1 && `${name}s` !== meant && `${meant}s` !== name;
}
