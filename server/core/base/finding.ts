import type { RuleId } from './rule-ids.js';
import type { Span, TextKind } from './text.js';
import type { TextEdit } from './text-edit.js';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export type FindingTag = 'deprecated' | 'unnecessary';

/** A problem in a document, at one place. `In` tells the text that its offsets count in, and those of its fixes. */
export interface Finding<In extends TextKind = 'tree'> {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** One or two sentences: what is wrong, with the value, and what would be right. */
  readonly message: string;
  readonly span: Span<In>;
  /** Further places of the finding, e.g. the other half of a pair. An editor marks them like `span`. */
  readonly also?: readonly Span<In>[];
  readonly tags?: readonly FindingTag[];
  /** What the tags apply to, if less than the places of the finding: a key, so that its value stays readable. */
  readonly tagged?: readonly Span<In>[];
  readonly related?: readonly { readonly span: Span<In>; readonly message: string }[];
  /** Whether there are fixes, which is known before they are computed. */
  readonly fixable: boolean;
  readonly fixes: readonly Fix<In>[];
}

/** A fix that the user can choose. */
export interface Fix<In extends TextKind = 'tree'> {
  readonly title: string;
  /** `safe` keeps the meaning of the document and may run in "fix all"; `suggestion` is a choice for the user. */
  readonly safety: 'safe' | 'suggestion';
  /** The result is as wrong as before, e.g. an id that the queue rejects, so nobody should prefer it. */
  readonly keepsMistake?: boolean;
  /** It may be the opposite of what the author meant, so it is never made for many problems at once. */
  readonly isGuess?: boolean;
  readonly edits: readonly TextEdit<In>[];
}
