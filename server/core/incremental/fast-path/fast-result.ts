import type { DocumentKind, Syntax } from '../../base/document.js';
import type { Finding, Severity } from '../../base/finding.js';
import { lazy } from '../../base/lazy.js';
import type { TextKind } from '../../base/text.js';
import type { Config } from '../../config/config.js';
import { EMPTY_SCOPE, type Field } from '../../jsone/shape.js';
import type { DocumentModel, TaskVariant } from '../../model/model.js';
import type { PayloadPlaces, PayloadSummary } from '../../model/task-payload.js';
import type { QueueReference } from '../../references/queue-reference.js';
import { queueReferences } from '../../references/queue-references.js';
import { isMigration } from '../../rules/migration-rules.js';
import type { IdentifierFinding, Rule } from '../../rules/rule.js';
import { toFinding } from '../../rules/run.js';
import type { MapNode } from '../../syntax/node.js';
import type { Segment } from '../segment.js';
import { type Counts, countsOf, type SegmentResult } from '../segment-result.js';
import { type IdentifierSpans, type Names, namesOf, readIdentifiers } from './identifier-spans.js';

/** The keys with which an ordinary task names its queue. */
export const PAIR = namesOf('provisionerId', 'workerType');
export const QUEUE = namesOf('taskQueueId');

/** All that is kept for a task without findings, or with one finding about its identifiers. */
export interface FastTask {
  readonly kind: DocumentKind;
  readonly syntax: Syntax;
  readonly role: TaskVariant['role'];
  /** `PAIR` or `QUEUE`. */
  readonly identifiers: Names;
  /** The entries with these keys. */
  readonly spans: IdentifierSpans;
  /** The keys of the document with only this segment. */
  readonly keys: readonly string[];
  /** Undefined if its payload is not known. */
  readonly payload: PayloadSummary | undefined;
  /** The rule that has a finding, if there is one, and its answer. */
  readonly rule: Rule | undefined;
  readonly foreseen: IdentifierFinding | undefined;
}

const NOTHING = countsOf([]);
const NONE: readonly [] = [];

/** One finding of each severity. */
const ONE: Readonly<Record<Severity, Counts>> = {
  error: { ...NOTHING, error: 1 },
  warning: { ...NOTHING, warning: 1 },
  info: { ...NOTHING, info: 1 },
  hint: { ...NOTHING, hint: 1 },
};

/**
 * The result of such a task.
 * @param thoroughly provides what only the full check knows, e.g. the edits of the fix
 * @param referencesAgain reads the references from the tree, for the places in the payload
 */
export function fastResult(
  task: FastTask,
  segment: Segment,
  config: Config,
  thoroughly: () => SegmentResult,
  referencesAgain: () => References,
): SegmentResult {
  return new FastResult(task, segment, config, thoroughly, referencesAgain);
}

type References = readonly QueueReference<'segment'>[];

/** A class because there are thousands of these, and in object literals every getter would be a separate function. */
class FastResult implements SegmentResult {
  readonly kind: DocumentKind;
  readonly counts: Counts;
  readonly keys: readonly string[];
  readonly inFrame = NONE;
  readonly parseError = undefined;
  readonly links = undefined;
  readonly suppressions = NONE;
  private made: readonly Finding<'segment'>[] | undefined;
  private found: References | undefined;

  constructor(
    private readonly task: FastTask,
    private readonly segment: Segment,
    private readonly config: Config,
    private readonly thoroughly: () => SegmentResult,
    private readonly referencesAgain: () => References,
  ) {
    this.kind = task.kind;
    this.keys = task.keys;
    const severity = task.rule && (config.rules[task.rule.id] ?? task.rule.severity);
    this.counts = severity && severity !== 'off' ? ONE[severity] : NOTHING;
  }

  get migrations(): number {
    const { rule } = this.task;
    return rule && isMigration({ rule: rule.id, fixable: true }) ? 1 : 0;
  }

  get findings(): readonly Finding<'segment'>[] {
    const { task, segment, config, thoroughly } = this;
    this.made ??=
      task.rule && task.foreseen ? findingsOf(task, task.rule, task.foreseen, segment, config, thoroughly) : NONE;
    return this.made;
  }

  get references(): References {
    const { task, segment, thoroughly, referencesAgain } = this;
    this.found ??= referencesOf(task, segment, thoroughly, referencesAgain);
    return this.found;
  }
}

function referencesOf(
  task: FastTask,
  segment: Segment,
  thoroughly: () => SegmentResult,
  referencesAgain: () => References,
): References {
  const model = modelOf(task, segment);
  if (!model) return thoroughly().references;
  // The tree of the model has the segment's own text: its offsets are those of the segment.
  const found = queueReferences(model) as readonly QueueReference<TextKind>[] as References;
  const { payload: summary } = task;
  if (!summary) return found;
  const payloads = [{ summary, places: lazy(() => placesIn(referencesAgain())) }];
  return found.map((reference) => ({ ...reference, payloads }));
}

/** The places in the payload of the only task. */
function placesIn(references: References): PayloadPlaces<'segment'> {
  const [payload] = references.flatMap(({ payloads = [] }) => payloads);
  const [first] = references;
  return payload?.places() ?? { format: first?.span ?? { start: 0, end: 0 }, maxRunTime: undefined, asks: [] };
}

function modelOf(task: FastTask, { text }: Segment): DocumentModel | undefined {
  const { kind, syntax, role } = task;
  const map = readIdentifiers(task.spans, task.identifiers, text);
  if (!map) return undefined;
  const tree = { text, syntax, roots: [map], comments: [], errors: [] };
  const source = { fileName: '', syntax, selection: 'auto' } as const;
  return { kind, source, tree, dialect: 'any', tasks: [variantOf(map, role)], hooks: [], pools: [] };
}

function variantOf(map: MapNode, role: TaskVariant['role']): TaskVariant {
  const fields = new Map<string, Field>();
  for (const entry of map.entries) {
    if (entry.key.kind === 'scalar')
      fields.set(entry.key.text, { entry, owner: map, scope: EMPTY_SCOPE, certain: true });
  }
  return { place: map, role, shape: { kind: 'map', parts: [map], fields, open: false } };
}

/** The finding of the rule, with the edits of its fixes computed on demand. */
function findingsOf(
  task: FastTask,
  rule: Rule,
  foreseen: IdentifierFinding,
  segment: Segment,
  config: Config,
  thoroughly: () => SegmentResult,
): readonly Finding<'segment'>[] {
  const map = readIdentifiers(task.spans, task.identifiers, segment.text);
  // The mapping is read from the segment's own text: its offsets are those of the segment.
  const { make } = foreseen as IdentifierFinding<TextKind> as IdentifierFinding<'segment'>;
  const fixes = lazy(() => thoroughly().findings.find((finding) => finding.rule === rule.id)?.fixes ?? []);
  const found = map && make(map, segment.text, (fix) => fixes()[fix]?.edits ?? []);
  if (!found) return thoroughly().findings;
  const finding = toFinding(rule, found, config);
  return finding ? [finding] : NONE;
}
