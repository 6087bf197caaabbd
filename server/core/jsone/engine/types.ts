import type { Span } from '../../base/text.js';
import type { Entry, MapNode, Node } from '../../syntax/node.js';
import type { Code, Source } from './code.js';
import type { SyntaxFailure } from './expression/parse.js';
import type { OperatorName } from './operator-table.js';
import type { Origin } from './origin.js';

export type { Source } from './code.js';

/**
 * The result of a template or an expression. Values are immutable and shared; each has an origin. In addition to JSON values
 * there are functions, and three kinds for anything that is not a single value: `unknown`, `choice` and `absent`.
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
  /** The number of items is unknown: `items` are possible ones, and with `others` there may also be different ones. */
  readonly open: boolean;
  readonly origin: Origin | undefined;
  readonly measure: Measure;
}

export interface ObjectValue {
  readonly kind: 'object';
  /** In the order in which JavaScript lists keys. */
  readonly fields: ReadonlyMap<string, Field>;
  /** There may be more fields. */
  readonly open: boolean;
  /** The mappings of the template it is made from; if several have a key, the last one wins. */
  readonly parts: readonly MapNode[];
  readonly origin: Origin | undefined;
  readonly measure: Measure;
}

export interface Field {
  readonly value: Value;
  /** The key in the template; undefined for fields from the context or an expression. */
  readonly entry: Entry | undefined;
  /** The mapping that contains the entry: one of the parts. */
  readonly owner: MapNode | undefined;
  /** The field that this one overrides in a `$merge` or `$mergeDeep`. */
  readonly under?: Field;
  /** False if the field may be absent, or be overridden by something unknown. */
  readonly certain: boolean;
}

/** A YAML timestamp that was not rendered; JSON-e treats it as an object without keys. */
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

/** A value of which only the types are known, or a placeholder for one that is missing because of a problem. */
export interface UnknownValue {
  readonly kind: 'unknown';
  /** The possible types, as bits of `Types`. */
  readonly types: number;
  /** Why there is no value. Anything that depends on it also has none, which is not a separate problem. */
  readonly problem: Problem | undefined;
  /** The known pieces of a text; undefined stands for any text. */
  readonly pieces?: readonly (string | undefined)[];
  readonly origin: Origin | undefined;
}

/** One of several values; which one depends on something unknown. */
export interface ChoiceValue {
  readonly kind: 'choice';
  /** At least two, none of which is a choice itself. */
  readonly options: readonly Exclude<Value, ChoiceValue>[];
  readonly origin: Origin | undefined;
}

/**
 * Nothing: an `$if` without `else` whose condition does not hold. It disappears from the list or mapping around it, and is an
 * empty object if it gets into an expression (from `$match`).
 */
export interface AbsentValue {
  readonly kind: 'absent';
  readonly origin: Origin | undefined;
}

/** A summary of an array or object. */
export interface Measure {
  /** How many values it contains, including itself and repetitions; longer texts count more. */
  readonly size: number;
  readonly depth: number;
  /** What it contains anywhere, as bits of `Holds`. */
  readonly holds: number;
}

/** Something that json-e rejects, or that exceeds the bounds. */
export interface Problem {
  /** What is wrong, in a form from which a caller can create a message. */
  readonly detail: Detail;
  /** The message of json-e, without the name of the error. */
  readonly message: string;
  /** The node of the template: a scalar with an expression, an operator's mapping, a key. */
  readonly node: Node;
  /** The place in the text: the wrong part of an expression, else the node. */
  readonly span: Span;
  /** The text to which `span` refers. */
  readonly source: Source;
  /** If the problem is in an expression: the expression, and the part of it in offsets of the string that contains it. */
  readonly code: Code | undefined;
  readonly within: Span | undefined;
  /** False if it depends on something unknown whether this is evaluated. */
  readonly certain: boolean;
  /** The loops and variables around it, the innermost first. */
  readonly trail: Trail | undefined;
}

/** One step on the path to a value. */
export interface Trail {
  readonly outer: Trail | undefined;
  /** The operator's mapping. */
  readonly node: MapNode;
  readonly operator: OperatorName;
  /** For a loop, the index or key of the item; for `$let`, the name of the variable. */
  readonly key: string | number;
  /** For a loop, the item. */
  readonly item: Value | undefined;
}

export type Detail =
  | { readonly code: 'syntax'; readonly failure: SyntaxFailure }
  /** An operand is missing, as in `(1 + )`, or the whole expression, as in `${}`. */
  | { readonly code: 'missing-operand' }
  | { readonly code: 'unknown-name'; readonly name: string; readonly known: readonly string[] }
  /** `object.property`, and the object has no such property. */
  | { readonly code: 'no-property'; readonly property: string; readonly object: Value; readonly objectSpan: Span }
  /** `value.property`, and the value is not an object. */
  | { readonly code: 'no-object'; readonly property: string; readonly value: Value; readonly valueSpan: Span }
  /** `value[…]`, and the value is not an object, list or text. */
  | { readonly code: 'no-container'; readonly value: Value; readonly valueSpan: Span }
  /** The index is not a whole number, or for an object not a text. */
  | { readonly code: 'wrong-index'; readonly container: Value; readonly index: Value | undefined }
  | { readonly code: 'out-of-bounds'; readonly index: number; readonly length: number }
  /** An operator of an expression has an operand that it does not take. */
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
  /** Keys that are not allowed next to an operator. */
  | { readonly code: 'stray-keys'; readonly operator: OperatorName; readonly keys: readonly string[] }
  /** A required key of an operator is missing or malformed. */
  | { readonly code: 'missing-key'; readonly operator: OperatorName; readonly key: string }
  /** The operand has a type that the operator does not take. `value`: the operand, if it was evaluated. */
  | {
      readonly code: 'wrong-operand-of-operator';
      readonly operator: OperatorName;
      readonly value: Value | undefined;
      /** For a list with an invalid item: the index of that item. */
      readonly item?: number;
      /** The node that should be an expression. */
      readonly written?: Node;
    }
  /** The value of another key of the operator, e.g. the body of a loop over an object, has the wrong type. */
  | {
      readonly code: 'wrong-body';
      readonly operator: OperatorName;
      /** Its key. */
      readonly key: string;
      /** Its result, unless the problem is a missing expression. */
      readonly value: Value | undefined;
      /** The node that should be an expression. */
      readonly written?: Node;
    }
  | { readonly code: 'dollar-then' }
  | { readonly code: 'wrong-variable'; readonly name: string }
  | { readonly code: 'several-true'; readonly conditions: readonly { readonly text: string; readonly node: Node }[] }
  /** `$name` as a key, which is reserved for operators. */
  | { readonly code: 'reserved-key'; readonly key: string }
  | { readonly code: 'time-span'; readonly text: string }
  | { readonly code: 'unsortable'; readonly values: readonly Value[] }
  | { readonly code: 'limit'; readonly limit: 'steps' | 'depth' | 'size' };
