/** What a function of JSON-e takes and gives. */
export interface FunctionType {
  /** The kinds that each argument can have. */
  readonly takes: readonly (readonly Argument[])[];
  /** The kinds of all further arguments, if there may be any. */
  readonly more?: readonly Argument[];
  readonly gives: 'string' | 'number' | 'boolean' | 'list' | 'unknown';
}

type Argument = 'string' | 'number' | 'boolean' | 'null' | 'list' | 'mapping' | 'function';

const STRING_TO_STRING: FunctionType = { takes: [['string']], gives: 'string' };
const NUMBER_TO_NUMBER: FunctionType = { takes: [['number']], gives: 'number' };
const NUMBERS_TO_NUMBER: FunctionType = { takes: [['number']], more: ['number'], gives: 'number' };

/** The functions of JSON-e 4 (its builtins.js), which refuses calls with fewer or more arguments than these. */
export const FUNCTIONS: ReadonlyMap<string, FunctionType> = new Map<string, FunctionType>([
  ['abs', NUMBER_TO_NUMBER],
  ['ceil', NUMBER_TO_NUMBER],
  ['defined', { takes: [['string']], gives: 'boolean' }],
  ['floor', NUMBER_TO_NUMBER],
  ['fromNow', { takes: [['string']], more: ['string'], gives: 'string' }],
  ['join', { takes: [['list'], ['string', 'number']], gives: 'string' }],
  ['len', { takes: [['string', 'list']], gives: 'number' }],
  ['lowercase', STRING_TO_STRING],
  ['lstrip', STRING_TO_STRING],
  ['max', NUMBERS_TO_NUMBER],
  ['min', NUMBERS_TO_NUMBER],
  ['number', { takes: [['string']], gives: 'number' }],
  ['range', { takes: [['number'], ['number']], more: ['number'], gives: 'list' }],
  ['rstrip', STRING_TO_STRING],
  ['split', { takes: [['string'], ['string', 'number']], gives: 'list' }],
  ['sqrt', NUMBER_TO_NUMBER],
  ['str', { takes: [['string', 'number', 'boolean', 'null']], gives: 'string' }],
  ['strip', STRING_TO_STRING],
  ['typeof', { takes: [['string', 'number', 'boolean', 'list', 'mapping', 'null', 'function']], gives: 'string' }],
  ['uppercase', STRING_TO_STRING],
]);
