import type { RuleId } from './rule-ids.js';
import type { Span, TextKind } from './text.js';
import type { TextEdit } from './text-edit.js';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export type FindingTag = 'deprecated' | 'unnecessary';

/** One thing to say about a document, at one place. `In` tells the text that its offsets count in, and those of its fixes. */
export interface Finding<In extends TextKind = 'tree'> {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** One or two sentences: what is wrong, with the value, and what would be right. */
  readonly message: string;
  readonly span: Span<In>;
  /** Further places that the finding is about, e.g. the other half of a pair. An editor marks them like `span`. */
  readonly also?: readonly Span<In>[];
  readonly tags?: readonly FindingTag[];
  /** What the tags are about, if less than the places of the finding: a key, so that the value beside it stays readable. */
  readonly tagged?: readonly Span<In>[];
  readonly related?: readonly { readonly span: Span<In>; readonly message: string }[];
  /** Whether there are fixes: known before they are worked out. */
  readonly fixable: boolean;
  readonly fixes: readonly Fix<In>[];
}

/** A repair that the user can choose. */
export interface Fix<In extends TextKind = 'tree'> {
  readonly title: string;
  /** `safe` keeps the meaning of the document and may run in "fix all"; `suggestion` is a choice for the user. */
  readonly safety: 'safe' | 'suggestion';
  /** What it writes is as wrong as what stood there, such as an id that the queue refuses: nobody should prefer it. */
  readonly keepsMistake?: boolean;
  readonly edits: readonly TextEdit<In>[];
}
