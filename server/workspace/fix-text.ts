import { applyFixes, mayHoldPair } from '../core/apply-fixes.js';
import type { DocumentKind, SourceDocument } from '../core/base/document.js';
import type { Span } from '../core/base/text.js';
import { applyEdits, type TextEdit } from '../core/base/text-edit.js';
import type { Config } from '../core/config/config.js';
import { type ChosenRules, configFor, isOnlyMigration } from './chosen-rules.js';
import type { LeftProblem, Plan } from './plan.js';
import { planEdits } from './plan-edits.js';

/** A document after all fixes. */
export interface FixedText {
  readonly kind: DocumentKind;
  /** The same string if nothing changed. */
  readonly text: string;
  readonly fixed: number;
  /** The problems that stay: `span` is their place in the new text, `before` that in the original one. */
  readonly left: readonly (LeftProblem & { readonly before: Span<'document'> })[];
}

/** Some fixes are only possible after others. Real files need two plans: the second finds nothing. */
const MOST_PLANS = 20;

/**
 * Fixes the problems of the chosen rules in a text, by as many plans as that takes. Never throws, and a second run changes nothing:
 * a text for which there is no end is left as it is.
 */
export function fixText(document: SourceDocument, config: Config, rules: ChosenRules): FixedText {
  return (
    (isOnlyMigration(rules, document.text) && migrated(document, configFor(config, rules, document.text))) ||
    fixedByPlans(document, config, rules)
  );
}

/** The same at once, if the migration is all that is wanted and nothing can be left. */
function migrated(document: SourceDocument, config: Config): FixedText | undefined {
  const { kind, text, converted, left } = applyFixes(document, config);
  return left.length > 0 || mayHoldPair(text) ? undefined : { kind, text, fixed: converted, left: [] };
}

function fixedByPlans(document: SourceDocument, config: Config, rules: ChosenRules): FixedText {
  const first = planEdits(document, config, rules);
  const made: Plan[] = [];
  let plan = first;
  let { text } = document;
  while (plan.edits.length > 0) {
    if (made.length === MOST_PLANS) return unchanged(document, first, 'its fixes lead to further ones without end');
    made.push(plan);
    text = applyEdits(text, plan.edits);
    plan = planEdits({ ...document, text }, config, rules);
  }
  const left = plan.left.map((problem) => ({
    ...problem,
    before: made.reduceRight((span, { edits }) => spanBefore(span, edits), problem.span),
  }));
  return { kind: first.kind, text, fixed: made.reduce((sum, { fixed }) => sum + fixed, 0), left };
}

function unchanged({ text }: SourceDocument, { kind, edits, left }: Plan, reason: string): FixedText {
  const endless = edits.map(({ span, rule, severity }) => ({ span, rule, severity, reason }));
  const stay = [...left, ...endless].map((problem) => ({ ...problem, before: problem.span }));
  return { kind, text, fixed: 0, left: stay };
}

/** Where a part of a text was before edits, which are sorted. What an edit inserted was where the edit is. */
function spanBefore({ start, end }: Span<'document'>, edits: readonly TextEdit<'document'>[]): Span<'document'> {
  return { start: offsetBefore(start, edits), end: offsetBefore(end, edits) };
}

function offsetBefore(offset: number, edits: readonly TextEdit<'document'>[]): number {
  let grown = 0;
  for (const { span, newText } of edits) {
    const into = offset - (span.start + grown);
    if (into <= 0) break;
    if (into < newText.length) return Math.min(span.start + into, span.end);
    grown += newText.length - (span.end - span.start);
  }
  return offset - grown;
}
