import type { Finding } from '../base/finding.js';
import { finish, type Steps } from '../base/steps.js';
import type { Config } from '../config/config.js';
import { buildModel } from '../model/build.js';
import type { DocumentModel } from '../model/model.js';
import type { QueueReference } from '../references/queue-reference.js';
import { queueReferences } from '../references/queue-references.js';
import { aliasReferences, mayHaveAliases } from '../references/worker-aliases.js';
import { isMigration } from '../rules/migration-rules.js';
import { type RunOptions, runRules, runRulesInSteps } from '../rules/run.js';
import { keepIfRendered, nextVersion, type TemplateMemory } from '../services/github/template-memory.js';
import { payloadsOf } from '../services/worker/summarize-payload.js';
import { readSuppressions } from '../suppressions/read-suppressions.js';
import { moveSuppression } from '../suppressions/suppression.js';
import { keyText, resolveAlias, type SyntaxTree } from '../syntax/node.js';
import { parse, parseInSteps } from '../syntax/parse.js';
import { toSegment } from './convert-offsets.js';
import { fastResult } from './fast-path/fast-result.js';
import { findFastTask, mayTakeFastPath } from './fast-path/find-task.js';
import { readValue } from './fast-path/read-value.js';
import { type IsolatedDocument, isolate } from './isolate.js';
import type { Segment } from './segment.js';
import { countsOf, keepResult, moveFinding, moveReference, type SegmentResult } from './segment-result.js';
import type { Frame } from './segmented-document.js';
import { taskLinksIn } from './task-links.js';

/**
 * Analyzes one segment: with the fast path if it is an ordinary task, else with its tree.
 *
 * @param memory what earlier versions of the document left, for one that is a single segment
 */
export function analyzeSegment(frame: Frame, segment: Segment, config: Config, memory?: TemplateMemory): SegmentResult {
  return finish(analyzeWith(frame, segment, config, atOnce, memory));
}

/** The same in steps. */
export function analyzeSegmentInSteps(
  frame: Frame,
  segment: Segment,
  config: Config,
  memory?: TemplateMemory,
): Steps<SegmentResult> {
  return analyzeWith(frame, segment, config, runRulesInSteps, memory);
}

type FindIn = (model: DocumentModel, config: Config, options: RunOptions) => Steps<Finding[]>;

/** Anything that is not needed is not computed. */
// biome-ignore lint/correctness/useYield: it is done in one step
function* atOnce(model: DocumentModel, config: Config, options: RunOptions): Steps<Finding[]> {
  return runRules(model, config, options);
}

function* analyzeWith(
  frame: Frame,
  segment: Segment,
  config: Config,
  findIn: FindIn,
  memory?: TemplateMemory,
): Steps<SegmentResult> {
  const plain = mayTakeFastPath(frame, segment) ? readValue(frame, segment) : undefined;
  const task = plain && findFastTask(frame, segment, plain, config);
  if (task) {
    const thoroughly = (): SegmentResult => analyzeIsolated(frame, segment, config);
    return fastResult(task, segment, config, thoroughly, () => referencesAlone(frame, segment));
  }
  const isolated = isolate(frame, [segment]);
  yield;
  const tree = plain?.tree ?? (yield* parseInSteps(isolated.document.text, isolated.document.syntax));
  yield;
  if (memory && frame.layout.kind === 'whole')
    return yield* analyzeVersion(frame, isolated, nextVersion(memory, tree), config, findIn, memory);
  const result = yield* analyzeTree(frame, isolated, tree, config, findIn);
  // For one of many segments only the results are kept. A text in one segment would have to be analyzed again as a whole.
  return frame.layout.kind === 'whole' ? result : kept(result, () => analyzeIsolated(frame, segment, config));
}

/** A result that keeps neither the tree nor anything derived from it; `again` recomputes it for edits. */
function kept(result: SegmentResult, again: () => SegmentResult): SegmentResult {
  return result.findings.length + result.inFrame.length === 0 ? result : keepResult(result, again);
}

