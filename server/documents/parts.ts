import type { Steps } from '../core/base/steps.js';
import type { Range, Span } from '../core/base/text.js';
import { toSegment } from '../core/incremental/convert-offsets.js';
import { isolate } from '../core/incremental/isolate.js';
import { buildModel } from '../core/model/build.js';
import type { DocumentModel } from '../core/model/model.js';
import { parse } from '../core/syntax/parse.js';
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
    const isolated = isolate(document, [segment]);
    const { text, syntax } = isolated.document;
    const inSegment = toSegment(isolated);
    parts.push({
      model: buildModel(isolated.document, parse(text, syntax)),
      rangeOf: (span) => rangeOfSegmentSpan(document, index, inSegment(span)),
    });
    yield;
  }
  return parts;
}
