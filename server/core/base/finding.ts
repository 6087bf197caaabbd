import type { RuleId } from './rule-ids.js';
import type { Span } from './text.js';
import type { TextEdit } from './text-edit.js';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export type FindingTag = 'deprecated' | 'unnecessary';

/** One thing to say about a document, at one place. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** One or two sentences: what is wrong, with the value, and what would be right. */
  readonly message: string;
  readonly span: Span;
  /** Further places that the finding is about, e.g. the other half of a pair. An editor marks them like `span`. */
  readonly also?: readonly Span[];
  readonly tags?: readonly FindingTag[];
  /** What the tags are about, if less than the places of the finding: a key, so that the value beside it stays readable. */
  readonly tagged?: readonly Span[];
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /** Whether there are fixes: known before they are worked out. */
  readonly fixable: boolean;
  readonly fixes: readonly Fix[];
}

/** A repair that the user can choose. */
export interface Fix {
  readonly title: string;
  /** `safe` keeps the meaning of the document and may run in "fix all"; `suggestion` is a choice for the user. */
  readonly safety: 'safe' | 'suggestion';
  /** What it writes is as wrong as what stood there, such as an id that the queue refuses: nobody should prefer it. */
  readonly keepsMistake?: boolean;
  readonly edits: readonly TextEdit[];
}
