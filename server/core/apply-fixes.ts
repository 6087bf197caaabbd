import type { DocumentKind, SourceDocument } from './base/document.js';
import type { Finding } from './base/finding.js';
import { lazy } from './base/lazy.js';
import { RULE_IDS, type RuleId } from './base/rule-ids.js';
import type { Span, TextKind } from './base/text.js';
import { applyEdits, mergeEditGroups } from './base/text-edit.js';
import type { Config } from './config/config.js';
import { mendFirst } from './edit/readable.js';
import { isEditError } from './edit/write-scalar.js';
import { type Aggregate, aggregate } from './incremental/aggregate.js';
import { fromWholeDocument } from './incremental/convert-offsets.js';
import { editSegments, type SegmentEdit } from './incremental/edit-segments.js';
import { createResultCache } from './incremental/result-cache.js';
import type { Segment } from './incremental/segment.js';
import type { SegmentResult } from './incremental/segment-result.js';
import { openDocument } from './incremental/segmented-document.js';
import { type PairPlan, planMigration } from './migrations/task-queue-id/plan.js';
import { yieldsSame } from './migrations/task-queue-id/proof.js';
import { sameQueues } from './migrations/task-queue-id/same-queues.js';
import { buildModel } from './model/build.js';
import type { DocumentModel } from './model/model.js';
import { MIGRATION_RULES } from './rules/migration-rules.js';
import { type RunOptions, runRules } from './rules/run.js';
import { type Renderer, rendererOf } from './services/github/render.js';
import { createTemplateMemory, nextVersion, type TemplateMemory } from './services/github/template-memory.js';
import { readSuppressions } from './suppressions/read-suppressions.js';
import { silencer, suppress } from './suppressions/suppress.js';
import { SUPPRESSION_MARK } from './suppressions/suppression.js';
import { parse } from './syntax/parse.js';

/** A document in which every pair that can be migrated has become a `taskQueueId`. */
export interface Migration {
  readonly kind: DocumentKind;
  /** The text after the migration; the same string if nothing changed. */
  readonly text: string;
  /** How many tasks got their `taskQueueId` from the pair, or lost a redundant pair. */
  readonly converted: number;
  /** The pairs that stay, with their places in the original text and the reasons. */
  readonly left: readonly Left<'document'>[];
}

/** A pair that stays, and why. */
export interface Left<In extends TextKind = 'tree'> {
  readonly span: Span<In>;
  readonly reason: string;
}

/** What the caller may already know. */
export interface ApplyOptions {
  /** Results for the document under the same configuration, so that it is not analyzed again. */
  readonly known?: Aggregate;
  /** Texts shorter than this are not split into segments. */
  readonly minLength?: number;
}

/**
 * A configuration with only the rules of the migration and those that say whether a text can be read. No other rule has safe
 * fixes, except the one about comments that silence nothing, which depends on all rules.
 */
function migrationOnly(config: Config): Config {
  const others = RULE_IDS.filter((id) => !MIGRATION_RULES.has(id) && id !== 'syntax');
  return { ...config, rules: { ...config.rules, ...Object.fromEntries(others.map((id) => [id, 'off'])) } };
}

/** How many segments are cached by their text. */
const MOST_KNOWN = 1_000;

/** A cache for documents that only differ in their text, with one entry per text. */
function onceForEachText<T>(work: (document: SourceDocument) => T): (document: SourceDocument) => T {
  const known = new Map<string, T>();
  return (document) => {
    const before = known.get(document.text);
    if (before !== undefined) return before;
    const found = work(document);
    if (known.size < MOST_KNOWN) known.set(document.text, found);
    return found;
  };
}

/** Edits may prevent others from being applied in the same pass. Real files need one pass. */
const MAX_PASSES = 10;

/**
 * Migrates a whole document to `taskQueueId`, whether or not the configuration reports deprecated pairs. Never throws, and a
 * second run changes nothing.
 */
export function migrate(document: SourceDocument, config: Config, options: ApplyOptions = {}): Migration {
  const off = [...MIGRATION_RULES].filter((id) => config.rules[id] === 'off');
  if (off.length === 0) return convertPairs(document, config, options);
  const on = Object.fromEntries(Object.entries(config.rules).filter(([id]) => !off.includes(id as RuleId)));
  // The known results were found without these rules.
  return convertPairs(
    document,
    { ...config, rules: on },
    options.minLength === undefined ? {} : { minLength: options.minLength },
  );
}

