import { BUILTINS, type FunctionDefinition, type Parameter, type TypeName } from '../engine/index.js';

/** What a function of JSON-e takes and gives. */
export interface FunctionType {
  /** The kinds that each argument can have. */
  readonly takes: readonly (readonly Argument[])[];
  /** The kinds of all further arguments, if there may be any. */
  readonly more?: readonly Argument[];
  readonly gives: 'string' | 'number' | 'boolean' | 'list' | 'unknown';
}

type Argument = 'string' | 'number' | 'boolean' | 'null' | 'list' | 'mapping' | 'function';

const KINDS: Readonly<Record<TypeName, Argument>> = {
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
  array: 'list',
  object: 'mapping',
  function: 'function',
};

/** The functions of JSON-e, from the engine's table. JSON-e refuses calls with fewer or more arguments than these. */
export const FUNCTIONS: ReadonlyMap<string, FunctionType> = new Map(
  Object.entries(BUILTINS).map(([name, definition]) => [name, typeOf(definition)]),
);

function typeOf({ parameters = [], rest, gives }: FunctionDefinition): FunctionType {
  const further = parameters.find(({ optional }) => optional) ?? rest;
  const [only] = gives;
  const type = only && gives.length === 1 ? KINDS[only] : undefined;
  return {
    takes: parameters.filter(({ optional }) => !optional).map(kindsOf),
    ...(further && { more: kindsOf(further) }),
    gives: type === 'string' || type === 'number' || type === 'boolean' || type === 'list' ? type : 'unknown',
  };
}

function kindsOf({ types }: Parameter): Argument[] {
  return types.map((type) => KINDS[type]);
}
