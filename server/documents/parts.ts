import type { Steps } from '../core/base/steps.js';
import type { Range, Span } from '../core/base/text.js';
import { toSegment } from '../core/incremental/convert-offsets.js';
import { isolate } from '../core/incremental/isolate.js';
import type { SegmentResult } from '../core/incremental/segment-result.js';
import type { SegmentedDocument } from '../core/incremental/segmented-document.js';
import { buildModel } from '../core/model/build.js';
import type { DocumentModel } from '../core/model/model.js';
import { parse } from '../core/syntax/parse.js';
import type { DerivedKind } from './derived.js';
import { rangeOfSegmentSpan } from './positions.js';
import type { Snapshot } from './snapshots.js';
import { documentOf } from './view-at.js';

/** A part of a document that can be understood by itself, and how its spans map to the document. */
export interface DocumentPart {
  readonly model: DocumentModel;
  rangeOf(span: Span): Range;
}

/** The parts of a document for which `isWanted`, given the text of the segment and its number. */
export function* partsOf(
  snapshot: Snapshot,
  isWanted: (text: string, index: number) => boolean,
): Steps<readonly DocumentPart[]> {
  const document = documentOf(snapshot);
  const parts: DocumentPart[] = [];
  for (const [index, segment] of document.segments.entries()) {
    if (!isWanted(segment.text, index)) continue;
    const { model, inSegment } = partAt(document, index);
    parts.push({ model, rangeOf: (span) => rangeOfSegmentSpan(document, index, inSegment(span)) });
    yield;
  }
  return parts;
}

function partAt(document: SegmentedDocument, index: number) {
  const isolated = isolate(document, document.segments.slice(index, index + 1));
  const { text, syntax } = isolated.document;
  return { model: buildModel(isolated.document, parse(text, syntax)), inSegment: toSegment(isolated) };
}

/** Something at a place of a document. */
export interface Placed<T, Place = Range> {
  readonly place: Place;
  readonly value: T;
}

/** What is found in segments, which is kept while these do not change. */
export type PlacedKind<T> = DerivedKind<SegmentResult, readonly Placed<T, Span<'segment'>>[]>;

/** What `find` finds in an analyzed document, up to `most` of it; in the lines of `within`, if that is given. */
export function* findInParts<T>(
  snapshot: Snapshot,
  kind: PlacedKind<T>,
  find: (model: DocumentModel) => readonly Placed<T, Span>[],
  most: number,
  within?: Range,
): Steps<readonly Placed<T>[]> {
  const { document, results } = snapshot.aggregate();
  const kept = snapshot.derived.of(kind);
  const places = document.places();
  const first = within ? (places.ofLine(within.start.line)?.index ?? 0) : 0;
  const last = within ? (places.ofLine(within.end.line)?.index ?? 0) : results.length - 1;
  const found: Placed<T>[] = [];
  for (let index = Math.min(first, results.length - 1); index <= last && found.length < most; index++) {
    const result = results[index];
    const length = document.segments[index]?.text.length;
    if (!result || length === undefined || result.kind === 'none') continue;
    let all = kept.get(result);
    if (!all) {
      const { model, inSegment } = partAt(document, index);
      all = find(model).map(({ place, value }) => ({ place: inSegment(place), value }));
      kept.set(result, all);
      yield;
    }
    for (const { place, value } of all) {
      // What is in the text around the segments is found in each of them.
      const isOwn = place.start < 0 ? index === 0 : place.start < length || index === results.length - 1;
      if (isOwn) found.push({ place: rangeOfSegmentSpan(document, index, place), value });
    }
  }
  return found.slice(0, most);
}
