import type { Span } from '../../base/text.js';
import type { ScalarNode } from '../../syntax/node.js';
import type { Locate } from '../../syntax/source-map.js';
import { type Expression, parseExpression, visitExpressions } from '../expression.js';
import { stringParts } from '../strings.js';

/** A variable with the name of one of the context, and where it is read. */
export interface Hidden {
  readonly name: string;
  /** Where the name stands in the binding. */
  readonly span: Span;
  readonly reads: Map<number, Span>;
  /** Whether it may be read elsewhere, too. */
  unsure: boolean;
}

/** Notes the places at which a scalar reads the hidden variables: `whole` as an expression, else in its `${…}`. */
export function noteReads(
  hidden: ReadonlyMap<string, Hidden>,
  node: ScalarNode,
  locate: Locate,
  place: 'whole' | 'interpolation',
): void {
  for (const { name, start, end } of namesIn(node.text, place)) {
    const variable = hidden.get(name);
    if (!variable) continue;
    const span = locate({ start, end });
    if (!span || span.end - span.start !== name.length) variable.unsure = true;
    else variable.reads.set(span.start, span);
  }
  if (!node.text.includes('defined')) return;
  for (const variable of hidden.values()) variable.unsure = true;
}

function namesIn(text: string, place: 'whole' | 'interpolation'): { name: string; start: number; end: number }[] {
  const found: { name: string; start: number; end: number }[] = [];
  const note = (tree: Expression | undefined): void => {
    if (tree)
      visitExpressions(tree, ({ constructorName, token }) => {
        if (constructorName === 'ContextValue') found.push({ name: token.value, start: token.start, end: token.end });
      });
  };
  const read = (from: number): void => {
    const parsed = parseExpression(text, from, place);
    if (!parsed.failure) note(parsed.tree);
  };
  if (place === 'whole') read(0);
  else {
    let at = 0;
    for (const part of stringParts(text, 'json-e')) {
      if (part.kind !== 'interpolation') continue;
      const start = text.indexOf(part.text, at);
      read(start + 2);
      at = start + part.text.length;
    }
  }
  return found;
}
