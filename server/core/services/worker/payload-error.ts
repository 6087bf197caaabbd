import type { Severity } from '../../base/finding.js';
import type { Path } from '../../jsone/located-value.js';

/** Something that the worker rejects in a task, or does not do as intended, beyond the schema of its payload. */
export interface PayloadError {
  /** The path in the task. */
  readonly path: Path;
  readonly message: string;
  /** `error` if absent. */
  readonly severity?: Severity;
  /** What is missing from a list of the task. */
  readonly lacks?: { readonly list: 'scopes' | 'dependencies'; readonly item: string };
  /** The key at `path` belongs to the task. */
  readonly isOfTask?: true;
  /** The replacement for the text at `path`; undefined if none is obvious. */
  readonly mend?: (source: string) => string | undefined;
}
