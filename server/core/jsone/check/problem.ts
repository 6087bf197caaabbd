import type { Span } from '../../base/text.js';
import type { ScalarNode } from '../../syntax/node.js';
import type { DescribedProblem, Replacement } from '../describe-problem.js';

/** A mistake in a template. */
export interface TemplateProblem extends DescribedProblem {
  /** The service accepts it and leaves the marked text as written. */
  readonly accepted?: true;
  /** The kind of something that JSON-e accepts but that never works as intended. */
  readonly about?: 'placeholder' | 'hidden-variable';
  /** Further replacements that belong to the first. */
  readonly also?: readonly Pick<Replacement, 'span' | 'newText'>[];
  /** Instead of `replacement`: what to write in a scalar, in offsets of its content. */
  readonly inner?: { readonly node: ScalarNode; readonly span: Span; readonly newText: string };
}
