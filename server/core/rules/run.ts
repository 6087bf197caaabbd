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
import type { TemplateMemory } from '../services/github/template-memory.js';
import type { ServiceError } from '../services/service-error.js';
import { templateProblems } from '../services/template-problems.js';
import { readPools } from '../services/worker-manager/read-pool.js';
import { LIVE_RULES } from './live-registry.js';
import { RULES } from './registry.js';
import type { Rule, RuleContext, RuleFinding } from './rule.js';

// The only way from a document to findings: run the rules, give each finding its severity and fixes, and sort.

type LineAt = RuleContext['lineAt'];

export interface RunOptions {
  /** The line of an offset, counted from 1, if the text is part of another. */
  readonly lineAt?: LineAt;
  /** What earlier versions of the document left; the current one is `model`. */
  readonly memory?: TemplateMemory | undefined;
  /** Renders the document, if the caller does so too: each event is then rendered once. */
  readonly renderer?: () => Renderer | undefined;
}

/**
 * Runs every enabled rule on a document. Anything that no rule needs is not computed.
 * @returns the findings in the order of the text, with offsets in `model.tree.text`
 */
export function runRules(model: DocumentModel, config: Config, options: RunOptions = {}): Finding[] {
  const renderer = options.renderer ?? lazy(() => rendererOf(model, options.memory?.known, options.memory?.source));
  const renderings = lazy(() => finish(renderDocument(model, renderer())));
  const pools = lazy(() => readPools(model));
  const serviceErrors = (): ServiceError[] => finish(checkDocument(model, renderings(), pools(), config));
  return finish(runAll(model, config, { renderer, renderings, pools, serviceErrors }, options));
}

/** The same in short steps: long work such as the renderings is split into several. */
export function* runRulesInSteps(model: DocumentModel, config: Config, options: RunOptions = {}): Steps<Finding[]> {
  const renderer = lazy(() => rendererOf(model, options.memory?.known, options.memory?.source));
  const renderings = yield* renderDocument(model, renderer());
  const pools = readPools(model);
  const serviceErrors = yield* checkDocument(model, renderings, pools, config);
  const known = { renderer, renderings: () => renderings, pools: () => pools, serviceErrors: () => serviceErrors };
  return yield* runAll(model, config, known, options);
}

/**
 * Runs every enabled live rule on the queues that a document names, given what is known about a deployment. Like other
 * findings, these depend only on the arguments. Reading `knowledge` makes it request what it lacks.
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

/** A rule's result as a finding, with the severity from the configuration; undefined if that is `off`. */
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
  /** The renderer of the document, if there is one. It caches its renderings. */
  readonly renderer: () => Renderer | undefined;
}

function runAll(
  model: DocumentModel,
  config: Config,
  { renderer, renderings, pools, serviceErrors }: Worked,
  { lineAt = (offset) => lineOf(model.tree.text, offset), memory }: RunOptions,
): Steps<Finding[]> {
  const context: RuleContext = {
    model,
    pools,
    sunset: config.sunset,
    ...planMigration(model, renderer, memory),
    templateProblems: lazy(() => templateProblems(model, renderer())),
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
