import type { DocumentKind } from '../base/document.js';
import type { Finding, Severity } from '../base/finding.js';
import { lazy } from '../base/lazy.js';
import { compareSpans } from '../base/text.js';
import type { Config } from '../config/config.js';
import type { QueueReference } from '../references/queue-reference.js';
import { isMigration } from '../rules/migration-rules.js';
import { type Suppressed, suppress } from '../suppressions/suppress.js';
import type { Suppression } from '../suppressions/suppression.js';
import { type Aggregate, Flag } from './aggregate.js';
import { toDocument } from './convert-offsets.js';
import { type Counts, moveFinding, moveReference, type SegmentResult } from './segment-result.js';

/**
 * All findings of a document, with its own offsets. If there are very many, only the `most` most severe are listed, in the order
 * of the text among equals, and one more finding says how many there are.
 */
export function analysisOf(aggregate: Aggregate, config: Config, most = Number.POSITIVE_INFINITY): Analysis {
  const findings: Finding<'document'>[] = looseFindings(aggregate);
  const room = roomFor(aggregate.counts, most);
  for (const [i, result] of aggregate.results.entries()) {
    if (!hasRoom(result, room)) continue;
    const convert = toDocument(aggregate.document, i);
    for (const finding of result.findings)
      if (room[finding.severity]-- > 0) findings.push(moveFinding(finding, convert));
  }
  const suppressions = aggregate.suppressions.map(({ suppression }) => suppression);
  findings.push(...suppress(unlistedFinding(aggregate, most, config), suppressions).findings);
  return {
    kind: aggregate.kind,
    findings: findings.sort((a, b) => compareSpans(a.span, b.span)),
    references: lazy(() => referencesOf(aggregate)),
    suppressed: lazy(() => suppressedIn(aggregate)),
    suppressions,
  };
}

/** The findings that belong to no segment. */
export function looseFindings(aggregate: Aggregate): Finding<'document'>[] {
  return [...aggregate.syntax, ...aggregate.unused, ...frameFindings(aggregate)];
}

function suppressedIn({ document, results, silencedSyntax }: Aggregate): Suppressed<'document'>[] {
  const found = new Map<string, Suppressed<'document'>>();
  const add = ({ finding, reason }: Suppressed<'document'>): void => {
    const { rule, message, span } = finding;
    found.set(JSON.stringify([rule, message, span.start, span.end]), { finding, reason });
  };
  silencedSyntax.forEach(add);
  for (const [index, { silenced }] of results.entries()) {
    if (!silenced || silenced.rules.size === 0) continue;
    const convert = toDocument(document, index);
    for (const { finding, reason } of [...silenced.findings(), ...silenced.inFrame])
      add({ finding: moveFinding(finding, convert), reason });
  }
  return [...found.values()].sort((a, b) => compareSpans(a.finding.span, b.finding.span));
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

function unlistedFinding({ counts, document }: Aggregate, most: number, config: Config): Finding<'document'>[] {
  const total = SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);
  if (total <= most || config.rules.limits === 'off') return [];
  const start = document.head.text.length;
  return [
    {
      rule: 'limits',
      severity: config.rules.limits ?? 'info',
      message: `This file has ${total} findings. Only ${most} are listed: the most severe, in the order of the file.`,
      span: { start, end: start + 1 },
      fixable: false,
      fixes: [],
    },
  ];
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
  /** The findings that comments silence, in the order of the text. They are in no other list. */
  readonly suppressed: () => readonly Suppressed<'document'>[];
  /** These comments. Further findings about the document have to be parted by them too. */
  readonly suppressions: readonly Suppression<'document'>[];
}
