import { quote } from '../../base/quote.js';
import type { Span } from '../../base/text.js';
import type { ScalarNode } from '../../syntax/node.js';
import type { Locate } from '../../syntax/source-map.js';
import { expressionsIn, namesIn } from '../expressions-in.js';
import type { TemplateProblem } from './problem.js';

/** A variable with the same name as one of the context, and where it is read. */
export interface Hidden {
  readonly name: string;
  /** The name in the definition. */
  readonly span: Span;
  readonly reads: Map<number, Span>;
  /** Whether it may also be read elsewhere. */
  unsure: boolean;
}

/** Notes where a scalar reads the hidden variables: `whole` as an expression, else in its `${…}`. */
export function noteReads(
  hidden: ReadonlyMap<string, Hidden>,
  node: ScalarNode,
  locate: Locate,
  place: 'whole' | 'interpolation',
): void {
  const names = expressionsIn(node.text, place).flatMap((expression) => namesIn(node.text, expression));
  for (const { name, start, end } of names) {
    const variable = hidden.get(name);
    if (!variable) continue;
    const span = locate({ start, end });
    if (!span || span.end - span.start !== name.length) variable.unsure = true;
    else variable.reads.set(span.start, span);
  }
  if (!node.text.includes('defined')) return;
  for (const variable of hidden.values()) variable.unsure = true;
}

/** The problem for a hidden variable. `names`: those of the context; `all`: whether every place was checked. */
export function describeHidden(
  { name, span, reads, unsure }: Hidden,
  names: ReadonlySet<string>,
  all: boolean,
): TemplateProblem {
  const other = `own_${name}`;
  const message = `The variable ${quote(name)} hides the service's variable of the same name, which can no longer be read below. Rename it.`;
  const also = [...reads.values()].map((read) => ({ span: read, newText: other }));
  const replacement = { span, newText: other, title: `Rename to ${other}` };
  const mendable = !unsure && all && !names.has(other);
  return { message, span, about: 'hidden-variable', ...(mendable && { replacement, also }) };
}
