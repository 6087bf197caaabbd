import type { Finding } from '../base/finding.js';
import type { QueueReference } from '../references/queue-reference.js';
import { isMigration } from '../rules/migration-rules.js';
import { suppress } from '../suppressions/suppress.js';
import { moveSuppression, type Suppression } from '../suppressions/suppression.js';
import { fromDocument } from './convert-offsets.js';
import type { PlacedSuppression } from './place-suppressions.js';
import { type Counts, countsOf, type SegmentResult, type Silenced } from './segment-result.js';
import type { SegmentedDocument } from './segmented-document.js';

/**
 * Takes out of the results of segments what comments silence. What silences a finding may stand in another segment: at the end
 * of the one before or, for the whole file, anywhere. So results are cached with everything in them and parted here. The
 * parted results are kept, so that those of unchanged segments stay the same objects; they may be dropped at any time.
 */
export interface ResultSuppressor {
  /** @param suppressions those of the document: see `suppressionsOf` */
  part(
    document: SegmentedDocument,
    results: readonly SegmentResult[],
    suppressions: readonly PlacedSuppression[],
  ): readonly SegmentResult[];
}

/** How many ways of parting one result are kept: it may stand in several places, and comments are typed letter by letter. */
const MOST_WAYS = 8;

/** Creates a suppressor that keeps nothing yet. */
export function createResultSuppressor(): ResultSuppressor {
  const kept = new WeakMap<SegmentResult, Map<string, SegmentResult>>();
  const parted = (result: SegmentResult, { suppressions, way }: Applying): SegmentResult => {
    const ways = kept.get(result) ?? new Map<string, SegmentResult>();
    kept.set(result, ways);
    const made = ways.get(way) ?? new PartedResult(result, suppressions);
    if (ways.size >= MOST_WAYS) ways.clear();
    ways.set(way, made);
    return made;
  };
  return {
    part(document, found, suppressions) {
      if (suppressions.length === 0) return found;
      const results = [...found];
      for (const [index, applying] of applyingTo(document, found, suppressions)) {
        const before = results[index];
        if (before) results[index] = parted(before, applying);
      }
      return results;
    },
  };
}

/** The suppressions that apply to a segment, and a text that is the same for those that do the same. */
interface Applying {
  readonly suppressions: readonly Suppression<'segment'>[];
  readonly way: string;
}

/** What applies to each segment, for those to which anything does. */
function applyingTo(
  document: SegmentedDocument,
  results: readonly SegmentResult[],
  suppressions: readonly PlacedSuppression[],
): ReadonlyMap<number, Applying> {
  const everywhere = suppressions.filter(({ target }) => target === 'all').map(({ suppression }) => suppression);
  const forFile = everywhere.filter(({ reach }) => reach === 'file');
  /** Comments around the list that reach a line only matter to a segment that causes something there. */
  const shared = (index: number): readonly Suppression<'document'>[] =>
    results[index]?.inFrame.length ? everywhere : forFile;
  const own = new Map<number, Suppression<'document'>[]>();
  for (const { suppression, target } of suppressions) {
    if (target === 'all') continue;
    const known = own.get(target) ?? [...shared(target)];
    own.set(target, known);
    known.push(suppression);
  }
  const applying = new Map<number, Applying>();
  for (const [index, some] of own) applying.set(index, applyingIn(document, index, some));
  // Where no place counts, what applies to one segment applies to any other.
  const inFile = applyingIn(document, 0, forFile);
  for (const index of results.keys()) {
    const some = own.has(index) ? [] : shared(index);
    if (some.length > 0) applying.set(index, some === forFile ? inFile : applyingIn(document, index, some));
  }
  return applying;
}

function applyingIn(
  document: SegmentedDocument,
  index: number,
  suppressions: readonly Suppression<'document'>[],
): Applying {
  const convert = fromDocument(document, index);
  const moved = suppressions.map((one) => moveSuppression(one, convert));
  const way = JSON.stringify(moved.map(({ rules, reach, reason }) => [rules.map(({ name }) => name), reach, reason]));
  return { suppressions: moved, way };
}

/** A result without what is silenced in it. A class because there may be very many. */
class PartedResult implements SegmentResult {
  readonly counts: Counts;
  readonly migrations: number;
  readonly silenced: Silenced;

  constructor(
    private readonly all: SegmentResult,
    private readonly by: readonly Suppression<'segment'>[],
  ) {
    const { findings, suppressed } = suppress(all.findings, by);
    const inFrame = suppress(all.inFrame, by).suppressed;
    this.counts = countsOf(findings);
    this.migrations = findings.filter(isMigration).length;
    this.silenced = {
      by,
      rules: new Set([...suppressed, ...inFrame].map(({ finding }) => finding.rule)),
      count: suppressed.length,
      findings: () => suppress(all.findings, by).suppressed,
      inFrame,
    };
  }

  get findings(): readonly Finding<'segment'>[] {
    return suppress(this.all.findings, this.by).findings;
  }
  get inFrame(): readonly Finding<'segment'>[] {
    return suppress(this.all.inFrame, this.by).findings;
  }
  get kind(): SegmentResult['kind'] {
    return this.all.kind;
  }
  get references(): readonly QueueReference<'segment'>[] {
    return this.all.references;
  }
  get parseError(): SegmentResult['parseError'] {
    return this.all.parseError;
  }
  get keys(): readonly string[] {
    return this.all.keys;
  }
  get links(): SegmentResult['links'] {
    return this.all.links;
  }
  get suppressions(): SegmentResult['suppressions'] {
    return this.all.suppressions;
  }
}
