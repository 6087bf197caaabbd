import { spansStartingIn } from '../base/text.js';
import type { TextEdit } from '../base/text-edit.js';
import type { Node, SyntaxTree } from '../syntax/node.js';

/** Replaces a node with a source of one line, and keeps the comment behind the `|` or `>` of a block scalar. */
export function replaceNode(tree: SyntaxTree, node: Node, source: string): TextEdit {
  return { span: { start: node.start, end: node.end }, newText: source + headerComment(tree, node) };
}

/** The comment behind the `|` or `>` of a block scalar, with a space before it; empty if there is none. */
export function headerComment({ text, comments }: SyntaxTree, node: Node): string {
  if (node.kind !== 'scalar' || node.style !== 'block') return '';
  const [comment] = spansStartingIn(comments, node);
  return comment ? ` ${text.slice(comment.start, comment.end)}` : '';
}