/**
 * Applies every safe fix of a document, none of which changes its meaning for the services: what `migrate` does, and then comments
 * that silence nothing are removed. Never throws, and a second run changes nothing.
 */
export function applyFixes(document: SourceDocument, config: Config, options: ApplyOptions = {}): Migration {
  const converted = convertPairs(document, config, options);
  return { ...converted, text: removeUnusedSuppressions({ ...document, text: converted.text }, config) };
}

/** The text without the comments that silence nothing. */
function removeUnusedSuppressions(document: SourceDocument, config: Config): string {
  let { text } = document;
  if (!text.includes(SUPPRESSION_MARK)) return text;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const { unused } = aggregate(openDocument({ ...document, text }), createResultCache(config));
    const fixes = unused.flatMap((finding) => finding.fixes.filter(({ safety }) => safety === 'safe'));
    if (fixes.length === 0) break;
    text = applyEdits(text, mergeEditGroups(fixes.map(({ edits }) => edits)));
  }
  return text;
}

/** Converts the pairs, except those whose finding a comment silences. */
function convertPairs(document: SourceDocument, config: Config, { known, minLength }: ApplyOptions): Migration {
  const only = migrationOnly(config);
  const left: Left<'document'>[] = [];
  let converted = 0;
  const fixOne = onceForEachText((one) => fixAsOne(one, only));
  const change: SegmentEdit = (isolated, convert) => {
    const result = fixOne(isolated);
    converted += result.converted;
    for (const { span, reason } of result.left) left.push({ span: convert(span), reason });
    return result.text;
  };
  const opened = known?.document ?? openDocument(document, minLength);
  if (opened.layout.kind === 'whole') return fixWhole(document, only);
  const analyzed = known ?? aggregate(opened, createResultCache(only));
  const isAbout = ({ rule }: Pick<Finding, 'rule'>): boolean => MIGRATION_RULES.has(rule);
  // The text around the segments is changed together with all of them, or not at all.
  const isInFrame = analyzed.results.some(({ inFrame }) => inFrame.some(isAbout));
  // A comment may silence what is in another segment.
  const isWhole = isInFrame || document.text.includes(SUPPRESSION_MARK);
  const isWanted = ({ findings }: SegmentResult): boolean => findings.some(isAbout);
  const wanted = (result: SegmentResult, { text }: Segment): boolean => mayHoldPair(text) && isWanted(result);
  const changed = isWhole ? undefined : editSegments(analyzed, document.text, wanted, change);
  return changed ? { ...changed, converted, left } : fixWhole(document, only);
}

function fixWhole(document: SourceDocument, config: Config): Migration {
  const fixed = fixAsOne(document, config);
  return { ...fixed, left: fixed.left.map(({ span, reason }) => ({ span: fromWholeDocument(span), reason })) };
}

/** Whether a text may contain half of a pair. Otherwise it need not be checked. A backslash may encode any letter. */
export function mayHoldPair(text: string): boolean {
  return text.includes('provisionerId') || text.includes('workerType') || text.includes('\\');
}

/** The same, with the pairs that stay in offsets of the tree. */
interface FixedAsOne extends Omit<Migration, 'left'> {
  readonly left: readonly Left[];
}

/** The same for a document that is handled as a whole. */
function fixAsOne(document: SourceDocument, config: Config): FixedAsOne {
  const { text: original } = document;
  if (!mayHoldPair(original)) return { kind: modelOf(document).kind, text: original, converted: 0, left: [] };
  const fixed = applySafeFixes(document, config);
  const { text, findings, unchanged } = fixed;
  const stays = (left: readonly Left[]): FixedAsOne => ({
    kind: fixed.before.kind,
    text: document.text,
    converted: 0,
    left,
  });
  if (unchanged !== undefined) return stays(allPairs(fixed, unchanged));
  const unproven = text === document.text ? undefined : mistrust(fixed);
  if (unproven !== undefined) return stays(allPairs(fixed, unproven));
  const converted = findings.filter(hasSafeFix).length;
  const left = converted === findings.length ? [] : leftPairs(fixed);
  return { kind: fixed.before.kind, text, converted, left };
}

