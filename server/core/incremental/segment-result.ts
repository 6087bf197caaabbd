import type { DocumentKind } from '../base/document.js';
import type { Finding, Fix, Severity } from '../base/finding.js';
import { lazy } from '../base/lazy.js';
import type { Span } from '../base/text.js';
import type { TextEdit } from '../base/text-edit.js';
import type { QueueReference } from '../references/queue-reference.js';
import type { SyntaxProblem } from '../syntax/node.js';

const NONE: readonly [] = [];

/** A result that keeps neither the tree nor anything derived from it; `again` recomputes it for the edits of its fixes. */
export function keepResult(result: SegmentResult, again: () => SegmentResult): SegmentResult {
  const { findings, around } = result;
  const edits = lazy(() => {
    const fresh = again();
    return [...fresh.findings, ...fresh.around].map(({ fixes }) => fixes.map((fix) => fix.edits));
  });
  const keep = (finding: Finding, index: number): Finding => keepFinding(finding, (fix) => edits()[index]?.[fix]);
  // Everything that a function here refers to lives as long as `keep`. The original findings and their tree must not.
  const first = findings.length;
  const keptAround = around.map((finding, i) => keep(finding, first + i));
  return new KeptResult(result, findings.map(keep), keptAround, again);
}

/** A class because there may be very many: an object literal with getters takes several times the memory. */
class KeptResult implements SegmentResult {
  readonly kind: DocumentKind;
  readonly counts: Counts;
  readonly migrations: number;
  readonly around: readonly Finding[];
  readonly references: readonly QueueReference[];
  readonly problem: SyntaxProblem | undefined;
  readonly keys: readonly string[];

  constructor(
    result: SegmentResult,
    private readonly known: readonly Finding[] | undefined,
    around: readonly Finding[],
    private readonly again: () => SegmentResult,
  ) {
    this.kind = result.kind;
    this.counts = result.counts;
    this.migrations = result.migrations;
    this.around = around.length === 0 ? NONE : around;
    this.references = result.references.length === 0 ? NONE : result.references;
    this.problem = result.problem;
    this.keys = result.keys.length === 0 ? NONE : result.keys;
  }

  get findings(): readonly Finding[] {
    // Keeping these does not keep a tree either.
    return this.known ?? keepResult(this.again(), this.again).findings;
  }

  forgetful(): SegmentResult {
    return new KeptResult(this, undefined, this.around, this.again);
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
  readonly findings: readonly Finding[];
  /** Those that the segment causes in the text around the list. */
  readonly around: readonly Finding[];
  readonly references: readonly QueueReference[];
  /** Why a service would reject the segment by itself. */
  readonly problem: SyntaxProblem | undefined;
  /** The keys of its entries, in a document that is a mapping. */
  readonly keys: readonly string[];
  /** The same without its findings, which it recomputes on demand; absent if they take no space. */
  readonly forgetful?: () => SegmentResult;
}

/** Counts findings by their severity. */
export function countsOf(findings: readonly Finding[]): Counts {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** A finding with all offsets moved. Its fixes are still only created on demand. */
export function moveFinding(finding: Finding, move: (offset: number) => number): Finding {
  const span = (one: Span): Span => ({ start: move(one.start), end: move(one.end) });
  const { also, related, tagged } = finding;
  return new LazyFinding(
    finding,
    span(finding.span),
    also?.map(span),
    related?.map((one) => ({ span: span(one.span), message: one.message })),
    tagged?.map(span),
    () => finding.fixes.map((fix) => moveFix(fix, move)),
  );
}

/**
 * The finding without its sources: the titles of its fixes are kept, and `editsOf` provides the edits of the fix with a given
 * index on demand. A file may have hundreds of thousands of findings, and hardly any of them is ever fixed.
 */
function keepFinding(finding: Finding, editsOf: (fix: number) => readonly TextEdit[] | undefined): Finding {
  const { span, also, related, tagged } = finding;
  const heads = finding.fixes.map(headOf);
  return new LazyFinding(finding, span, also, related, tagged, () =>
    heads.map((head, i) => withEdits(head, () => editsOf(i) ?? [])),
  );
}

/** A class because there may be very many: a separate getter would take more memory than everything else in it. */
class LazyFinding implements Finding {
  readonly rule: Finding['rule'];
  readonly severity: Severity;
  readonly message: string;
  declare readonly tags?: Finding['tags'] & object;
  declare readonly also?: Finding['also'] & object;
  declare readonly related?: Finding['related'] & object;
  declare readonly tagged?: Finding['tagged'] & object;
  readonly fixable: boolean;
  readonly #fixes: () => readonly Fix[];

  constructor(
    { rule, severity, message, tags, fixable }: Finding,
    readonly span: Span,
    also: Finding['also'],
    related: Finding['related'],
    tagged: Finding['tagged'],
    fixes: () => readonly Fix[],
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

  get fixes(): readonly Fix[] {
    return this.#fixes();
  }
}

/** A fix without its edits. */
type FixHead = Omit<Fix, 'edits'>;

function headOf({ title, safety, keepsMistake }: Fix): FixHead {
  return { title, safety, ...(keepsMistake && { keepsMistake }) };
}

/** Its title is available at once, its edits are computed on demand. */
function withEdits(head: FixHead, edits: () => readonly TextEdit[]): Fix {
  return {
    ...head,
    get edits() {
      return edits();
    },
  };
}

function moveFix(fix: Fix, move: (offset: number) => number): Fix {
  return withEdits(headOf(fix), () => fix.edits.map((edit) => moveEdit(edit, move)));
}

function moveEdit({ span, newText }: TextEdit, move: (offset: number) => number): TextEdit {
  return { span: { start: move(span.start), end: move(span.end) }, newText };
}

/** A reference with all offsets moved. */
export function moveReference(reference: QueueReference, move: (offset: number) => number): QueueReference {
  const span = (one: Span): Span => ({ start: move(one.start), end: move(one.end) });
  const { also } = reference;
  return {
    ...reference,
    span: span(reference.span),
    holder: span(reference.holder),
    ...(also && { also: span(also) }),
  };
}
