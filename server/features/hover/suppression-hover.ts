import type { Span } from '../../core/base/text.js';
import { ALL_RULES } from '../../core/rules/all.js';
import { documentationOf } from '../../core/rules/documentation.js';
import { readComment } from '../../core/suppressions/read-suppressions.js';
import type { SyntaxTree } from '../../core/syntax/node.js';
import { type Block, own, paragraph } from './markdown.js';

/** What the rule finds whose name is at an offset in a comment that silences it, and where its page is. */
export function suppressionHover(
  tree: SyntaxTree,
  offset: number,
): { readonly span: Span; readonly blocks: readonly Block[] } | undefined {
  const comment = tree.comments.find(({ start, end }) => start <= offset && offset <= end);
  const named = comment && readComment(tree.text, comment)?.rules.find(({ span }) => touches(span, offset));
  const rule = named && ALL_RULES.find(({ id }) => id === named.name);
  if (!rule) return undefined;
  const link = { kind: 'link', text: rule.id, url: documentationOf(rule.id) } as const;
  return { span: named.span, blocks: [paragraph([own(rule.summary)]), paragraph([link])] };
}

function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
