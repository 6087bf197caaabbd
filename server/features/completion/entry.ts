import type { TextEdit } from '../../core/base/text-edit.js';
import type { Block } from '../hover/markdown.js';

/** Something that can be written at the cursor. */
export interface CompletionEntry {
  readonly label: string;
  readonly kind: 'key' | 'value' | 'pool';
  /** Plain text beside the label. */
  readonly detail?: string;
  readonly documentation?: readonly Block[];
  /** Replaces what is half-written around the cursor, on its line. */
  readonly edit: TextEdit;
  /** What the half-written text is compared with: it may begin with a quote. */
  readonly filterText: string;
  readonly deprecated?: boolean;
}

/** What could stand there, before it is known how it has to be written. */
export interface Candidate extends Pick<CompletionEntry, 'label' | 'kind' | 'detail' | 'documentation' | 'deprecated'> {
  /** How it is written. */
  readonly newText: string;
}
