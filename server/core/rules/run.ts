import type { Finding } from '../base/finding.js';
import { lazy } from '../base/lazy.js';
import { finish, type Steps } from '../base/steps.js';
import { compareSpans, lineOf, type TextKind } from '../base/text.js';
import type { Config } from '../config/config.js';
import type { Knowledge } from '../deployment/knowledge.js';
import { planMigration } from '../migrations/task-queue-id/plan.js';
import type { DocumentModel } from '../model/model.js';
import type { QueueReference } from '../references/queue-reference.js';
import { checkDocument, renderDocument } from '../services/check-document.js';
import { type Renderer, rendererOf } from '../services/github/render.js';
import type { ServiceError } from '../services/service-error.js';
import { templateProblems } from '../services/template-problems.js';
import { readPools } from '../services/worker-manager/read-pool.js';
import { LIVE_RULES } from './live-registry.js';
import { RULES } from './registry.js';
import type { Rule, RuleContext, RuleFinding } from './rule.js';

// The one way from a document to findings: run the rules, give each finding its severity and what can be fixed, sort.

type LineAt = RuleContext['lineAt'];

/**
 * Runs every rule that is not off on a document. What no rule asks for is not worked out.
 * @param lineAt the line of an offset, counted from 1, where the text is part of another
 * @returns the findings in the order of the text, with offsets in `model.tree.text`
 */
export function runRules(model: DocumentModel, config: Config, lineAt?: LineAt): Finding[] {
  const renderer = lazy(() => rendererOf(model));
  const renderings = lazy(() => finish(renderDocument(model, renderer())));
  const pools = lazy(() => readPools(model));
  const serviceErrors = (): ServiceError[] => finish(checkDocument(model, renderings(), pools(), config));
  return finish(runAll(model, config, { renderer, renderings, pools, serviceErrors }, lineAt));
}

/** The same in steps that are short: what takes long, as the renderings, is several of them. */
export function* runRulesInSteps(model: DocumentModel, config: Config, lineAt?: LineAt): Steps<Finding[]> {
  const renderer = lazy(() => rendererOf(model));
  const renderings = yield* renderDocument(model, renderer());
  const pools = readPools(model);
  const serviceErrors = yield* checkDocument(model, renderings, pools, config);
  const known = { renderer, renderings: () => renderings, pools: () => pools, serviceErrors: () => serviceErrors };
  return yield* runAll(model, config, known, lineAt);
}

/**
 * Runs every live rule that is not off on the queues that a document names: what is wrong with them, by what is known of a
 * deployment. Like the other findings these depend on nothing but what is given. Reading makes `knowledge` ask for what
 * it lacks.
 * @returns the findings in the order of the text, with the offsets of `references`
 */
export function runLiveRules<In extends TextKind>(
  references: readonly QueueReference<In>[],
  knowledge: Knowledge,
  config: Config,
): Finding<In>[] {
  const steps = run(LIVE_RULES, config, (rule) =>
    references.flatMap((reference) => [...rule.check(reference, knowledge, config.sunset)]),
  );
  return finish(steps);
}

/** What a rule has found as a finding, with the severity that the configuration gives it; undefined where that is `off`. */
export function toFinding<In extends TextKind>(
  rule: Pick<Rule, 'id' | 'severity'>,
  found: RuleFinding<In>,
  config: Config,
): Finding<In> | undefined {
  const severity = config.rules[rule.id] ?? found.severity ?? rule.severity;
  if (severity === 'off') return undefined;
  const fixes = found.fixes ?? [];
  return { ...found, fixes, fixable: fixes.length > 0, rule: rule.id, severity };
}

interface Worked extends Pick<RuleContext, 'renderings' | 'pools' | 'serviceErrors'> {
  /** What renders the document, if something does. It remembers what it has rendered. */
  readonly renderer: () => Renderer | undefined;
}

function runAll(
  model: DocumentModel,
  config: Config,
  { renderer, renderings, pools, serviceErrors }: Worked,
  lineAt: LineAt = (offset) => lineOf(model.tree.text, offset),
): Steps<Finding[]> {
  const context: RuleContext = {
    model,
    pools,
    sunset: config.sunset,
    ...planMigration(model, renderer),
    templateProblems: lazy(() => templateProblems(model)),
    lineAt,
    renderings,
    serviceErrors: lazy(serviceErrors),
  };
  return run(RULES, config, (rule) => rule.check(context));
}

/** A step for each rule. */
function* run<R extends Pick<Rule, 'id' | 'severity'>, In extends TextKind>(
  rules: readonly R[],
  config: Config,
  check: (rule: R) => Iterable<RuleFinding<In>>,
): Steps<Finding<In>[]> {
  const findings: Finding<In>[] = [];
  for (const rule of rules) {
    if (config.rules[rule.id] === 'off') continue;
    for (const found of check(rule)) {
      const finding = toFinding(rule, found, config);
      if (finding) findings.push(finding);
    }
    yield;
  }
  return findings.sort((a, b) => compareSpans(a.span, b.span));
}
