import type { DocumentKind } from '../core/base/document.js';
import type { Finding, Fix, Severity } from '../core/base/finding.js';
import type { RuleId } from '../core/base/rule-ids.js';
import type { Span } from '../core/base/text.js';
import { applyEdits, type TextEdit } from '../core/base/text-edit.js';

/** The edit of one fix. Each can be made or left out by itself. */
export interface PlannedEdit extends TextEdit<'document'> {
  /** The rule and the severity of the problem. */
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly title: string;
  readonly safety: Fix['safety'];
}

/** A problem that stays, and why. */
export interface LeftProblem {
  readonly span: Span<'document'>;
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly reason: string;
}

/** A part of a plan. */
export interface PlanPart {
  /** They do not overlap. */
  readonly edits: readonly PlannedEdit[];
  /** How many problems the edits fix. */
  readonly fixed: number;
  /** The problems that need something else than further plans for the text after the edits. */
  readonly left: readonly LeftProblem[];
}

/** The edits of a text that can be made at once. */
export interface Plan extends PlanPart {
  readonly kind: DocumentKind;
}

/** The edit of a fix, as one: everything between its first and its last place is replaced. */
export function asOneEdit(
  text: string,
  { rule, severity }: Finding<'document'>,
  { title, safety, edits }: Fix<'document'>,
): PlannedEdit {
  const start = Math.min(...edits.map(({ span }) => span.start));
  const end = Math.max(...edits.map(({ span }) => span.end));
  const moved = edits.map(({ span, newText }) => ({
    span: { start: span.start - start, end: span.end - start },
    newText,
  }));
  const newText = applyEdits(text.slice(start, end), moved);
  return { span: { start, end }, newText, rule, severity, title, safety };
}

/** A problem that stays for this reason. */
export function leftOf({ span, rule, severity }: Finding<'document'>, reason: string): LeftProblem {
  return { span, rule, severity, reason };
}
