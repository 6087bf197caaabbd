import type { LineIndex } from '../base/text.js';

/** A segment of a text. What is found out about it is remembered by its identity: an edit elsewhere leaves it as it is. */
export interface Segment {
  readonly text: string;
  /** How many line breaks it has. */
  readonly breaks: number;
  /** Its lines: looked for when somebody asks, and once. A text in one segment may be long, and have many findings. */
  readonly lines: () => LineIndex<'segment'>;
  /** Whether it ends with a comma, and space: what JSON has between two members. */
  readonly comma: boolean;
}
