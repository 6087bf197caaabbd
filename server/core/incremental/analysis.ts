import type { DocumentKind } from '../base/document.js';
import type { Finding, Severity } from '../base/finding.js';
import { lazy } from '../base/lazy.js';
import { compareSpans } from '../base/text.js';
import type { Config } from '../config/config.js';
import type { QueueReference } from '../references/queue-reference.js';
import { isMigration } from '../rules/migration-rules.js';
import { type Aggregate, Flag } from './aggregate.js';
import { toDocument } from './convert-offsets.js';
import { type Counts, moveFinding, moveReference, type SegmentResult } from './segment-result.js';

/**
 * All findings of a document, with its own offsets. If there are very many, only the `most` most severe are listed, in the order
 * of the text among equals, and one more finding says how many there are.
 */
export function analysisOf(aggregate: Aggregate, config: Config, most = Number.POSITIVE_INFINITY): Analysis {
  const findings: Finding<'document'>[] = [...aggregate.syntax, ...frameFindings(aggregate)];
  const room = roomFor(aggregate.counts, most);
  for (const [i, result] of aggregate.results.entries()) {
    if (!hasRoom(result, room)) continue;
    const convert = toDocument(aggregate.document, i);
    for (const finding of result.findings)
      if (room[finding.severity]-- > 0) findings.push(moveFinding(finding, convert));
  }
  const unlisted = unlistedFinding(aggregate, most, config);
  if (unlisted) findings.push(unlisted);
  return {
    kind: aggregate.kind,
    findings: findings.sort((a, b) => compareSpans(a.span, b.span)),
    references: lazy(() => referencesOf(aggregate)),
  };
}

/** The findings that the migration to `taskQueueId` resolves, with offsets in the document. */
export function migrationsOf(aggregate: Aggregate): Finding<'document'>[] {
  const inSegments = aggregate.results.flatMap((result, i) => {
    if (result.migrations === 0) return [];
    const convert = toDocument(aggregate.document, i);
    return result.findings.filter(isMigration).map((finding) => moveFinding(finding, convert));
  });
  return [...frameFindings(aggregate).filter(isMigration), ...inSegments].sort((a, b) => compareSpans(a.span, b.span));
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

function unlistedFinding(
  { counts, document }: Aggregate,
  most: number,
  config: Config,
): Finding<'document'> | undefined {
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

function referencesOf({ document, results }: Aggregate): QueueReference<'document'>[] {
  return results.flatMap(({ references }, i) => {
    const convert = toDocument(document, i);
    return references.map((reference) => moveReference(reference, convert));
  });
}

/** The findings about the text around the list, each once, however many segments cause it. */
export function frameFindings({ document, results, flags }: Aggregate): Finding<'document'>[] {
  const found = new Map<string, Finding<'document'>>();
  for (let i = 0; i < flags.length; i++) {
    if (!((flags[i] ?? 0) & Flag.inFrame)) continue;
    for (const finding of results[i]?.inFrame ?? []) {
      const moved = moveFinding(finding, toDocument(document, i));
      const { rule, message, span } = moved;
      found.set(JSON.stringify([rule, message, span.start, span.end]), moved);
    }
  }
  return [...found.values()];
}

/** The results for a document. */
export interface Analysis {
  readonly kind: DocumentKind;
  /** In the order of the text. If there are very many, only some; a finding of the rule `limits` then says so. */
  readonly findings: readonly Finding<'document'>[];
  /** The places that name a queue, in the order of the text. Only live look-ups need them. */
  readonly references: () => readonly QueueReference<'document'>[];
}
