import addBuiltins from 'json-e/src/builtins.js';
import { OPERATORS } from './operators.js';

/**
 * Rendering ends in time, whatever the template. What multiplies is the body of a loop, and what grows beyond the text is
 * a value that has a name: it can stand in the next one several times. So a template is given calls of functions that
 * count the steps of its loops and weigh what it binds, and that throw when it becomes too much. The functions of JSON-e
 * are counted too. What is left is bounded by the text.
 */

/** The error of a rendering that was stopped. */
export const TOO_MANY_STEPS = 'the template takes too many steps';

/** The names under which a template calls the counting functions; and a variable that is bound to be weighed. */
const TICK = '__tick';
const WEIGHED = '__weighed';
const VALUE = '__value';
/** The variable that the count is bound to. Nobody reads it. */
const TICKED = '__ticked';

/** How many steps one rendering may take. A step is what a plain scalar costs: half a microsecond or so. */
const MAX_STEPS = 200_000;
/** How many values one that has a name, or the result, may consist of, each counted as often as it stands in there. */
const MAX_WEIGHT = 100_000;
/** How many values are copied, compared or written in the time of a step; and characters in that of a value. */
const VALUES_PER_STEP = 20;
const CHARACTERS_PER_VALUE = 10;
/** How long a `range()` may be. */
const MAX_RANGE = 4_000;
/** Strings up to this length are not told apart when they are weighed. */
const SHORT = 100;

/** How many steps a call costs that counts, and an expression at least; it is read anew each time. */
const STEPS_PER_EXPRESSION = 10;

/** How many steps it takes to render a scalar, or the key of a mapping, once. Expressions show by their operators. */
export function costOf(text: string): number {
  const isExpression = /[$.[(=!<>+*]/.test(text);
  return isExpression ? STEPS_PER_EXPRESSION + text.length / 10 : 1 + text.length / 50;
}

/**
 * Puts the counting calls into a mapping of a template, if it is one of the operators that need it. `costs`: of its keys,
 * what their values cost.
 */
export function countSteps(map: Record<string, unknown>, costs: ReadonlyMap<string, number>): void {
  const operator = OPERATORS.find((name) => Object.hasOwn(map, name));
  switch (operator) {
    case '$map':
    case '$reduce':
    case '$find':
    case '$sort':
      for (const key of Object.keys(map)) {
        const variables = /^(?:each|by)\(([^()]*)\)$/.exec(key)?.[1];
        if (variables === undefined) continue;
        const names = variables.split(',').map((name) => name.trim());
        const [body, cost] = [map[key], costs.get(key) ?? 0];
        const isExpression = (operator === '$find' || operator === '$sort') && typeof body === 'string';
        map[key] = isExpression ? countedExpression(body, cost) : countedBody(body, cost, names);
      }
      break;
    case '$let':
      if (typeof map.$let !== 'object' || map.$let === null || map.in === undefined || map.in === null) break;
      // The names of what is computed are not known yet.
      if (isOperator(map.$let) || Object.keys(map.$let).some((key) => key.includes('${'))) map.$let = weighed(map.$let);
      else map.in = countedBody(map.in, 0, Object.keys(map.$let));
      break;
    case '$json':
    case '$flattenDeep':
    case '$mergeDeep':
      // They go through all that is in their value.
      map[operator] = weighed(map[operator]);
      break;
  }
}

function isOperator(map: object): boolean {
  return OPERATORS.some((name) => Object.hasOwn(map, name));
}

/** Counts before `body` is rendered, and weighs the variables of these names: an `$if` may have left one out. */
function countedBody(body: unknown, cost: number, names: readonly string[]): unknown {
  return {
    $let: { [TICKED]: { $eval: `${TICK}(${[cost, ...names.map((name) => JSON.stringify(name))].join()})` } },
    in: body,
  };
}

function countedExpression(expression: string, cost: number): string {
  return `[${TICK}(${cost}), (${expression})][1]`;
}

/** A template that renders to the same, and is weighed then. In a list, as it may render to nothing. */
export function weighed(template: unknown): unknown {
  return { $let: { [VALUE]: [template] }, in: { $eval: `${WEIGHED}(${VALUE})` } };
}

const BUILTINS = addBuiltins({});

/** How many steps renderings may still take together. */
export interface Budget {
  left: number;
}

/** What the renderings of one document for all events may take together. */
export function budgetForAllEvents(): Budget {
  return { left: 10 * MAX_STEPS };
}

/**
 * The functions for the context of one rendering: those that count, and JSON-e's own, which then are counted. What it takes
 * is taken from the budget.
 */
export function countingFunctions(budget: Budget): Record<string, unknown> {
  const weights = new WeakMap<object, number>();
  const strings = new Set<string>();
  let steps = 0;

  const take = (more: number): void => {
    steps += more;
    budget.left -= more;
    if (!(steps <= MAX_STEPS && budget.left >= 0)) throw new Error(TOO_MANY_STEPS);
  };
  /** How many values are in one. Each mapping and list is gone through once, however often it stands somewhere. */
  const weigh = (value: unknown): number => {
    if (typeof value === 'string') {
      if (value.length > SHORT && !strings.has(value)) {
        take(value.length / CHARACTERS_PER_VALUE / VALUES_PER_STEP);
        strings.add(value);
      }
      return 1 + value.length / CHARACTERS_PER_VALUE;
    }
    if (typeof value !== 'object' || value === null) return 1;
    const known = weights.get(value);
    if (known !== undefined) return known;
    const inner = Object.values(value);
    take(inner.length / VALUES_PER_STEP);
    let weight = 1;
    for (const one of inner) weight += weigh(one);
    weights.set(value, weight);
    return weight;
  };
  const hold = (value: unknown): number => {
    const weight = weigh(value);
    if (!(weight <= MAX_WEIGHT)) throw new Error(TOO_MANY_STEPS);
    return weight;
  };

  const counting: Record<string, unknown> = {
    [TICK]: builtin((scope, cost, ...names) => {
      take(STEPS_PER_EXPRESSION + Number(cost));
      for (const name of names) hold(scope[String(name)]);
      return null;
    }),
    [WEIGHED]: builtin((_scope, list) => {
      take(hold(list) / VALUES_PER_STEP);
      // What renders to nothing is an empty mapping to json-e.
      return Array.isArray(list) && list.length > 0 ? list[0] : {};
    }),
  };
  for (const [name, call] of Object.entries(BUILTINS)) {
    counting[name] = builtin((scope, ...given) => {
      for (const one of given) take(1 + weigh(one) / VALUES_PER_STEP);
      if (name === 'range' && !(lengthOfRange(given) <= MAX_RANGE)) throw new Error(TOO_MANY_STEPS);
      // json-e's own takes quadratic time.
      const result = name === 'rstrip' && typeof given[0] === 'string' ? given[0].trimEnd() : call(scope, ...given);
      take(weigh(result) / VALUES_PER_STEP);
      return result;
    });
  }
  return counting;
}

function lengthOfRange([start, end, step = 1]: readonly unknown[]): number {
  // What is no number is refused.
  const length = Math.ceil((Number(end) - Number(start)) / Number(step));
  return Number.isNaN(length) ? 0 : length;
}

/** A function that json-e hands the context as its first argument. */
function builtin(call: (scope: Readonly<Record<string, unknown>>, ...given: unknown[]) => unknown): unknown {
  return Object.assign(call, { jsone_builtin: true });
}
