import type { Span } from '../base/text.js';
import { linesOf } from '../suppressions/reach.js';
import { readSuppressions } from '../suppressions/read-suppressions.js';
import { moveSuppression, type Suppression } from '../suppressions/suppression.js';
import { parse } from '../syntax/parse.js';
import { bothEnds, toDocument, toSegment } from './convert-offsets.js';
import { isolate } from './isolate.js';
import type { Segment } from './segment.js';
import type { SegmentResult } from './segment-result.js';
import { mayDisable, type SegmentedDocument, tailOffset } from './segmented-document.js';

/** A comment of a document. */
export interface PlacedSuppression {
  readonly suppression: Suppression<'document'>;
  /** The number of the segment that has what it may silence. `all`: it reaches the whole file, or the text around the list. */
  readonly target: number | 'all';
  /** The text in which the comment stands (head, segment or tail), and where that begins. */
  readonly holder: { readonly text: string; readonly offset: number };
}

const NONE: readonly [] = [];

/** The comments of a document that silence findings, in the order of the text. `results`: those of its segments. */
export function suppressionsOf(
  document: SegmentedDocument,
  results: readonly SegmentResult[],
): readonly PlacedSuppression[] {
  const { head, segments, tail, source } = document;
  if (!mayDisable(document)) return NONE;
  const placed: PlacedSuppression[] = [];
  /** Those that reach the next content, which is in a later part of the text. */
  let open: PlacedSuppression[] = [];
  const add = (
    suppressions: readonly Suppression<'document'>[],
    target: number | 'all',
    holder: PlacedSuppression['holder'],
  ): void => {
    for (const suppression of suppressions) {
      const { reach } = suppression;
      if (reach === 'below') open.push({ suppression, target, holder });
      else placed.push({ suppression, target: reach === 'file' ? 'all' : target, holder });
    }
  };
  const close = (target: number | 'all', reach: Suppression<'document'>['reach']): void => {
    for (const one of open) placed.push({ ...one, target, suppression: { ...one.suppression, reach } });
    open = [];
  };
  const around = ({ text, disables }: Segment, offset: number): void => {
    const own = disables ? readSuppressions(parse(text, source.syntax)) : [];
    add(
      own.map((one) => moveSuppression(one, shifted(offset))),
      'all',
      { text, offset },
    );
  };
  around(head, 0);
  for (const [index, segment] of segments.entries()) {
    if (open.length === 0 && !segment.disables) continue;
    const convert = toDocument(document, index);
    if (open.length > 0) close(index, convert(firstLineOf(document, segment)));
    const own = results[index]?.suppressions ?? [];
    add(
      own.map((one) => moveSuppression(one, convert)),
      index,
      { text: segment.text, offset: document.places().offsetOf(index) },
    );
  }
  const offset = tailOffset(document);
  const first = open.length > 0 ? linesOf(parse(tail.text, source.syntax)).from(0, tail.text.length) : undefined;
  close('all', typeof first === 'object' ? shifted(offset)(first) : undefined);
  around(tail, offset);
  close('all', undefined);
  return placed.sort((a, b) => a.suppression.span.start - b.suppression.span.start);
}

/** From the offsets of a part that was read by itself to those of the document. */
function shifted(by: number) {
  return bothEnds<'tree', 'document'>((offset) => offset + by);
}

/** The lines that count as the first one of a segment. */
function firstLineOf(document: SegmentedDocument, segment: Segment): Span<'segment'> {
  const isolated = isolate(document, [segment]);
  const tree = parse(isolated.document.text, isolated.document.syntax);
  return toSegment(isolated)(linesOf(tree).of(isolated.start));
}
