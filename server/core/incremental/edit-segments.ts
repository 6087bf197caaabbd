import type { DocumentKind, SourceDocument } from '../base/document.js';
import type { Aggregate } from './aggregate.js';
import { type Convert, toDocument, toSegment } from './convert-offsets.js';
import { isolate } from './isolate.js';
import type { Segment } from './segment.js';
import type { SegmentResult } from './segment-result.js';
import { commaAt, type SegmentedDocument } from './segmented-document.js';

/** Changes the text of a document with only one segment. `convert` maps its offsets to the whole document. */
export type SegmentEdit = (isolated: SourceDocument, convert: Convert<'tree', 'document'>) => string;

/**
 * Changes those segments of a document that have a `wanted` finding. `text`: that of the document. Undefined if the document
 * cannot be handled in segments: it has none, it cannot be read, or the change would not stay within its segment.
 */
export function editSegments(
  { document, results, kind, isSound }: Aggregate,
  text: string,
  wanted: (result: SegmentResult, segment: Segment) => boolean,
  change: SegmentEdit,
): { readonly kind: DocumentKind; readonly text: string } | undefined {
  if (document.layout.kind === 'whole' || !isSound) return undefined;
  const texts: string[] = [];
  for (const [index, segment] of document.segments.entries()) {
    const result = results[index];
    const changed = result && wanted(result, segment) ? changeSegment(document, segment, index, change) : segment.text;
    if (changed === undefined) return undefined;
    texts.push(changed);
  }
  const isSame = texts.every((one, i) => one === document.segments[i]?.text);
  return { kind, text: isSame ? text : document.head.text + texts.join('') + document.tail.text };
}

function changeSegment(
  document: SegmentedDocument,
  segment: Segment,
  index: number,
  change: SegmentEdit,
): string | undefined {
  const isolated = isolate(document, [segment]);
  const { head, tail } = document;
  const [inSegment, inDocument] = [toSegment(isolated), toDocument(document, index)];
  const changed = change(isolated.document, (span) => inDocument(inSegment(span)));
  if (changed === isolated.document.text) return segment.text;
  if (!changed.startsWith(head.text) || !changed.endsWith(tail.text)) return undefined;
  const body = changed.slice(head.text.length, changed.length - tail.text.length);
  const comma = document.layout.kind === 'json' ? commaAt(segment.text) : -1;
  if (comma < 0) return body;
  // The omitted comma is restored after the new last character.
  const end = body.trimEnd();
  return `${end},${segment.text.slice(comma + 1)}`;
}
