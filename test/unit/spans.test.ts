import assert from 'node:assert/strict';
import type { Finding } from '../../server/core/base/finding.js';
import { compareSpans, lineIndex, type Span } from '../../server/core/base/text.js';
import { applyEdits } from '../../server/core/base/text-edit.js';
import {
  type Convert,
  fromWholeDocument,
  toDocument,
  toSegment,
} from '../../server/core/incremental/convert-offsets.js';
import { isolate } from '../../server/core/incremental/isolate.js';
import { moveFinding } from '../../server/core/incremental/segment-result.js';
import { openDocument, sliceOf, textOf } from '../../server/core/incremental/segmented-document.js';
import { rangeInDocument, rangeOfSegmentSpan } from '../../server/documents/positions.js';

const TEXT = ['# head', 'tasks:', '  - a: 1', '  - b: 2', '  - c: 3', ''].join('\n');
const DOCUMENT = openDocument({ fileName: 'a.yml', syntax: 'yaml', text: TEXT, selection: 'auto' }, 0);
const [, SECOND] = DOCUMENT.segments;

describe('spans', () => {
  it('lead from an isolated document through its segment to the document, as what an editor shows', () => {
    assert.ok(SECOND);
    const isolated = isolate(DOCUMENT, [SECOND]);
    const at = isolated.document.text.indexOf('b');
    const inTree: Span = { start: at, end: at + 1 };
    const inSegment = toSegment(isolated)(inTree);
    assert.equal(SECOND.text.slice(inSegment.start, inSegment.end), 'b');
    const inDocument = toDocument(DOCUMENT, 1)(inSegment);
    assert.equal(textOf(DOCUMENT).slice(inDocument.start, inDocument.end), 'b');
    assert.equal(sliceOf(DOCUMENT, inDocument), 'b');
    const range = { start: { line: 3, character: 4 }, end: { line: 3, character: 5 } };
    assert.deepEqual(rangeInDocument(DOCUMENT, inDocument), range);
    assert.deepEqual(rangeOfSegmentSpan(DOCUMENT, 1, inSegment), range);
  });

  it('have negative offsets for the head, and offsets behind the segment for the tail', () => {
    assert.ok(SECOND);
    const isolated = isolate(DOCUMENT, [SECOND]);
    const head = toSegment(isolated)({ start: 2, end: 6 });
    assert.deepEqual(head, { start: 2 - isolated.start, end: 6 - isolated.start });
    assert.deepEqual(toDocument(DOCUMENT, 1)(head), { start: 2, end: 6 });
  });

  // Nothing here runs: the compiler checks that each line it is told of is an error, and that there is one.
  it('of different texts cannot be mixed up', () => {
    const mixUps = (
      tree: Span,
      segment: Span<'segment'>,
      document: Span<'document'>,
      finding: Finding,
      convert: Convert<'segment', 'document'>,
    ): void => {
      // @ts-expect-error: a span of a segment is none of a tree
      tree = segment;
      // @ts-expect-error: a span of a tree is none of a segment
      segment = tree;
      // @ts-expect-error: a span of a segment is none of the document
      document = segment;
      // @ts-expect-error: a span of the document is none of a segment
      segment = document;
      // @ts-expect-error: a span of the document is none of a tree
      tree = document;
      // @ts-expect-error: what has been converted cannot be converted again
      convert(convert(segment));
      // @ts-expect-error: spans of different texts have no order
      compareSpans(segment, document);
      // @ts-expect-error: an editor shows the document, not the segment
      rangeInDocument(DOCUMENT, segment);
      // @ts-expect-error: the span counts in the document already
      rangeOfSegmentSpan(DOCUMENT, 1, document);
      // @ts-expect-error: the text of the document is not that of the segment
      sliceOf(DOCUMENT, segment);
      // @ts-expect-error: the lines are those of the segment
      SECOND?.lines().rangeOf(document);
      // @ts-expect-error: a tree may be that of an isolated document
      lineIndex<'document'>(TEXT).rangeOf(tree);
      // @ts-expect-error: the finding of a tree is first one of its segment
      moveFinding(finding, convert);
      // @ts-expect-error: edits of different texts are not edits of one text
      applyEdits<'document'>(TEXT, [{ span: segment, newText: '' }]);
      // @ts-expect-error: only of a tree it may be known that its text is the document
      fromWholeDocument(segment);
    };
    assert.equal(typeof mixUps, 'function');
  });
});
