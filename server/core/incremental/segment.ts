import type { LineIndex } from '../base/text.js';

/** A segment of a text. Results are cached by its identity, and an edit elsewhere does not replace it. */
export interface Segment {
  readonly text: string;
  /** How many line breaks it has. */
  readonly breaks: number;
  /** Its lines, computed on demand and once. A text in one segment may be long, and have many findings. */
  readonly lines: () => LineIndex<'segment'>;
  /** Whether it may have a comment that silences findings. */
  readonly disables: boolean;
  /** Whether it ends with a comma and space, as JSON does between two members. */
  readonly comma: boolean;
}
