import type { DocumentKind } from '../base/document.js';
import type { Finding, Fix, Severity } from '../base/finding.js';
import { lazy } from '../base/lazy.js';
import type { RuleId } from '../base/rule-ids.js';
import type { TextKind } from '../base/text.js';
import type { TextEdit } from '../base/text-edit.js';
import type { TaskPayload } from '../model/task-payload.js';
import type { QueueReference } from '../references/queue-reference.js';
import type { Suppressed } from '../suppressions/suppress.js';
import type { Suppression } from '../suppressions/suppression.js';
import type { ParseError } from '../syntax/node.js';
import type { Convert } from './convert-offsets.js';
import type { TaskLinks } from './task-links.js';

const NONE: readonly [] = [];

/** A result that keeps neither the tree nor anything derived from it; `again` recomputes it for the edits of its fixes. */
export function keepResult(result: SegmentResult, again: () => SegmentResult): SegmentResult {
  const { findings, inFrame } = result;
  const edits = lazy(() => {
    const fresh = again();
    return [...fresh.findings, ...fresh.inFrame].map(({ fixes }) => fixes.map((fix) => fix.edits));
  });
  const keep = (finding: Finding<'segment'>, index: number): Finding<'segment'> =>
    keepFinding(finding, (fix) => edits()[index]?.[fix]);
  // Everything that a function here refers to lives as long as `keep`. The original findings and their tree must not.
  const first = findings.length;
  const keptInFrame = inFrame.map((finding, i) => keep(finding, first + i));
  return new KeptResult(result, findings.map(keep), keptInFrame, again);
}

/** A class because there may be very many: an object literal with getters takes several times the memory. */
class KeptResult implements SegmentResult {
  readonly kind: DocumentKind;
  readonly counts: Counts;
  readonly migrations: number;
  readonly inFrame: readonly Finding<'segment'>[];
  readonly references: readonly QueueReference<'segment'>[];
  readonly parseError: Pick<ParseError, 'dependsOn'> | undefined;
  readonly keys: readonly string[];
  readonly links: TaskLinks | undefined;
  readonly suppressions: readonly Suppression<'segment'>[];

  constructor(
    result: SegmentResult,
    private readonly known: readonly Finding<'segment'>[] | undefined,
    inFrame: readonly Finding<'segment'>[],
    private readonly again: () => SegmentResult,
  ) {
    this.kind = result.kind;
    this.counts = result.counts;
    this.migrations = result.migrations;
    this.inFrame = inFrame.length === 0 ? NONE : inFrame;
    this.references = result.references.length === 0 ? NONE : result.references;
    this.parseError = result.parseError;
    this.keys = result.keys.length === 0 ? NONE : result.keys;
    this.links = result.links;
    this.suppressions = result.suppressions.length === 0 ? NONE : result.suppressions;
  }

  get findings(): readonly Finding<'segment'>[] {
    // Keeping these does not keep a tree either.
    return this.known ?? keepResult(this.again(), this.again).findings;
  }

  forgetful(): SegmentResult {
    return new KeptResult(this, undefined, this.inFrame, this.again);
  }
}

/** The number of findings of each severity. */
export type Counts = Readonly<Record<Severity, number>>;

/**
 * The result of a segment. All offsets count from its start; those in the head are negative. There may be thousands of results,
 * so missing parts are computed on demand and take no memory until then.
 */
export interface SegmentResult {
  readonly kind: DocumentKind;
  /** The number of findings, which is known before the findings are. */
  readonly counts: Counts;
  /** How many of them the migration to `taskQueueId` resolves. */
  readonly migrations: number;
  /** Those within the segment. */
  readonly findings: readonly Finding<'segment'>[];
  /** Those that the segment causes in the text around the list. */
  readonly inFrame: readonly Finding<'segment'>[];
  readonly references: readonly QueueReference<'segment'>[];
  /** Why a service would reject the segment by itself. */
  readonly parseError: Pick<ParseError, 'dependsOn'> | undefined;
  /** The keys of its entries, in a document that is a mapping. */
  readonly keys: readonly string[];
  /** How its tasks name one another, where they do. */
  readonly links: TaskLinks | undefined;
  /** The comments in it that silence findings. */
  readonly suppressions: readonly Suppression<'segment'>[];
  /** What is already taken out of the findings; absent if no comment applies to the segment. */
  readonly silenced?: Silenced;
  /** The same without its findings, which it recomputes on demand; absent if they take no space. */
  readonly forgetful?: () => SegmentResult;
}

