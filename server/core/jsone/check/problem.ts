import type { Span } from '../../base/text.js';
import type { ScalarNode } from '../../syntax/node.js';
import type { DescribedProblem, Replacement } from '../describe-problem.js';

/** A mistake in a template. */
export interface TemplateProblem extends DescribedProblem {
  /** The service does not mind: what is marked stays as it is written. */
  readonly accepted?: true;
  /** Of what is no mistake of JSON-e, and never works as it is meant: which it is. */
  readonly about?: 'placeholder' | 'hidden-variable';
  /** Further replacements that belong to the first. */
  readonly also?: readonly Pick<Replacement, 'span' | 'newText'>[];
  /** In place of `replacement`: what to write in a scalar, in offsets of its content. */
  readonly inner?: { readonly node: ScalarNode; readonly span: Span; readonly newText: string };
}
