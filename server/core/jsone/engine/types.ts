import type { Span } from '../../base/text.js';
import type { Entry, MapNode, Node } from '../../syntax/node.js';
import type { Code, Source } from './code.js';
import type { SyntaxFailure } from './expression/parse.js';
import type { OperatorName } from './operator-table.js';
import type { Origin } from './origin.js';

export type { Source } from './code.js';

/**
 * What a template or an expression gives. Values are immutable and shared; each knows where it comes from. Besides the
 * values of JSON there are functions, and three kinds for what is not one value: `unknown`, `choice` and `absent`.
 */
export type Value =
  | StringValue
  | NumberValue
  | BooleanValue
  | NullValue
  | ArrayValue
  | ObjectValue
  | DateValue
  | FunctionValue
  | UnknownValue
  | ChoiceValue
  | AbsentValue;

export interface StringValue {
  readonly kind: 'string';
  readonly value: string;
  readonly origin: Origin | undefined;
}

export interface NumberValue {
  readonly kind: 'number';
  readonly value: number;
  readonly origin: Origin | undefined;
}

export interface BooleanValue {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly origin: Origin | undefined;
}

export interface NullValue {
  readonly kind: 'null';
  readonly value: null;
  readonly origin: Origin | undefined;
}

export interface ArrayValue {
  readonly kind: 'array';
  /** An item that may be missing is a choice with `absent` among its options. */
  readonly items: readonly Value[];
  /** How many items there are is not known: `items` are such as there may be, and if `others`, other ones may be there, too. */
  readonly open: boolean;
  readonly origin: Origin | undefined;
  readonly measure: Measure;
}

export interface ObjectValue {
  readonly kind: 'object';
  /** In the order in which JavaScript lists keys. */
  readonly fields: ReadonlyMap<string, Field>;
  /** There may be further fields. */
  readonly open: boolean;
  /** The mappings of the template that it is made of; of keys that several have, the last one counts. */
  readonly parts: readonly MapNode[];
  readonly origin: Origin | undefined;
  readonly measure: Measure;
}

export interface Field {
  readonly value: Value;
  /** Where the key stands in the template; undefined for what comes from the context or an expression. */
  readonly entry: Entry | undefined;
  /** The mapping that the entry stands in: one of the parts. */
  readonly owner: MapNode | undefined;
  /** The field that `$merge` or `$mergeDeep` put this one over. */
  readonly under?: Field;
  /** False if the field may be absent, or be overridden by something unknown. */
  readonly certain: boolean;
}

/** A timestamp of YAML that was not rendered; to JSON-e it is an object without keys. */
export interface DateValue {
  readonly kind: 'date';
  readonly value: Date;
  readonly origin: Origin | undefined;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly name: string;
  readonly definition: object;
  readonly origin: Origin | undefined;
}

/** A value of which only the types are known, or that there is none because of a problem. */
export interface UnknownValue {
  readonly kind: 'unknown';
  /** The types that it can have, as bits of `Types`. */
  readonly types: number;
  /** Why there is no value. What depends on it has none for the same reason, and is no problem of its own. */
  readonly problem: Problem | undefined;
  /** Of a text the pieces that are known; undefined stands for any text. */
  readonly pieces?: readonly (string | undefined)[];
  readonly origin: Origin | undefined;
}

/** One of several values; which one depends on something unknown. */
export interface ChoiceValue {
  readonly kind: 'choice';
  /** At least two; none is a choice itself. */
  readonly options: readonly Exclude<Value, ChoiceValue>[];
  readonly origin: Origin | undefined;
}

/**
 * Nothing: an `$if` without `else` whose condition does not hold. It disappears from the list or mapping around it, and
 * is an empty object where it comes into an expression (from `$match`).
 */
export interface AbsentValue {
  readonly kind: 'absent';
  readonly origin: Origin | undefined;
}

/** What is known of an array or object as a whole. */
export interface Measure {
  /** How many values it holds, itself and repetitions counted; texts count more the longer they are. */
  readonly size: number;
  readonly depth: number;
  /** What it holds somewhere, as bits of `Holds`. */
  readonly holds: number;
}

