import type { Span } from '../../base/text.js';
import type { Bounds } from './bounds.js';
import type { ContextPath, Slice } from './origin.js';
import type { Scope } from './scope.js';
import type { Code, Place, Template } from './template.js';
import type { TypeName } from './type-names.js';
import type { Detail, Problem, Trail, UnknownValue, Value } from './types.js';

/** What operators and functions need from the evaluation they belong to. */
export interface Evaluator {
  readonly bounds: Bounds;
  /** Whether to evaluate even the parts that an operator would skip. */
  readonly thorough: boolean;
  /** Renders a template. May give `absent`. */
  render(template: Template, scope: Scope): Value;
  /** The value of an expression, with the node that contains it as its origin. */
  evaluate(code: Code, scope: Scope): Value;
  /** The same, with the value's own origin: none if the expression created it. */
  raw(code: Code, scope: Scope): Value;
  /** Records a problem; returns a placeholder for the missing value. */
  fail(detail: Detail, message: string, place: Place): UnknownValue;
  /** Set once the bounds are reached: the result of everything that remains. */
  readonly over: UnknownValue | undefined;
  /** Counts one step and returns whether it may be done; if not, `charge` returns the placeholder for its value. */
  step(): boolean;
  /** Counts steps. Returns a value only if there were too many. */
  charge(steps: number, place: Place): UnknownValue | undefined;
  /** Counts a text of that length. Returns a value only if it exceeds the bounds. */
  chargeText(length: number, place: Place): UnknownValue | undefined;
  /** The value, unless it is too large or too deep. */
  fitting(value: Value, place: Place): Value;
  /** Runs something that may not happen at all once everything is known. */
  supposing<T>(action: () => T): T;
  /** Runs something in a loop or for a variable. */
  within<T>(step: Omit<Trail, 'outer'>, action: () => T): T;
  /** Combines one or several possible values into one. */
  oneOf(values: readonly Value[]): Value;
  /** Calls `operation` for each alternative of a choice, or for any other value itself. */
  each(value: Value, operation: (value: Exclude<Value, { kind: 'choice' }>) => Value): Value;
  /** Notes that something in the context is read. */
  read(read: Read): void;
  /** Notes that a variable of the context is read, if no other variable hides it. */
  test(name: string, site: Omit<Site, 'evaluator'>): void;
  /** Notes that something in the context is compared. */
  compare(comparison: Comparison): void;
  /** Notes that a function reads variables that its call does not name, so that the result does not only depend on those. */
  dependOnScope(): void;
  call(definition: FunctionDefinition, name: string, args: readonly Value[], site: Omit<Site, 'evaluator'>): Value;
  /** The current time according to the caller (ISO 8601), for templates that hide `now`. */
  readonly clock: string;
}

/** The location and context of a function call. */
export interface Site {
  readonly evaluator: Evaluator;
  readonly scope: Scope;
  readonly code: Code;
  /** The call. */
  readonly at: Span;
  readonly place: Place;
}

/** Something in the context that was read. */
export interface Read {
  /** The expression, and the part of it that reads. */
  readonly code: Code;
  readonly at: Span;
  readonly path: ContextPath;
  /**
   * `name`: a variable. `member`: `a.b`, which fails if there is no `b`. `index`: `a['b']` or `a[0]`, which is null if there is
   * no `b`. `test`: `'b' in a`, or `defined('a')`.
   */
  readonly how: 'name' | 'member' | 'index' | 'test';
}

/** Something in the context that was compared with another value. */
export interface Comparison {
  readonly code: Code;
  readonly at: Span;
  readonly path: ContextPath | Slice;
  readonly operator: '==' | '!=' | 'in' | '<' | '>' | '<=' | '>=';
  /** For `in`: the side with the context's value. */
  readonly side: 'left' | 'right';
  readonly other: Value;
}

/** A call of a function provided by the caller. */
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

/** What users are told about a function that expressions can call. */
export interface FunctionSignature {
  /** Undefined: any arguments, unchecked, as for functions provided by a caller of json-e. */
  readonly parameters?: readonly Parameter[];
  /** More arguments may follow. */
  readonly rest?: Parameter;
  /** The types of the result. */
  readonly gives: readonly TypeName[];
  /** A short description for users. */
  readonly summary: string;
}

/** A function that expressions can call. */
export interface FunctionDefinition extends FunctionSignature {
  /** Computes the value for known arguments of the parameters' types. Receives the origin for that value. */
  readonly call: (args: readonly Value[], site: Site) => Value;
  /** Whether it reads variables that are not arguments. */
  readonly readsScope?: true;
  /** Whether `call` also takes arguments that are only partly known. */
  readonly lenient?: true;
}

/** Notes in their order, in parts that several evaluations share. */
export type Rope<T> = (T | Rope<T>)[];

/** What one evaluation notes besides its value. */
export interface Record {
  readonly problems: Problem[];
  reads: Rope<Read>;
  comparisons: Rope<Comparison>;
  calls: Rope<FunctionCall>;
}

/** The contents of a rope; a part that occurs several times is listed once. */
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
