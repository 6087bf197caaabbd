import type { Span } from '../../core/base/text.js';

/** Something that a document defines, for its outline. */
export interface DocumentSymbol {
  /** One line, never empty. */
  readonly name: string;
  /** Further details, on one line. */
  readonly detail?: string;
  readonly kind: 'task' | 'hook' | 'action' | 'worker-pool' | 'variable' | 'branch' | 'setting' | 'payload';
  /** Its whole text, including its key. */
  readonly span: Span;
  /** The part to select: its name, or its first part. Within `span`. */
  readonly selection: Span;
  /** Its children in the order of the text. Their spans lie within its own. */
  readonly children: readonly DocumentSymbol[];
}

/** A symbol without its children. */
export type FlatSymbol = Omit<DocumentSymbol, 'children'>;
