import type { Span, TextKind } from '../base/text.js';

// Comments that silence findings: `# taskcluster-lint-disable-next-line RULE[, RULE] -- why`. This room reads them from the
// comments of a syntax tree and takes out of findings what they silence. It imports base and syntax only.

/** How each of these comments begins. A text without it has none of them. */
export const SUPPRESSION_MARK = 'taskcluster-lint-disable';

/** The directives, and what follows the mark in each. */
export const DIRECTIVES = {
  'next-line': `${SUPPRESSION_MARK}-next-line`,
  line: `${SUPPRESSION_MARK}-line`,
  file: `${SUPPRESSION_MARK}-file`,
} as const;

export type Scope = keyof typeof DIRECTIVES;

/** What stands between the rules and the reason. */
export const REASON_MARK = '--';

/** A name in the list of rules, as written. */
export interface NamedRule<In extends TextKind = 'tree'> {
  readonly name: string;
  readonly span: Span<In>;
}

/** A comment that silences findings, or is meant to. */
export interface Suppression<In extends TextKind = 'tree'> {
  /** The comment, from its `#` to its end. */
  readonly span: Span<In>;
  /** The word that says what it is for, and where it stands. */
  readonly directive: { readonly text: string; readonly span: Span<In> };
  /** Undefined if there is no such directive. */
  readonly scope: Scope | undefined;
  readonly rules: readonly NamedRule<In>[];
  /** Undefined if none is given. */
  readonly reason: string | undefined;
  /**
   * Where a finding must begin to be silenced: anywhere in the file, or in these lines. `below`: in the first line after the
   * text, which is a part of another. Undefined: nowhere.
   */
  readonly reach: Span<In> | 'file' | 'below' | undefined;
}

/** The same with all offsets converted. */
export function moveSuppression<From extends TextKind, To extends TextKind>(
  { span, directive, rules, reach, scope, reason }: Suppression<From>,
  convert: (span: Span<From>) => Span<To>,
): Suppression<To> {
  return {
    scope,
    reason,
    span: convert(span),
    directive: { text: directive.text, span: convert(directive.span) },
    rules: rules.map((rule) => ({ name: rule.name, span: convert(rule.span) })),
    reach: typeof reach === 'object' ? convert(reach) : reach,
  };
}
