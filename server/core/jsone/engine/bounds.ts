/**
 * How much one evaluation may do. Whoever writes tasks stays far below; what goes beyond becomes a problem with the code
 * `limit` at the place that was one too many.
 */
export interface Bounds {
  /** Steps: templates and parts of expressions that are evaluated, and the items and texts that operations go through. */
  readonly steps: number;
  /** Further steps for each node of the template: each node of a large file may be looked at, too. */
  readonly stepsPerNode: number;
  /** How deeply templates may be nested, aliases followed, and how deep values may become. */
  readonly depth: number;
  /** The most values that a value may hold, itself and repetitions counted; a text counts for one, and one each 16 characters. */
  readonly size: number;
  /** The most alternatives of a value that are told apart. */
  readonly alternatives: number;
  /** The most problems that are recorded. */
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
