import type { Span } from '../../core/base/text.js';

/** Something that a document defines, for an outline of it. */
export interface DocumentSymbol {
  /** One line, never empty. */
  readonly name: string;
  /** What there is to know besides; one line. */
  readonly detail?: string;
  readonly kind: 'task' | 'hook' | 'action' | 'worker-pool';
  /** All of it, the key that it stands under included. */
  readonly span: Span;
  /** What to show of it: its name, or what comes first. Lies in `span`. */
  readonly selection: Span;
  /** What stands in it, in the order of the text. Their spans lie in its own. */
  readonly children: readonly DocumentSymbol[];
}

/** A symbol without what stands in it. */
export type FlatSymbol = Omit<DocumentSymbol, 'children'>;
