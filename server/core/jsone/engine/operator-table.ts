import type { TypeName } from './type-names.js';

/** The possible kinds of value for a key of an operator. */
export type Role =
  /** A template, which is rendered. */
  | 'template'
  /** An expression, as a string. */
  | 'expression'
  /** A mapping from variable names to templates, or a template that yields one. */
  | 'bindings'
  /** A mapping from conditions (expressions) to templates. */
  | 'cases'
  /** Data that is used as written. */
  | 'literal';

/** The role of a key's value in the result of the operator, for instance to find tasks in it. */
export type OperandPlace =
  /** An expression, a list or mapping to loop over, or an argument. Not part of the result. */
  | 'input'
  /** Variables by name. */
  | 'bindings'
  /** The result itself. */
  | 'result'
  /** An item of the resulting list, or some entries of the resulting mapping. */
  | 'item'
  /** A mapping from conditions to results. */
  | 'cases'
  /** A mapping from conditions to items of the resulting list. */
  | 'item-cases'
  /** A list of mappings that are combined into the result. */
  | 'operands'
  /** A list of lists whose items form the resulting list. */
  | 'lists';

/** A key next to an operator. */
export interface Companion {
  /** The key, without the variables: `then`, `each`. */
  readonly word: string;
  readonly role: Role;
  readonly place: OperandPlace;
  readonly required: boolean;
  /** The variables named in brackets in the key, and what each is bound to; the last may be optional. */
  readonly variables?: readonly { readonly name: string; readonly meaning: string; readonly optional?: true }[];
}

/** The description of a JSON-e operator. */
export interface OperatorSyntax {
  /** The value of the operator's own key. */
  readonly operand: Role;
  readonly place: OperandPlace;
  /** The types allowed for the operand once it is evaluated; default: any. */
  readonly takes?: readonly TypeName[];
  /** In the order in which json-e allows them: its pattern for stray keys is anchored at the end of the last one only. */
  readonly companions: readonly Companion[];
  /** The type of the result, if it is always the same. */
  readonly gives?: TypeName;
  /** Whether the result may be nothing, which removes the item or key around it. */
  readonly mayVanish?: true;
  /** A short description for users. */
  readonly summary: string;
}

const item = { name: 'x', meaning: 'the item' } as const;
const index = { name: 'i', meaning: 'its index', optional: true } as const;

/**
 * The operators of JSON-e 4.8.4 (its index.js): the single table for the engine, the checks and the editor. The keys are in
 * the order in which json-e checks for them.
 */
