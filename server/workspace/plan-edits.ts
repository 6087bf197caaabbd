import type { SourceDocument } from '../core/base/document.js';
import type { Finding } from '../core/base/finding.js';
import type { RuleId } from '../core/base/rule-ids.js';
import { compareSpans } from '../core/base/text.js';
import type { Config } from '../core/config/config.js';
import { mendFirst } from '../core/edit/readable.js';
import { type Aggregate, aggregate } from '../core/incremental/aggregate.js';
import { analysisOf } from '../core/incremental/analysis.js';
import { createResultCache } from '../core/incremental/result-cache.js';
import { openDocument } from '../core/incremental/segmented-document.js';
import { MIGRATION_RULES } from '../core/rules/migration-rules.js';
import { parse } from '../core/syntax/parse.js';
import { type ChosenRules, configFor, isChosen } from './chosen-rules.js';
import { leftOf, type Plan, type PlanPart } from './plan.js';
import { planMigration } from './plan-migration.js';
import { planOthers } from './plan-others.js';

/**
 * Plans edits that fix the problems of the chosen rules: all safe fixes, and the only suggestions of rules chosen by name. Fixes
 * that overlap, or that others make possible, need another plan for the text after the edits: `fixText` makes them all. Never
 * throws. A file that the services cannot read is left alone, unless the rule `syntax` is chosen.
 * @param known the results for the document under `configFor`
 */
export function planEdits(
  document: SourceDocument,
  config: Config,
  rules: ChosenRules,
  known: Aggregate = aggregate(openDocument(document), createResultCache(configFor(config, rules, document.text))),
): Plan {
  const { kind } = known;
  const { findings } = analysisOf(known, configFor(config, rules, document.text));
  const broken = findings.find(({ rule, severity }) => rule === 'syntax' && severity === 'error');
  const unreadable = broken && mendFirst(parse(document.text, document.syntax));
  if (broken && unreadable !== undefined && !rules?.includes('syntax'))
    return { kind, edits: [], fixed: 0, left: [leftOf(broken, unreadable)] };
  const problems = findings.filter(({ rule }) => isChosen(rule, rules));
  if (unreadable !== undefined) return { kind, ...planSyntax(document, rules, problems, unreadable) };
  const ofMigration = problems.filter(isOfMigration);
  const others = problems.filter((problem) => !isOfMigration(problem));
  const migrationOnly = configFor(config, rules?.filter(isOfMigrationRule), '');
  const first = planMigration(document, migrationOnly, rules, ofMigration, known);
  return { kind, ...joined(first, planOthers(document, rules, others, first.edits, kind)) };
}

/** Until the file can be read, only its syntax is mended. */
function planSyntax(
  document: SourceDocument,
  rules: ChosenRules,
  problems: readonly Finding<'document'>[],
  unreadable: string,
): PlanPart {
  const ofSyntax = problems.filter(({ rule }) => rule === 'syntax');
  const plan = planOthers(document, rules, ofSyntax, [], undefined);
  const others = problems.filter(({ rule }) => rule !== 'syntax').map((problem) => leftOf(problem, unreadable));
  return joined(plan, { edits: [], fixed: 0, left: plan.edits.length > 0 ? [] : others });
}

function joined(a: PlanPart, b: PlanPart): PlanPart {
  return {
    edits: [...a.edits, ...b.edits].sort((one, other) => compareSpans(one.span, other.span)),
    fixed: a.fixed + b.fixed,
    left: [...a.left, ...b.left].sort((one, other) => compareSpans(one.span, other.span)),
  };
}

function isOfMigration({ rule }: Finding<'document'>): boolean {
  return isOfMigrationRule(rule);
}

function isOfMigrationRule(rule: RuleId): boolean {
  return MIGRATION_RULES.has(rule);
}