/** Analyzes a version of a document, unless the next version takes its nodes away: it then starts again with its own. */
function* analyzeVersion(
  frame: Frame,
  isolated: IsolatedDocument,
  tree: SyntaxTree,
  config: Config,
  findIn: FindIn,
  memory: TemplateMemory,
): Steps<SegmentResult> {
  const { version } = memory;
  const steps = analyzeTree(frame, isolated, tree, config, findIn, memory);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    yield;
    if (memory.version === version) continue;
    const { text, syntax } = isolated.document;
    return yield* analyzeTree(frame, isolated, parse(text, syntax), config, findIn);
  }
}

/** Analyzes one segment with its tree and every rule. */
export function analyzeIsolated(frame: Frame, segment: Segment, config: Config): SegmentResult {
  const isolated = isolate(frame, [segment]);
  return finish(analyzeTree(frame, isolated, parse(isolated.document.text, isolated.document.syntax), config, atOnce));
}

function* analyzeTree(
  { layout }: Frame,
  isolated: IsolatedDocument,
  tree: SyntaxTree,
  config: Config,
  findIn: FindIn,
  memory?: TemplateMemory,
): Steps<SegmentResult> {
  const isWhole = layout.kind === 'whole';
  const model = { ...buildModel(isolated.document, tree), isPart: !isWhole };
  if (memory) keepIfRendered(memory, model.kind);
  yield;
  const convert = toSegment(isolated);
  const found = model.kind === 'none' && !model.tree.limit ? [] : yield* findIn(model, config, { memory });
  const all = memory ? found.map(withOwnSpans) : found;
  // Whether the document can be read depends on all of its segments, so that is reported for the whole.
  const own = isWhole ? all : all.filter(({ rule }) => rule !== 'syntax');
  const moved = own.map((finding) => moveFinding(finding, convert));
  const inside = ({ span }: Finding<'segment'>): boolean =>
    isWhole || (span.start >= 0 && span.end <= isolated.end - isolated.start);
  const findings = moved.filter(inside);
  return {
    kind: model.kind,
    counts: countsOf(findings),
    migrations: findings.filter(isMigration).length,
    findings,
    inFrame: moved.filter((finding) => !inside(finding)),
    references: referencesOf(isolated.document.fileName, model).map((reference) => moveReference(reference, convert)),
    parseError: tree.errors[0],
    keys: keysOf(model),
    links: model.kind === 'taskcluster-yml-v1' && !isWhole ? taskLinksIn(tree.text) : undefined,
    suppressions: readSuppressions(tree, isolated).map((one) => moveSuppression(one, convert)),
  };
}

/** The next version moves the nodes of this one, so no fix may refer to their spans. */
function withOwnSpans(finding: Finding): Finding {
  if (!finding.fixable) return finding;
  const fixes = finding.fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.map(({ span: { start, end }, newText }) => ({ span: { start, end }, newText })),
  }));
  return { ...finding, fixes };
}

/** The references of a segment, without checking it. */
function referencesAlone(frame: Frame, segment: Segment): readonly QueueReference<'segment'>[] {
  const isolated = isolate(frame, [segment]);
  const { document } = isolated;
  const model = buildModel(document, parse(document.text, document.syntax));
  const convert = toSegment(isolated);
  return referencesOf(document.fileName, model).map((reference) => moveReference(reference, convert));
}

function keysOf({ tree }: DocumentModel): string[] {
  const root = tree.roots[0] && resolveAlias(tree.roots[0]);
  return root?.kind === 'map' ? root.entries.map((entry) => keyText(entry) ?? '') : [];
}

/** The places in a document of any kind that name a queue. */
export function referencesOf(fileName: string, model: DocumentModel): QueueReference[] {
  const aliases = mayHaveAliases(fileName, model.tree.text) ? aliasReferences(fileName, model.tree) : [];
  return [...queueReferences(model, payloadsOf), ...aliases];
}
