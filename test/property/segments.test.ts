import assert from 'node:assert/strict';
import fc from 'fast-check';
import jsYaml from 'js-yaml';
import { applyFixes, migrate } from '../../server/core/apply-fixes.js';
import type { DocumentKind, SourceDocument } from '../../server/core/base/document.js';
import type { Finding } from '../../server/core/base/finding.js';
import type { TextKind } from '../../server/core/base/text.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { type Aggregate, aggregate } from '../../server/core/incremental/aggregate.js';
import { analysisOf } from '../../server/core/incremental/analysis.js';
import { analyzeIsolated, analyzeSegment } from '../../server/core/incremental/analyze-segment.js';
import { createResultCache } from '../../server/core/incremental/result-cache.js';
import type { SegmentResult } from '../../server/core/incremental/segment-result.js';
import { countsOf } from '../../server/core/incremental/segment-result.js';
import {
  editDocument,
  openDocument,
  type SegmentedDocument,
  sliceOf,
  textOf,
} from '../../server/core/incremental/segmented-document.js';
import type { QueueReference } from '../../server/core/references/queue-reference.js';
import { isMigration } from '../../server/core/rules/migration-rules.js';
import { edits, placed, splitDocuments } from '../support/generate/split-documents.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100);

/** What can be compared: fixes worked out, references less their sources. */
function shown({
  kind,
  findings,
  references,
}: {
  readonly kind: DocumentKind;
  readonly findings: readonly Finding<TextKind>[];
  readonly references: () => readonly QueueReference<TextKind>[];
}): unknown {
  return {
    kind,
    findings: findings.map((finding) => ({ ...finding, fixes: finding.fixes.map((fix) => ({ ...fix })) })),
    references: references().map(({ written, span, also, holder, how, pools, payloads }) => ({
      written,
      span,
      also,
      holder,
      how,
      pools,
      payloads: payloads?.map(({ summary, places }) => ({ summary, places: places() })),
    })),
  };
}

function outline({ layout, head, segments, tail, length }: SegmentedDocument): unknown {
  return { layout, head: head.text, segments: segments.map((segment) => segment.text), tail: tail.text, length };
}

describe('documents in segments', function () {
  this.timeout(120_000);

  it('give the same results as the whole document', () => {
    fc.assert(
      fc.property(splitDocuments, (document) => {
        const segments = openDocument(document, 0);
        const whole = openDocument(document, Number.POSITIVE_INFINITY);
        assert.equal(textOf(segments), document.text);
        assert.deepEqual(
          shown(analysisOf(aggregate(segments, createResultCache(DEFAULT_CONFIG)), DEFAULT_CONFIG)),
          shown(analysisOf(aggregate(whole, createResultCache(DEFAULT_CONFIG, analyzeIsolated)), DEFAULT_CONFIG)),
        );
      }),
      { numRuns: RUNS * 5 },
    );
  });

  it('give the same results on the fast path as through the tree, segment by segment', () => {
    const parts = (result: SegmentResult): unknown => {
      const { counts, migrations, inFrame, parseError, keys } = result;
      const texts = shown({ kind: result.kind, findings: result.findings, references: () => result.references });
      return { texts, counts, migrations, inFrame, parseError, keys };
    };
    fc.assert(
      fc.property(splitDocuments, (document) => {
        const { segments, ...frame } = openDocument(document, 0);
        for (const segment of segments)
          assert.deepEqual(
            parts(analyzeSegment(frame, segment, DEFAULT_CONFIG)),
            parts(analyzeIsolated(frame, segment, DEFAULT_CONFIG)),
          );
      }),
      { numRuns: RUNS },
    );
  });

  it('are changed as they are changed as a whole', () => {
    fc.assert(
      fc.property(splitDocuments, (document) => {
        assert.deepEqual(
          migrate(document, DEFAULT_CONFIG, { minLength: 0 }),
          migrate(document, DEFAULT_CONFIG, { minLength: Number.POSITIVE_INFINITY }),
        );
        assert.equal(
          applyFixes(document, DEFAULT_CONFIG, { minLength: 0 }).text,
          applyFixes(document, DEFAULT_CONFIG, { minLength: Number.POSITIVE_INFINITY }).text,
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('mostly fall into segments', () => {
    const counts = { documents: 0, split: 0 };
    fc.assert(
      fc.property(splitDocuments, (document) => {
        counts.documents++;
        if (openDocument(document, 0).layout.kind !== 'whole') counts.split++;
      }),
    );
    assert.ok(counts.split > counts.documents * 0.7, JSON.stringify(counts));
  });

  it('are the same after edits as when read from scratch', () => {
    fc.assert(
      fc.property(splitDocuments, edits, (document, changes) => {
        const memory = createResultCache(DEFAULT_CONFIG);
        let current = openDocument(document, 0);
        let whole: Aggregate = aggregate(current, memory);
        let { text } = document;
        for (const change of changes.map((one) => placed(one, text))) {
          current = editDocument(current, change);
          text = text.slice(0, change.start) + change.newText + text.slice(change.end);
          const anew = openDocument({ ...document, text }, 0);
          assert.deepEqual(outline(current), outline(anew));
          assert.equal(sliceOf(current, change), text.slice(change.start, change.end));
          whole = aggregate(current, memory, whole);
          const fresh = aggregate(anew, createResultCache(DEFAULT_CONFIG));
          assert.deepEqual(whole.counts, fresh.counts);
          assert.deepEqual([...whole.flags], [...fresh.flags]);
          for (const { counts, migrations, findings } of whole.results) {
            assert.deepEqual(counts, countsOf(findings));
            assert.equal(migrations, findings.filter(isMigration).length);
          }
          assert.deepEqual(shown(analysisOf(whole, DEFAULT_CONFIG)), shown(analysisOf(fresh, DEFAULT_CONFIG)));
        }
      }),
      { numRuns: RUNS * 3 },
    );
  });

  it('can be read exactly if they could be read as a whole', () => {
    fc.assert(
      fc.property(splitDocuments, edits, (document, changes) => {
        let { text } = document;
        for (const one of changes) {
          const change = placed(one, text);
          text = text.slice(0, change.start) + change.newText + text.slice(change.end);
        }
        const unread = (minLength: number): boolean =>
          aggregate(openDocument({ ...document, text }, minLength), createResultCache({ rules: {} })).kind !== 'none' &&
          analysisOf(
            aggregate(openDocument({ ...document, text }, minLength), createResultCache(DEFAULT_CONFIG)),
            DEFAULT_CONFIG,
          ).findings.some(({ rule }) => rule === 'syntax');
        const isReadable = readable(document.syntax, text);
        if (isReadable) assert.equal(unread(0), false, text);
        else if (unread(Number.POSITIVE_INFINITY)) assert.equal(unread(0), true, text);
      }),
      { numRuns: RUNS * 5 },
    );
  });
});

/** Whether a service reads the text, as a single document. */
function readable(syntax: SourceDocument['syntax'], text: string): boolean {
  try {
    if (syntax === 'yaml') jsYaml.load(text);
    else JSON.parse(text.replace(/^\ufeff/, ''));
    return true;
  } catch {
    return false;
  }
}
