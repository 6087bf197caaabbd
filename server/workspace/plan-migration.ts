import { applyFixes, type Left } from '../core/apply-fixes.js';
import type { SourceDocument } from '../core/base/document.js';
import type { Finding } from '../core/base/finding.js';
import type { Span } from '../core/base/text.js';
import { applyEdits, mergeEditGroups } from '../core/base/text-edit.js';
import type { Config } from '../core/config/config.js';
import type { Aggregate } from '../core/incremental/aggregate.js';
import { type ChosenRules, fixOf, whyNoFix } from './chosen-rules.js';
import { asOneEdit, leftOf, type PlannedEdit, type PlanPart } from './plan.js';
import { replaceMiddle } from './whole-file.js';

/**
 * Plans the safe fixes of a document that can be read.
 * @param config a configuration in which only the chosen rules of the migration are on
 * @param problems the findings of these rules
 * @param known the results for the document
 */
export function planMigration(
  document: SourceDocument,
  config: Config,
  rules: ChosenRules,
  problems: readonly Finding<'document'>[],
  known: Aggregate,
): PlanPart {
  if (problems.length === 0) return { edits: [], fixed: 0, left: [] };
  const { text, converted, left } = applyFixes(document, config, { known });
  const isChanged = text !== document.text;
  const stay = problems.filter((problem) => !isChanged || !fixOf(problem, rules));
  return {
    edits: isChanged ? editsTowards(document.text, text, problems, rules) : [],
    fixed: converted,
    left: stay.map((problem) => leftOf(problem, reasonIn(left, problem.span) ?? whyNoFix(problem, rules))),
  };
}

/** The edits of each fix, or one edit if some fixes only became possible after others. */
function editsTowards(
  before: string,
  after: string,
  problems: readonly Finding<'document'>[],
  rules: ChosenRules,
): PlannedEdit[] {
  const planned = problems.flatMap((problem) => {
    const fix = fixOf(problem, rules);
    return fix && fix.edits.length > 0 ? [asOneEdit(before, problem, fix)] : [];
  });
  const taken = new Set(mergeEditGroups(planned.map((edit) => [edit])));
  const edits = planned.filter((edit) => taken.has(edit));
  if (applyEdits(before, edits) === after) return edits;
  const whole = {
    rule: 'prefer-task-queue-id',
    severity: 'hint',
    title: 'Convert to taskQueueId',
    safety: 'safe',
  } as const;
  return [{ ...replaceMiddle(before, after), ...whole }];
}

/** Why the pair at a place stays. */
function reasonIn(left: readonly Left<'document'>[], { start, end }: Span<'document'>): string | undefined {
  return left.find(({ span }) => span.start < end && start < span.end)?.reason;
}