/** What comments silence in a segment. */
export interface Silenced {
  /** The comments that apply to it, wherever they stand. Other findings about it have to be parted by them too. */
  readonly by: readonly Suppression<'segment'>[];
  /** The rules with findings that are silenced. */
  readonly rules: ReadonlySet<RuleId>;
  /** The number of `findings`, which is known before they are. */
  readonly count: number;
  readonly findings: () => readonly Suppressed<'segment'>[];
  readonly inFrame: readonly Suppressed<'segment'>[];
}

/** Counts findings by their severity. */
export function countsOf(findings: readonly Pick<Finding, 'severity'>[]): Counts {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** A finding with all offsets converted. Its fixes are still only created on demand. */
export function moveFinding<From extends TextKind, To extends TextKind>(
  finding: Finding<From>,
  convert: Convert<From, To>,
): Finding<To> {
  const { also, related, tagged } = finding;
  return new LazyFinding(
    finding,
    convert(finding.span),
    also?.map(convert),
    related?.map((one) => ({ span: convert(one.span), message: one.message })),
    tagged?.map(convert),
    () => finding.fixes.map((fix) => moveFix(fix, convert)),
  );
}

/**
 * The finding without its sources: the titles of its fixes are kept, and `editsOf` provides the edits of the fix with a given
 * index on demand. A file may have hundreds of thousands of findings, and hardly any of them is ever fixed.
 */
function keepFinding<In extends TextKind>(
  finding: Finding<In>,
  editsOf: (fix: number) => readonly TextEdit<In>[] | undefined,
): Finding<In> {
  const { span, also, related, tagged } = finding;
  const heads = finding.fixes.map(headOf);
  return new LazyFinding(finding, span, also, related, tagged, () =>
    heads.map((head, i) => withEdits(head, () => editsOf(i) ?? [])),
  );
}

/** A class because there may be very many: a separate getter would take more memory than everything else in it. */
class LazyFinding<In extends TextKind> implements Finding<In> {
  readonly rule: Finding<In>['rule'];
  readonly severity: Severity;
  readonly message: string;
  declare readonly tags?: Finding<In>['tags'] & object;
  declare readonly also?: Finding<In>['also'] & object;
  declare readonly related?: Finding<In>['related'] & object;
  declare readonly tagged?: Finding<In>['tagged'] & object;
  readonly fixable: boolean;
  readonly #fixes: () => readonly Fix<In>[];

  constructor(
    { rule, severity, message, tags, fixable }: Pick<Finding, 'rule' | 'severity' | 'message' | 'tags' | 'fixable'>,
    readonly span: Finding<In>['span'],
    also: Finding<In>['also'],
    related: Finding<In>['related'],
    tagged: Finding<In>['tagged'],
    fixes: () => readonly Fix<In>[],
  ) {
    this.rule = rule;
    this.severity = severity;
    this.message = message;
    if (tags) this.tags = tags;
    if (also) this.also = also;
    if (related) this.related = related;
    if (tagged) this.tagged = tagged;
    this.fixable = fixable;
    this.#fixes = fixes;
  }

  get fixes(): readonly Fix<In>[] {
    return this.#fixes();
  }
}

/** A fix without its edits. */
type FixHead = Omit<Fix, 'edits'>;

function headOf({ title, safety, keepsMistake, isGuess }: FixHead): FixHead {
  return { title, safety, ...(keepsMistake && { keepsMistake }), ...(isGuess && { isGuess }) };
}

/** Its title is available at once, its edits are computed on demand. */
function withEdits<In extends TextKind>(head: FixHead, edits: () => readonly TextEdit<In>[]): Fix<In> {
  return {
    ...head,
    get edits() {
      return edits();
    },
  };
}

function moveFix<From extends TextKind, To extends TextKind>(fix: Fix<From>, convert: Convert<From, To>): Fix<To> {
  return withEdits(headOf(fix), () => fix.edits.map(({ span, newText }) => ({ span: convert(span), newText })));
}

/** A reference with all offsets converted. */
export function moveReference<From extends TextKind, To extends TextKind>(
  reference: QueueReference<From>,
  convert: Convert<From, To>,
): QueueReference<To> {
  const { also, payloads, ...rest } = reference;
  return {
    ...rest,
    ...(payloads && { payloads: payloads.map((payload) => movePayload(payload, convert)) }),
    span: convert(reference.span),
    holder: convert(reference.holder),
    ...(also && { also: convert(also) }),
  };
}

function movePayload<From extends TextKind, To extends TextKind>(
  { summary, places }: TaskPayload<From>,
  convert: Convert<From, To>,
): TaskPayload<To> {
  return {
    summary,
    places() {
      const { format, maxRunTime, asks } = places();
      return { format: convert(format), maxRunTime: maxRunTime && convert(maxRunTime), asks: asks.map(convert) };
    },
  };
}
