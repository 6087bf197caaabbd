import type { TextEdit } from '../../core/base/text-edit.js';
import type { Block } from '../hover/markdown.js';

/** A completion at the cursor. */
export interface CompletionEntry {
  readonly label: string;
  readonly kind: 'key' | 'value' | 'pool' | 'variable' | 'function' | 'property' | 'operator' | 'snippet';
  /** Plain text next to the label. */
  readonly detail?: string;
  readonly documentation?: readonly Block[];
  /** Replaces the half-written text around the cursor, on its line. */
  readonly edit: TextEdit;
  /** For editors that know snippets: what `edit` inserts, with places to fill in. */
  readonly snippet?: string;
  /** What the half-written text is compared with. May begin with a quote. */
  readonly filterText: string;
  readonly deprecated?: boolean;
}

/** A possible completion, before its written form is decided. */
export interface Candidate
  extends Pick<CompletionEntry, 'label' | 'kind' | 'detail' | 'documentation' | 'deprecated' | 'snippet'> {
  /** Its written form. */
  readonly newText: string;
}

/** The best entries first. `isIncomplete`: there are more, which further typing reveals. */
export interface Completions {
  readonly entries: readonly CompletionEntry[];
  readonly isIncomplete: boolean;
}

/** More entries are not sent at once. */
export const MOST_ENTRIES = 200;
