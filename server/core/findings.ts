import type { Config } from './config.js';
import type { Finding } from './finding.js';
import { aliasTargets } from './jsone/reads.js';
import { judgeDocument, renderDocument } from './judgement/judge-document.js';
import { readPools } from './judgement/read-pool.js';
import { planMigration } from './migration/plan.js';
import type { DocumentModel } from './model/model.js';
import { once } from './once.js';
import { RULES } from './rules/registry.js';
import type { RuleContext } from './rules/rule.js';
import { finish, type Steps } from './steps.js';

/** Runs every rule that is not off. */
export function findingsOf(model: DocumentModel, config: Config): Finding[] {
  const renderings = once(() => finish(renderDocument(model)));
  const pools = once(() => readPools(model));
  return finish(
    runRules(model, config, {
      renderings,
      pools,
      judgement: () => finish(judgeDocument(model, renderings(), pools())),
    }),
  );
}

/** Runs every rule that is not off, in steps that are short: what takes long, as the renderings, is several of them. */
export function* findingsInSteps(model: DocumentModel, config: Config): Steps<Finding[]> {
  const renderings = yield* renderDocument(model);
  const pools = readPools(model);
  const judgement = yield* judgeDocument(model, renderings, pools);
  return yield* runRules(model, config, {
    renderings: () => renderings,
    pools: () => pools,
    judgement: () => judgement,
  });
}

function* runRules(
  model: DocumentModel,
  config: Config,
  { renderings, pools, judgement }: Pick<RuleContext, 'renderings' | 'pools' | 'judgement'>,
): Steps<Finding[]> {
  const context: RuleContext = {
    model,
    pools,
    sunset: config.sunset,
    pairs: once(() => planMigration(model)),
    aliased: once(() => aliasTargets(model.tree.roots)),
    renderings,
    judgement: once(judgement),
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
