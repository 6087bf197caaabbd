import type { Finding } from '../core/base/finding.js';
import type { Position, Range, Span } from '../core/base/text.js';
import { toDocument, toSegment } from '../core/incremental/convert-offsets.js';
import { type IsolatedDocument, isolate } from '../core/incremental/isolate.js';
import type { Segment } from '../core/incremental/segment.js';
import { moveFinding, type SegmentResult } from '../core/incremental/segment-result.js';
import { mayDisable, type SegmentedDocument, tailOffset } from '../core/incremental/segmented-document.js';
import { buildModel } from '../core/model/build.js';
import type { DocumentModel } from '../core/model/model.js';
import { parse } from '../core/syntax/parse.js';
import type { View } from '../features/view.js';
import type { FurtherFindings } from './further-findings.js';
import { offsetAt } from './open-document.js';
import { rangeOfSegmentSpan } from './positions.js';
import type { Snapshot } from './snapshots.js';

/** The view of a document around a position, and how its spans map to the document. */
export interface LocalView {
  readonly view: View;
  rangeOf(span: Span): Range;
}

/** The part of a document around a position that can be understood by itself. Its cost depends only on that part. */
export function viewAt(snapshot: Snapshot, position: Position): LocalView {
  const document = documentOf(snapshot);
  const places = document.places();
  const offset = offsetAt(document, position);
  const place = places.ofLine(position.line);
  const index = Math.min(place?.index ?? 0, document.segments.length - 1);
  const segments = document.segments.slice(index, index + 1);
  const isolated = isolate(document, segments);
  const begin = places.offsetOf(index);
  const end = begin + (segments[0]?.text.length ?? 0);
  const tail = tailOffset(document);
  // In the head, in the segment, or after the list.
  const local = !place ? offset : offset <= end ? isolated.start + offset - begin : isolated.end + offset - tail;
  const model = modelOf(snapshot, isolated, segments[0]);
  const inSegment = toSegment(isolated);
  return {
    view: { model, offset: local },
    rangeOf: (span) => rangeOfSegmentSpan(document, index, inSegment(span)),
  };
}

/** The model of a document with only that segment, kept until another segment is viewed. */
function modelOf(
  { modelCache }: Snapshot,
  { document }: IsolatedDocument,
  segment: Segment | undefined,
): DocumentModel {
  if (modelCache.last && modelCache.last.segment === segment && modelCache.last.text === document.text)
    return modelCache.last.model;
  const model = buildModel(document, parse(document.text, document.syntax));
  if (segment) modelCache.last = { text: document.text, segment, model };
  return model;
}

/** The findings of the segments that a range touches, in offsets of the document. The cost depends only on those segments. */
export function findingsAround(
  snapshot: Snapshot,
  { start, end }: Range,
  further: FurtherFindings,
): Finding<'document'>[] {
  const document = documentOf(snapshot);
  const places = document.places();
  const first = places.ofLine(start.line)?.index ?? 0;
  const last = Math.min(places.ofLine(end.line)?.index ?? 0, first + MOST_SEGMENTS);
  const found: Finding<'document'>[] = [];
  for (let index = first; index <= last; index++) {
    const segment = document.segments[index];
    if (!segment) continue;
    const result = resultAt(snapshot, document, index, segment);
    const convert = toDocument(document, index);
    for (const finding of [...result.findings, ...result.inFrame, ...further(result)])
      found.push(moveFinding(finding, convert));
  }
  // Few, and they belong to no segment.
  return snapshot.isAnalyzed() ? [...found, ...snapshot.aggregate().unused] : found;
}

/** The result of a segment without what comments silence. These may stand anywhere, so all have to be known. */
function resultAt(
  { isAnalyzed, aggregate, resultCache }: Snapshot,
  document: SegmentedDocument,
  index: number,
  segment: Segment,
): SegmentResult {
  const needsAll = isAnalyzed() || mayDisable(document);
  return (needsAll && aggregate().results[index]) || resultCache.of(document, segment);
}

/** Nobody looks through the fixes of more segments than fit on a screen, but "select all" requests those of all. */
const MOST_SEGMENTS = 50;

/** The document as one segment, if its segments turned out to depend on each other. */
export function documentOf(snapshot: Snapshot): SegmentedDocument {
  return snapshot.isAnalyzed() ? snapshot.aggregate().document : snapshot.document;
}