/** Something that json-e refuses, or that goes beyond the bounds. */
export interface Problem {
  /** What is wrong, in a form that a caller can make a sentence of. */
  readonly detail: Detail;
  /** What json-e says, without the name of the error. */
  readonly message: string;
  /** The node of the template: a scalar with an expression, an operator's mapping, a key. */
  readonly node: Node;
  /** The place in the text: in an expression the part that is wrong, else the node. */
  readonly span: Span;
  /** The text that `span` counts in. */
  readonly source: Source;
  /** The expression, if it is in one, and the part of it, in offsets of the string that holds it. */
  readonly code: Code | undefined;
  readonly within: Span | undefined;
  /** False if it depends on something unknown whether this is evaluated at all. */
  readonly certain: boolean;
  /** The loops and variables around it, the innermost first. */
  readonly trail: Trail | undefined;
}

/** One step of the way to a value. */
export interface Trail {
  readonly outer: Trail | undefined;
  /** The operator's mapping. */
  readonly node: MapNode;
  readonly operator: OperatorName;
  /** Of a loop the index or key of the item; of `$let` the name of the variable. */
  readonly key: string | number;
  /** Of a loop the item. */
  readonly item: Value | undefined;
}

export type Detail =
  | { readonly code: 'syntax'; readonly failure: SyntaxFailure }
  /** An operand is missing, as in `(1 + )`, or all of the expression, as in `${}`. */
  | { readonly code: 'missing-operand' }
  | { readonly code: 'unknown-name'; readonly name: string; readonly known: readonly string[] }
  /** `object.property`, and the object has no such property. */
  | { readonly code: 'no-property'; readonly property: string; readonly object: Value; readonly objectSpan: Span }
  /** `value.property`, and the value is no object. */
  | { readonly code: 'no-object'; readonly property: string; readonly value: Value; readonly valueSpan: Span }
  /** `value[…]`, and the value is no object, list or text. */
  | { readonly code: 'no-container'; readonly value: Value; readonly valueSpan: Span }
  /** What stands in the brackets is no whole number, or for an object no text. */
  | { readonly code: 'wrong-index'; readonly container: Value; readonly index: Value | undefined }
  | { readonly code: 'out-of-bounds'; readonly index: number; readonly length: number }
  /** An operator of an expression gets what it does not take. */
  | { readonly code: 'wrong-operand'; readonly operator: string; readonly operands: readonly Value[] }
  | { readonly code: 'division-by-zero' }
  | { readonly code: 'not-callable'; readonly value: Value }
  /** `argument`: the index of the wrong one; undefined if there are too few or too many. */
  | {
      readonly code: 'wrong-arguments';
      readonly name: string;
      readonly argument: number | undefined;
      readonly args: readonly Value[];
    }
  | { readonly code: 'uncalled-function'; readonly name: string }
  /** A list or an object in a text. */
  | { readonly code: 'not-text'; readonly value: Value }
  | { readonly code: 'several-operators'; readonly operators: readonly OperatorName[] }
  /** Keys that do not belong beside an operator. */
  | { readonly code: 'stray-keys'; readonly operator: OperatorName; readonly keys: readonly string[] }
  /** A key that has to stand beside an operator is missing, or not as it should be. */
  | { readonly code: 'missing-key'; readonly operator: OperatorName; readonly key: string }
  /** What stands under the operator is not of the kind that it takes. `value`: what it is, if it was evaluated. */
  | {
      readonly code: 'wrong-operand-of-operator';
      readonly operator: OperatorName;
      readonly value: Value | undefined;
      /** Of a list that holds what it must not: the index of such an item. */
      readonly item?: number;
      /** What stands there in the place of an expression. */
      readonly written?: Node;
    }
  /** What stands beside the operator, e.g. the body of a loop over an object, is not of the right kind. */
  | {
      readonly code: 'wrong-body';
      readonly operator: OperatorName;
      /** The key that it stands under. */
      readonly key: string;
      /** What comes of it, if it is not an expression that is missing. */
      readonly value: Value | undefined;
      /** What stands there in the place of an expression. */
      readonly written?: Node;
    }
  | { readonly code: 'dollar-then' }
  | { readonly code: 'wrong-variable'; readonly name: string }
  | { readonly code: 'several-true'; readonly conditions: readonly { readonly text: string; readonly node: Node }[] }
  /** `$name` as a key: that is kept for operators. */
  | { readonly code: 'reserved-key'; readonly key: string }
  | { readonly code: 'time-span'; readonly text: string }
  | { readonly code: 'unsortable'; readonly values: readonly Value[] }
  | { readonly code: 'limit'; readonly limit: 'steps' | 'depth' | 'size' };
