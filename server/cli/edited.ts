import type { DocumentKind, SourceDocument } from '../core/base/document.js';
import type { Span } from '../core/base/text.js';
import type { Loaded } from './documents.js';
import type { Left } from './report/edits.js';

/** A text after the edits of a command. */
export interface Edited {
  readonly kind: DocumentKind;
  readonly text: string;
  /** How many pairs were migrated, or problems fixed. */
  readonly count: number;
  /** What stays, and whether that is an error. */
  readonly left: readonly (Omit<Left, 'range'> & { readonly span: Span<'document'>; readonly isError: boolean })[];
  /** The text that the spans count in. */
  readonly leftIn: string;
}

/** A text to edit, and how it is checked. */
export interface Editable extends Pick<Loaded, 'config'> {
  readonly document: SourceDocument;
}

/** What a command makes of a text. `isWritten`: whether the file will have the new text. May throw only because of a bug. */
export type Edit = (editable: Editable, isWritten: boolean) => Edited;
