import type { Span } from '../../base/text.js';
import type { Node } from '../../syntax/node.js';
import type { Locate } from '../../syntax/source-map.js';
import type { Expression } from './expression/ast.js';
import type { SyntaxFailure } from './expression/parse.js';
import type { OperatorName } from './operator-table.js';

/** A text that a template was compiled from. Offsets of its nodes count from the start of this text. */
export interface Source {
  readonly text: string;
}

/** An expression and where it stands. */
export interface Code {
  readonly node: Node;
  readonly source: Source;
  readonly expression: Expression | undefined;
  readonly failure: SyntaxFailure | undefined;
  /** The stretch of the scalar's content that is the expression. */
  readonly within: Span;
  /** The text of the expression. */
  readonly text: string;
  /** From a stretch of the scalar's content to the stretch of the source. */
  readonly locate: Locate;
  /** Of a condition of `$switch` or `$match`: the operator, and the keys beside it. */
  readonly condition?: { readonly operator: OperatorName; readonly keys: readonly string[] };
}