type LazyRenderer = () => Renderer | undefined;

/** A text after its safe fixes, the document before and after, and the original findings. */
interface Fixed {
  readonly text: string;
  readonly before: DocumentModel;
  /** Renders the document before. */
  readonly renderer: LazyRenderer;
  /** What is known of both. */
  readonly memory: TemplateMemory;
  readonly after: DocumentModel;
  readonly findings: readonly Finding[];
  /** Why nothing was applied, if the file must not be changed. */
  readonly unchanged?: string;
}

function applySafeFixes(document: SourceDocument, config: Config): Fixed {
  const look = (model: DocumentModel, options?: RunOptions): readonly Finding[] =>
    withoutSuppressed(model, runRules(model, config, options)).filter(({ rule }) => MIGRATION_RULES.has(rule));
  // What the rules prove of their fixes need not be rendered again for the proof of the result.
  const memory = createTemplateMemory();
  const tree = nextVersion(memory, parse(document.text, document.syntax));
  const before = buildModel(document, tree);
  const renderer = lazy(() => rendererOf(before, memory.known, memory.source));
  const first = look(before, { renderer, memory });
  const unchanged = mendFirst(before.tree);
  let [text, after, findings] = [document.text, before, first];
  if (unchanged !== undefined) return { text, before, renderer, memory, after, findings, unchanged };
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const groups = findings.flatMap(({ fixes }) => fixes.filter((fix) => fix.safety === 'safe').slice(0, 1));
    if (groups.length === 0) break;
    text = applyEdits(text, mergeEditGroups(groups.map((fix) => fix.edits)));
    after = modelOf({ ...document, text });
    findings = look(after);
  }
  return { text, before, renderer, memory, after, findings: first };
}

function modelOf(document: SourceDocument): DocumentModel {
  return buildModel(document, parse(document.text, document.syntax));
}

function withoutSuppressed(model: DocumentModel, findings: readonly Finding[]): readonly Finding[] {
  return suppress(findings, readSuppressions(model.tree)).findings;
}

function hasSafeFix(finding: Finding): boolean {
  return finding.fixes.some((fix) => fix.safety === 'safe');
}

/** The pairs of the document before, except those that comments silence. */
function pairsOf({ before, renderer, memory }: Fixed): readonly PairPlan[] {
  const silencing = silencer(readSuppressions(before.tree));
  const isSilenced = (pair: PairPlan): boolean =>
    silencing({ rule: 'prefer-task-queue-id', span: spanOf(pair) }).length > 0;
  return planMigration(before, renderer, memory)
    .pairs()
    .filter((pair) => !isSilenced(pair));
}

/** The pairs that cannot be converted, each with its reason. */
function leftPairs(fixed: Fixed): readonly Left[] {
  return pairsOf(fixed).flatMap((pair) =>
    isEditError(pair.conversion) ? [{ span: spanOf(pair), reason: pair.conversion.reason }] : [],
  );
}

/** Every pair, with the same reason. If none can be found in an unreadable text, the place of the mistake. */
function allPairs(fixed: Fixed, reason: string): readonly Left[] {
  const left = pairsOf(fixed).map((pair) => ({ span: spanOf(pair), reason }));
  const { kind, tree } = fixed.before;
  const [error] = tree.errors;
  const mayHavePairs = kind !== 'none' && /\b(?:provisionerId|workerType)\b/.test(tree.text);
  return left.length === 0 && error && mayHavePairs ? [{ span: error.span, reason }] : left;
}

function spanOf({ provisionerId, workerType }: PairPlan): Span {
  const together = provisionerId.owner === workerType.owner;
  if (!together) return { start: workerType.entry.start, end: workerType.entry.end };
  return {
    start: Math.min(provisionerId.entry.start, workerType.entry.start),
    end: Math.max(provisionerId.entry.end, workerType.entry.end),
  };
}

/** A final check, because a wrong edit is worse than none: the result must be readable and yield the same tasks. */
function mistrust({ before, renderer, memory, after }: Fixed): string | undefined {
  if (mendFirst(after.tree) !== undefined) return 'the result could not be read';
  return sameQueues(before, after) && yieldsSame(before, after, renderer, memory)
    ? undefined
    : 'the tasks would change';
}
