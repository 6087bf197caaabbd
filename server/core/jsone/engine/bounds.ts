/**
 * The limits of one evaluation. Real tasks stay far below them. Exceeding one is a problem with the code `limit` at the place
 * where it happens.
 */
export interface Bounds {
  /** Steps: evaluated templates and parts of expressions, and items and texts processed by operations. */
  readonly steps: number;
  /** Additional steps for each node of the template, so that each node of a large file can be visited. */
  readonly stepsPerNode: number;
  /** The maximum depth of templates, including aliases, and of values. */
  readonly depth: number;
  /** The maximum number of values in a value, including itself and repetitions; a text counts 1, plus 1 per 16 characters. */
  readonly size: number;
  /** The maximum number of alternatives of a value that are kept separate. */
  readonly alternatives: number;
  /** The maximum number of recorded problems. */
  readonly problems: number;
}

export const DEFAULT_BOUNDS: Bounds = {
  steps: 40_000,
  stepsPerNode: 20,
  depth: 400,
  size: 200_000,
  alternatives: 64,
  problems: 500,
};
