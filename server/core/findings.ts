import type { Config } from './config.js';
import type { Finding } from './finding.js';
import { judgeDocument, renderDocument } from './judgement/judge-document.js';
import { readPools } from './judgement/read-pool.js';
import { templateProblems } from './judgement/template-problems.js';
import { planMigration } from './migration/plan.js';
import type { DocumentModel } from './model/model.js';
import { once } from './once.js';
import { RULES } from './rules/registry.js';
import type { RuleContext } from './rules/rule.js';
import { lineOf } from './text.js';

/** Runs every rule that is not off. `lineAt`: the line of an offset, counted from 1, where the text is part of another. */
export function findingsOf(
  model: DocumentModel,
  config: Config,
  lineAt: RuleContext['lineAt'] = (offset) => lineOf(model.tree.text, offset),
): Finding[] {
  const renderings = once(() => renderDocument(model));
  const pools = once(() => readPools(model));
  const context: RuleContext = {
    model,
    pools,
    sunset: config.sunset,
    ...planMigration(model),
    templateProblems: once(() => templateProblems(model)),
    lineAt,
    renderings,
    judgement: once(() => judgeDocument(model, renderings(), pools(), config)),
  };
  const findings: Finding[] = [];
  for (const rule of RULES) {
    const setting = config.rules[rule.id];
    if (setting === 'off') continue;
    for (const finding of rule.check(context)) {
      const severity = setting ?? finding.severity ?? rule.severity;
      const fixes = finding.fixes ?? [];
      findings.push({ ...finding, fixes, fixable: fixes.length > 0, rule: rule.id, severity });
    }
  }
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
