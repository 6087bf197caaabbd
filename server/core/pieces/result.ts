import type { DocumentKind } from '../document.js';
import type { TextEdit } from '../edit.js';
import type { Finding, Fix, Severity } from '../finding.js';
import type { QueueReference } from '../live/reference.js';
import type { SyntaxProblem } from '../syntax/node.js';
import type { Span } from '../text.js';

/** How many findings there are of each severity. */
export type Counts = Readonly<Record<Severity, number>>;

/**
 * What there is to say about a piece. All offsets count from its beginning; those of the head are negative. There may be
 * thousands of them: what is not there yet is worked out when somebody asks, and until then takes no memory.
 */
export interface PieceResult {
  readonly kind: DocumentKind;
  /** How many findings there are: known before they are. */
  readonly counts: Counts;
  /** How many of them the migration to `taskQueueId` takes away. */
  readonly migrations: number;
  /** Those that lie in the piece. */
  readonly findings: readonly Finding[];
  /** Those that the piece gives rise to in what stands around the list. */
  readonly around: readonly Finding[];
  readonly references: readonly QueueReference[];
  /** Why a service would not read the piece, were it alone. */
  readonly problem: SyntaxProblem | undefined;
  /** The keys of the entries in it, in a document that is a mapping. */
  readonly keys: readonly string[];
}

/** Counts findings by their severity. */
export function countsOf(findings: readonly Finding[]): Counts {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** A finding whose offsets are all moved. Its fixes are still made only when they are asked for. */
export function moveFinding(finding: Finding, move: (offset: number) => number): Finding {
  const span = (one: Span): Span => ({ start: move(one.start), end: move(one.end) });
  const { rule, severity, message, also, tags, tagged, related, fixable } = finding;
  return {
    rule,
    severity,
    message,
    span: span(finding.span),
    ...(also && { also: also.map(span) }),
    ...(tags && { tags }),
    ...(tagged && { tagged: tagged.map(span) }),
    ...(related && { related: related.map((one) => ({ span: span(one.span), message: one.message })) }),
    fixable,
    get fixes() {
      return finding.fixes.map((fix) => moveFix(fix, move));
    },
  };
}

/** Its title is there at once, its edits are worked out when somebody wants them. */
function moveFix(fix: Fix, move: (offset: number) => number): Fix {
  const { title, safety, keepsMistake } = fix;
  return {
    title,
    safety,
    ...(keepsMistake && { keepsMistake }),
    get edits() {
      return fix.edits.map((edit) => moveEdit(edit, move));
    },
  };
}

function moveEdit({ span, newText }: TextEdit, move: (offset: number) => number): TextEdit {
  return { span: { start: move(span.start), end: move(span.end) }, newText };
}

/** A reference whose offsets are all moved. */
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
