import type { DocumentKind } from '../base/document.js';
import type { Finding, Severity } from '../base/finding.js';
import { lazy } from '../base/lazy.js';
import { compareSpans } from '../base/text.js';
import type { Config } from '../config/config.js';
import type { QueueReference } from '../references/queue-reference.js';
import { isMigration } from '../rules/migration-rules.js';
import { type Aggregate, Flag } from './aggregate.js';
import { type Counts, moveFinding, moveReference, type SegmentResult } from './segment-result.js';
import { type SegmentedDocument, tailOffset } from './segmented-document.js';

/**
 * All findings of a document, with its own offsets. If there are very many, only the `most` most severe are listed, in the order
 * of the text among equals, and one more finding says how many there are.
 */
export function analysisOf(whole: Aggregate, config: Config, most = Number.POSITIVE_INFINITY): Analysis {
  const findings: Finding[] = [...whole.syntax, ...frameFindings(whole)];
  const room = roomFor(whole.counts, most);
  for (const [i, result] of whole.results.entries()) {
    if (!hasRoom(result, room)) continue;
    const move = toDocument(whole.document, i);
    for (const finding of result.findings) if (room[finding.severity]-- > 0) findings.push(moveFinding(finding, move));
  }
  const unlisted = unlistedFinding(whole, most, config);
  if (unlisted) findings.push(unlisted);
  return {
    kind: whole.kind,
    findings: findings.sort((a, b) => compareSpans(a.span, b.span)),
    references: lazy(() => referencesOf(whole)),
  };
}

/** The findings that the migration to `taskQueueId` resolves, with offsets in the document. */
export function migrationsOf(whole: Aggregate): Finding[] {
  const inSegments = whole.results.flatMap((result, i) => {
    if (result.migrations === 0) return [];
    const move = toDocument(whole.document, i);
    return result.findings.filter(isMigration).map((finding) => moveFinding(finding, move));
  });
  return [...frameFindings(whole).filter(isMigration), ...inSegments].sort((a, b) => compareSpans(a.span, b.span));
}

/** How many more findings of each severity may be listed. */
export type Room = Record<Severity, number>;

/** Distributes `most` slots, to the most severe findings first. */
export function roomFor(counts: Counts, most: number): Room {
  let left = most;
  const take = (severity: Severity): number => {
    const taken = Math.min(counts[severity], left);
    left -= taken;
    return taken;
  };
  return { error: take('error'), warning: take('warning'), info: take('info'), hint: take('hint') };
}

/** Whether a segment has a finding that may still be listed. If not, its findings need not be computed. */
export function hasRoom({ counts }: SegmentResult, room: Room): boolean {
  return SEVERITIES.some((severity) => counts[severity] > 0 && room[severity] > 0);
}

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const satisfies readonly Severity[];

function unlistedFinding({ counts, document }: Aggregate, most: number, config: Config): Finding | undefined {
  const total = SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);
  if (total <= most || config.rules.limits === 'off') return undefined;
  const start = document.head.text.length;
  return {
    rule: 'limits',
    severity: config.rules.limits ?? 'info',
    message: `This file has ${total} findings. Only ${most} are listed: the most severe, in the order of the file.`,
    span: { start, end: start + 1 },
    fixable: false,
    fixes: [],
  };
}

function referencesOf({ document, results }: Aggregate): QueueReference[] {
  return results.flatMap(({ references }, i) => {
    const move = toDocument(document, i);
    return references.map((reference) => moveReference(reference, move));
  });
}

/** The findings about the text around the list, each once, however many segments cause it. */
export function frameFindings({ document, results, marks }: Aggregate): Finding[] {
  const found = new Map<string, Finding>();
  for (let i = 0; i < marks.length; i++) {
    if (!((marks[i] ?? 0) & Flag.around)) continue;
    for (const finding of results[i]?.around ?? []) {
      const moved = moveFinding(finding, toDocument(document, i));
      const { rule, message, span } = moved;
      found.set(JSON.stringify([rule, message, span.start, span.end]), moved);
    }
  }
  return [...found.values()];
}

/** Converts offsets of a segment to those of its document. The head is before the segment, the tail after it. */
export function toDocument(document: SegmentedDocument, index: number): (offset: number) => number {
  const begin = document.places().offsetOf(index);
  const length = document.segments[index]?.text.length ?? 0;
  const tail = tailOffset(document);
  return (offset) => {
    if (offset < 0) return document.head.text.length + offset;
    return offset <= length ? begin + offset : tail + offset - length;
  };
}

/** The results of a document. */
export interface Analysis {
  readonly kind: DocumentKind;
  /** In the order of the text. If there are very many, only some; a finding of the rule `limits` then says so. */
  readonly findings: readonly Finding[];
  /** The places that name a queue, in the order of the text. Only live look-ups need them. */
  readonly references: () => readonly QueueReference[];
}
