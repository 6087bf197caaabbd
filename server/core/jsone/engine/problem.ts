import type { Span } from '../../base/text.js';
import type { MapNode, Node } from '../../syntax/node.js';
import type { SyntaxFailure } from './expression/parse.js';
import type { OperatorName } from './operator-table.js';
import type { Value } from './value.js';

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
  /** False if it depends on something unknown whether this is evaluated at all. */
  readonly certain: boolean;
  /** The loops and variables around it, the innermost first. */
  readonly trail: Trail | undefined;
}

/** A text that a template was compiled from. Offsets of its nodes count from the start of this text. */
export interface Source {
  readonly text: string;
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
      /** Of a list that holds what it must not: the index of the first such item. */
      readonly item?: number;
    }
  /** What stands beside the operator, e.g. the body of a loop over an object, is not of the right kind. */
  | { readonly code: 'wrong-body'; readonly operator: OperatorName; readonly value: Value | undefined }
  | { readonly code: 'dollar-then' }
  | { readonly code: 'wrong-variable'; readonly name: string }
  | { readonly code: 'several-true'; readonly conditions: readonly { readonly text: string; readonly node: Node }[] }
  /** `$name` as a key: that is kept for operators. */
  | { readonly code: 'reserved-key'; readonly key: string }
  | { readonly code: 'time-span'; readonly text: string }
  | { readonly code: 'time'; readonly value: Value }
  | { readonly code: 'unsortable'; readonly values: readonly Value[] }
  | { readonly code: 'limit'; readonly limit: 'steps' | 'depth' | 'size' };
