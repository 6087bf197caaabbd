import type { Span } from '../../base/text.js';
import type { Node } from '../../syntax/node.js';
import type { Locate } from '../../syntax/source-map.js';
import type { Expression } from './expression/ast.js';
import type { SyntaxFailure } from './expression/parse.js';
import type { OperatorName } from './operator-table.js';

/**
 * A text from which a template was compiled. Offsets of its nodes count from the start of this text. If the nodes move on to
 * the next version of a text, it becomes that version; otherwise it never changes.
 */
export interface Source {
  readonly text: string;
}

/** An expression and its location. */
export interface Code {
  readonly node: Node;
  readonly source: Source;
  readonly expression: Expression | undefined;
  readonly failure: SyntaxFailure | undefined;
  /** The range of the expression in the scalar's content. */
  readonly within: Span;
  /** The text of the expression. */
  readonly text: string;
  /** Converts a range of the scalar's content to a range of the source. */
  readonly locate: Locate;
  /** It only counts as true or false: the condition of `$if` or `$find`. */
  readonly isTest?: true;
  /** For a condition of `$switch` or `$match`: the operator, and the other keys. */
  readonly condition?: { readonly operator: OperatorName; readonly keys: readonly string[] };
}
