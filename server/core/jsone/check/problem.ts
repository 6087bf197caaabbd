import type { DescribedProblem, Replacement } from '../describe-problem.js';

/** A mistake in a template. */
export interface TemplateProblem extends DescribedProblem {
  /** The service accepts it and leaves the marked text as written. */
  readonly accepted?: true;
  /** The kind of something that JSON-e accepts but that never works as intended. */
  readonly about?: 'placeholder' | 'hidden-variable';
  /** Further replacements that belong to the first. */
  readonly also?: readonly Pick<Replacement, 'span' | 'newText'>[];
}