export const OPERATOR_TABLE = {
  $eval: {
    operand: 'expression',
    place: 'input',
    companions: [],
    summary: 'The value of an expression.',
  },
  $flatten: {
    operand: 'template',
    place: 'lists',
    takes: ['array'],
    companions: [],
    gives: 'array',
    summary: 'The list with each inner list replaced by its items, one level deep.',
  },
  $flattenDeep: {
    operand: 'template',
    place: 'lists',
    takes: ['array'],
    companions: [],
    gives: 'array',
    summary: 'The list with all inner lists replaced by their items.',
  },
  $fromNow: {
    operand: 'template',
    place: 'input',
    takes: ['string'],
    companions: [{ word: 'from', role: 'template', place: 'input', required: false }],
    gives: 'string',
    summary: 'The time at a time span such as "1 day" from now, or from "from".',
  },
  $if: {
    operand: 'expression',
    place: 'input',
    companions: [
      { word: 'then', role: 'template', place: 'result', required: false },
      { word: 'else', role: 'template', place: 'result', required: false },
    ],
    mayVanish: true,
    summary: 'The value of "then" if the condition holds, otherwise that of "else", or nothing.',
  },
  $json: {
    operand: 'template',
    place: 'input',
    companions: [],
    gives: 'string',
    summary: 'The value as JSON text, with sorted keys.',
  },
  $let: {
    operand: 'bindings',
    place: 'bindings',
    takes: ['object'],
    companions: [{ word: 'in', role: 'template', place: 'result', required: true }],
    mayVanish: true,
    summary: 'The value of "in", with additional variables.',
  },
  $map: {
    operand: 'template',
    place: 'input',
    takes: ['array', 'object'],
    companions: [
      {
        word: 'each',
        role: 'template',
        place: 'item',
        required: true,
        variables: [item, { ...index, meaning: 'its index or key' }],
      },
    ],
    summary:
      'The list of the results of "each" for the items of a list, or its merged results for the entries of an object.',
  },
  $reduce: {
    operand: 'template',
    place: 'input',
    takes: ['array'],
    companions: [
      { word: 'initial', role: 'literal', place: 'input', required: true },
      {
        word: 'each',
        role: 'template',
        place: 'input',
        required: true,
        variables: [{ name: 'acc', meaning: 'the result so far' }, item, index],
      },
    ],
    summary: 'The last result of "each", which gets the result for the previous items; "initial" for the first.',
  },
  $find: {
    operand: 'template',
    place: 'input',
    takes: ['array'],
    companions: [{ word: 'each', role: 'expression', place: 'input', required: true, variables: [item, index] }],
    mayVanish: true,
    summary: 'The first item for which the condition in "each" holds, or nothing.',
  },
  $match: {
    operand: 'cases',
    place: 'item-cases',
    companions: [],
    gives: 'array',
    summary: 'The list of the values whose conditions hold, sorted by the text of the conditions.',
  },
  $switch: {
    operand: 'cases',
    place: 'cases',
    companions: [],
    mayVanish: true,
    summary: 'The value whose condition holds, otherwise that of "$default", or nothing. Only one condition may hold.',
  },
  $merge: {
    operand: 'template',
    place: 'operands',
    takes: ['array'],
    companions: [],
    gives: 'object',
    summary: 'The objects of a list merged into one; if a key occurs several times, the last wins.',
  },
  $mergeDeep: {
    operand: 'template',
    place: 'operands',
    takes: ['array'],
    companions: [],
    gives: 'object',
    summary: 'The objects of a list merged into one, including objects inside them; lists are joined.',
  },
  $reverse: {
    operand: 'template',
    place: 'result',
    takes: ['array'],
    companions: [],
    gives: 'array',
    summary: 'The list in reverse order.',
  },
  $sort: {
    operand: 'template',
    place: 'result',
    takes: ['array'],
    companions: [{ word: 'by', role: 'expression', place: 'input', required: false, variables: [item] }],
    gives: 'array',
    summary: 'The list sorted by its items, or by the results of "by" for them: all strings or all numbers.',
  },
} as const satisfies Readonly<Record<string, OperatorSyntax>>;

export type OperatorName = keyof typeof OPERATOR_TABLE;

export const OPERATOR_NAMES = Object.keys(OPERATOR_TABLE) as readonly OperatorName[];

export function isOperator(key: string): key is OperatorName {
  return Object.hasOwn(OPERATOR_TABLE, key);
}

/** The description of an operator. */
export function operatorSyntax(name: OperatorName): OperatorSyntax {
  return OPERATOR_TABLE[name];
}

const IDENTIFIER = '[a-zA-Z_][a-zA-Z0-9_]*';

/** The pattern of a companion's key, with a group for each variable. */
function companionPattern({ word, variables }: Companion): string {
  if (!variables) return word;
  const names = variables.map(({ optional }, i) => {
    const comma = i === 0 ? '' : ',\\s*';
    return optional ? `(?:${comma}(${IDENTIFIER}))?` : `${comma}(${IDENTIFIER})`;
  });
  return `${word}\\(${names.join('')}\\)`;
}

interface Patterns {
  /** Matches the keys that json-e allows next to the operator. It is loose: `$if` also allows `otherwise` and `mythen`. */
  readonly allowed: RegExp;
  /** For each companion with variables, the pattern of the whole key. */
  readonly variables: ReadonlyMap<string, RegExp>;
}

/** The patterns of each operator. */
export const PATTERNS: ReadonlyMap<OperatorName, Patterns> = new Map(
  OPERATOR_NAMES.map((name) => {
    const { companions } = operatorSyntax(name);
    const allowed = new RegExp(`${[`\\${name}`, ...companions.map(companionPattern)].join('|')}$`);
    const variables = companions.flatMap((one) =>
      one.variables ? [[one.word, new RegExp(`^${companionPattern(one)}$`)] as const] : [],
    );
    return [name, { allowed, variables: new Map(variables) }];
  }),
);

/** Whether json-e allows a key in the mapping of an operator. It ignores most of the keys that it allows. */
export function isAllowedBeside(operator: OperatorName, key: string): boolean {
  return PATTERNS.get(operator)?.allowed.test(key) ?? false;
}

/** The variables that a key such as `each(x, i)` names: undefined for those left out, and for any other key. */
export function variablesIn(
  operator: OperatorName,
  word: string,
  key: string,
): readonly (string | undefined)[] | undefined {
  return PATTERNS.get(operator)?.variables.get(word)?.exec(key)?.slice(1);
}
