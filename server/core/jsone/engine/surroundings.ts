import type { Span } from '../../base/text.js';
import type { Evaluator } from './evaluator.js';
import { contextOf, type Slice } from './origin.js';
import type { Scope } from './scope.js';
import { type Code, type Place, placeIn } from './template.js';
import type { ObjectValue, Value } from './types.js';
import { object, unknown, withOrigin } from './value.js';

/** A value that is not a choice. */
export type One = Exclude<Value, { kind: 'choice' }>;

/** An expression with the variables in scope, and its evaluator. */
export class Surroundings {
  constructor(
    readonly code: Code,
    readonly scope: Scope,
    readonly evaluator: Evaluator,
  ) {}

  /** Notes a read, and sets the value's place in the context. */
  passOn(container: Value, key: string | number, value: Value, how: 'member' | 'index', span: Span): Value {
    const at = contextOf(container.origin);
    if (at?.kind !== 'context') return value;
    const path = { kind: 'context', parent: at, key } as const;
    this.evaluator.read({ path, how, code: this.code, at: span });
    return withOrigin(value, path);
  }

  /** Notes a read of something missing or unknown; for the latter, returns its possible values. */
  reading(container: Value, key: string | number, how: 'member' | 'index' | 'test', span: Span): Value | undefined {
    const at = contextOf(container.origin);
    if (at?.kind !== 'context') return undefined;
    const path = { kind: 'context', parent: at, key } as const;
    this.evaluator.read({ path, how, code: this.code, at: span });
    return unknown(undefined, path);
  }

  slice(value: Value, from: One, to: One | undefined): Slice | undefined {
    const of = contextOf(value.origin);
    if (of?.kind !== 'context') return undefined;
    const bound = (at: One | undefined): number | undefined => (at?.kind === 'number' ? at.value : undefined);
    return { kind: 'slice', of, from: bound(from), to: bound(to) };
  }

  compared(operator: '==' | '!=' | 'in' | '<' | '>' | '<=' | '>=', left: Value, right: Value, span: Span): void {
    for (const [side, value, other] of [['left', left, right] as const, ['right', right, left] as const]) {
      const path = contextOf(value.origin);
      if (path) this.evaluator.compare({ path, operator, side, other, code: this.code, at: span });
    }
  }

  each(value: Value, operation: (one: One) => Value): Value {
    return value.kind === 'choice' ? this.evaluator.each(value, operation) : operation(value);
  }

  fitting(value: Value, span: Span): Value {
    return this.spend(span) ?? this.evaluator.fitting(value, this.place(span));
  }

  /** Counts a step without creating a location. */
  spend(span: Span): Value | undefined {
    return this.evaluator.step() ? undefined : this.evaluator.charge(0, this.place(span));
  }

  span({ start, end }: Span): Span {
    return this.code.locate({ start, end }) ?? this.code.node;
  }

  place(span: Span): Place {
    return placeIn(this.code, span);
  }
}

const EMPTY: ObjectValue = object(new Map());

/** The value itself if there is none because of a problem. */
export function poisonOf(value: Value): Extract<Value, { kind: 'unknown' }> | undefined {
  return value.kind === 'unknown' && value.problem ? value : undefined;
}

/** The value as an object, if json-e treats it as one. */
export function fieldsOf(value: Value): ObjectValue | undefined {
  if (value.kind === 'object') return value;
  return value.kind === 'date' || value.kind === 'absent' ? EMPTY : undefined;
}
