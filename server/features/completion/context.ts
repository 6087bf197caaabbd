import type { Node, SyntaxTree } from '../../core/syntax/node.js';
import { blockContext } from './block-context.js';
import type { CompletionContext } from './completion-context.js';
import { flowContext } from './flow-context.js';

/** The slot at an offset, in whatever state the text is; undefined where only free text is possible. */
export function completionContextAt(tree: SyntaxTree, offset: number): CompletionContext | undefined {
  if (tree.comments.some(({ start, end }) => start < offset && offset <= end)) return undefined;
  if (tree.syntax !== 'yaml') return flowContext(tree.text, 0, offset, true);
  const start = flowStart(tree, offset);
  return start === undefined ? blockContext(tree, offset) : flowContext(tree.text, start, offset, false);
}

/** The start of the outermost flow collection around the offset, closed or not; undefined if there is none. */
function flowStart({ roots, text }: SyntaxTree, offset: number): number | undefined {
  let node: Node | undefined = roots.findLast((root) => root.start <= offset);
  while (node?.kind === 'map' || node?.kind === 'seq') {
    if (node.flow) {
      const closed = /[\]}]/.test(text[node.end - 1] ?? '') && node.end - node.start > 1;
      const within = closed ? offset < node.end : /^[\s\w,:"'./-]*$/.test(text.slice(node.end, offset));
      return node.start < offset && within ? node.start : undefined;
    }
    const inner: readonly Node[] = node.kind === 'seq' ? node.items : node.entries.map((entry) => entry.value);
    node = inner.findLast((item) => item.start <= offset);
  }
  return undefined;
}
