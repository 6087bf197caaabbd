import type { Span } from '../../base/text.js';
import type { Bounds } from './bounds.js';
import type { ContextPath, Slice } from './origin.js';
import type { Scope } from './scope.js';
import type { Code, Place, Template } from './template.js';
import type { TypeName } from './type-names.js';
import type { Detail, Problem, Trail, UnknownValue, Value } from './types.js';

/** What operators and functions need of the evaluation that they are part of. */
export interface Evaluator {
  readonly bounds: Bounds;
  /** Whether what an operator would skip is evaluated, too. */
  readonly thorough: boolean;
  /** Renders a template. May give `absent`. */
  render(template: Template, scope: Scope): Value;
  /** The value of an expression, with the node that it stands in as its origin. */
  evaluate(code: Code, scope: Scope): Value;
  /** The same, with the origin that the value has by itself: none, if the expression made it. */
  raw(code: Code, scope: Scope): Value;
  /** Records a problem; gives the value that stands for what there is none of. */
  fail(detail: Detail, message: string, place: Place): UnknownValue;
  /** Set once the bounds are reached: everything that is still to do gives this. */
  readonly over: UnknownValue | undefined;
  /** Counts one step. Whether it may be done; if not, `charge` gives what stands for its value. */
  step(): boolean;
  /** Counts steps. Gives a value only if there were too many. */
  charge(steps: number, place: Place): UnknownValue | undefined;
  /** Counts a text of that length. Gives a value only if it is too long, or one too many. */
  chargeText(length: number, place: Place): UnknownValue | undefined;
  /** The value, unless it is too large or too deep. */
  fitting(value: Value, place: Place): Value;
  /** Does something that may not be done at all once everything is known. */
  supposing<T>(action: () => T): T;
  /** Does something in a loop or for a variable. */
  within<T>(step: Omit<Trail, 'outer'>, action: () => T): T;
  /** The value for one or several possible values. */
  oneOf(values: readonly Value[]): Value;
  /** `operation` for each alternative of a value; for all but choices, for the value itself. */
  each(value: Value, operation: (value: Exclude<Value, { kind: 'choice' }>) => Value): Value;
  /** Notes that something of the context is looked at. */
  read(read: Read): void;
  /** Notes that the context is asked for a variable, if no other variable hides it. */
  test(name: string, site: Omit<Site, 'evaluator'>): void;
  /** Notes that something of the context is compared. */
  compare(comparison: Comparison): void;
  /** Notes that a function looks at variables that its call does not name: the result cannot be told by those it names. */
  dependOnScope(): void;
  call(definition: FunctionDefinition, name: string, args: readonly Value[], site: Omit<Site, 'evaluator'>): Value;
  /** The time that the caller says it is (ISO 8601), for templates that hide `now`. */
  readonly clock: string;
}

/** Where and in which surroundings a function is called. */
export interface Site {
  readonly evaluator: Evaluator;
  readonly scope: Scope;
  readonly code: Code;
  /** The call. */
  readonly at: Span;
  readonly place: Place;
}

/** Something of the context that was looked at. */
export interface Read {
  /** The expression, and the part of it that looks. */
  readonly code: Code;
  readonly at: Span;
  readonly path: ContextPath;
  /**
   * `name`: a variable. `member`: `a.b`, which fails if there is no `b`. `index`: `a['b']` or `a[0]`, which is null without
   * `b`. `test`: `'b' in a`, or `defined('a')`.
   */
  readonly how: 'name' | 'member' | 'index' | 'test';
}

/** Something of the context that was compared with another value. */
export interface Comparison {
  readonly code: Code;
  readonly at: Span;
  readonly path: ContextPath | Slice;
  readonly operator: '==' | '!=' | 'in' | '<' | '>' | '<=' | '>=';
  /** Of `in`: which side the context's value is on. */
  readonly side: 'left' | 'right';
  readonly other: Value;
}

/** A call of a function that the caller brought along. */
export interface FunctionCall {
  readonly code: Code;
  readonly at: Span;
  readonly name: string;
  readonly args: readonly Value[];
}

/** A parameter of a function. */
export interface Parameter {
  readonly name: string;
  readonly types: readonly TypeName[];
  /** Only whole numbers. */
  readonly integer?: true;
  readonly optional?: true;
}

/** A function that expressions can call. */
export interface FunctionDefinition {
  /** Undefined: any arguments, unchecked, as of functions that a caller of json-e brings along. */
  readonly parameters?: readonly Parameter[];
  /** Further arguments may follow. */
  readonly rest?: Parameter;
  /** The types of what it gives. */
  readonly gives: readonly TypeName[];
  /** One line for people. */
  readonly summary: string;
  /** The value for known arguments, of the types that the parameters say. Gets the origin that its value is to have. */
  readonly call: (args: readonly Value[], site: Site) => Value;
  /** Whether it looks at variables that are no arguments. */
  readonly readsScope?: true;
  /** Whether `call` also takes arguments that are not known entirely. */
  readonly lenient?: true;
}

/** What was noted, in its order, in parts that several evaluations share. */
export type Rope<T> = (T | Rope<T>)[];

/** What one evaluation notes besides its value. */
export interface Record {
  readonly problems: Problem[];
  reads: Rope<Read>;
  comparisons: Rope<Comparison>;
  calls: Rope<FunctionCall>;
}

/** What a rope holds; a part that it holds several times once. */
export function flatten<T extends object>(rope: Rope<T>): T[] {
  const all: T[] = [];
  const seen = new Set<Rope<T>>();
  const add = (part: Rope<T>): void => {
    for (const one of part) {
      if (!Array.isArray(one)) all.push(one);
      else if (!seen.has(one)) add(seen.add(one) && one);
    }
  };
  add(rope);
  return all;
}
