import type { Finding } from '../base/finding.js';
import { lazy } from '../base/lazy.js';
import { finish, type Steps } from '../base/steps.js';
import { lineOf } from '../base/text.js';
import type { Config } from '../config/config.js';
import { planMigration } from '../migrations/task-queue-id/plan.js';
import type { DocumentModel } from '../model/model.js';
import { checkDocument, renderDocument } from '../services/check-document.js';
import type { Issue } from '../services/issue.js';
import { templateProblems } from '../services/template-problems.js';
import { readPools } from '../services/worker-manager/read-pool.js';
import { RULES } from './registry.js';
import type { RuleContext } from './rule.js';

type LineAt = RuleContext['lineAt'];

/** Runs every rule that is not off. `lineAt`: the line of an offset, counted from 1, where the text is part of another. */
export function findingsOf(model: DocumentModel, config: Config, lineAt?: LineAt): Finding[] {
  const renderings = lazy(() => finish(renderDocument(model)));
  const pools = lazy(() => readPools(model));
  const judgement = (): Issue[] => finish(checkDocument(model, renderings(), pools(), config));
  return finish(runRules(model, config, { renderings, pools, judgement }, lineAt));
}

/** Runs every rule that is not off, in steps that are short: what takes long, as the renderings, is several of them. */
export function* findingsInSteps(model: DocumentModel, config: Config, lineAt?: LineAt): Steps<Finding[]> {
  const renderings = yield* renderDocument(model);
  const pools = readPools(model);
  const judgement = yield* checkDocument(model, renderings, pools, config);
  const known = { renderings: () => renderings, pools: () => pools, judgement: () => judgement };
  return yield* runRules(model, config, known, lineAt);
}

function* runRules(
  model: DocumentModel,
  config: Config,
  { renderings, pools, judgement }: Pick<RuleContext, 'renderings' | 'pools' | 'judgement'>,
  lineAt: LineAt = (offset) => lineOf(model.tree.text, offset),
): Steps<Finding[]> {
  const context: RuleContext = {
    model,
    pools,
    sunset: config.sunset,
    ...planMigration(model),
    templateProblems: lazy(() => templateProblems(model)),
    lineAt,
    renderings,
    judgement: lazy(judgement),
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
    yield;
  }
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
