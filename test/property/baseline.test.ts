import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readBaseline, writeBaseline } from '../../server/cli/baseline/baseline-file.js';
import { type Entry, entriesOf, keyOf } from '../../server/cli/baseline/fingerprint.js';
import { analyze } from '../../server/core/analyze.js';
import type { SourceDocument } from '../../server/core/base/document.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { documents } from '../support/generate/documents.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100);

const entriesIn = (document: SourceDocument): Entry[] =>
  entriesOf(document.text, analyze(document, DEFAULT_CONFIG).findings);

const keysOf = (entries: readonly Entry[]): string[] => entries.map(keyOf).sort();

/** Comments and blank lines above the content, and a mapping that nobody knows at the end: nothing that is about a task. */
const unrelated = fc.record({
  above: fc.constantFrom('', '# a comment\n', '\n\n', '# one\n\n# two\n'),
  below: fc.constantFrom('', '\n', '# the end\n'),
});

describe('property: a baseline', function () {
  this.timeout(120_000);

  it('silences exactly the findings of its file after unrelated edits', () => {
    fc.assert(
      fc.property(documents, unrelated, ({ document }, { above, below }) => {
        fc.pre(document.syntax === 'yaml' && !document.text.startsWith('\uFEFF'));
        const end = /[\r\n]$/.test(document.text) || below === '' ? '' : '\n';
        const text = above + document.text + end + below;
        const before = entriesIn(document);
        const [[, kept] = ['', []]] = readBaseline(writeBaseline(new Map([['a.yml', before]])));
        assert.deepEqual(keysOf(kept), keysOf(before));
        assert.deepEqual(keysOf(entriesIn({ ...document, text })), keysOf(before), text);
      }),
      { numRuns: RUNS },
    );
  });

  it('does not silence what is new', () => {
    fc.assert(
      fc.property(documents, ({ document }) => {
        fc.pre(document.syntax === 'yaml' && document.fileName === 'x.yml');
        const known = new Set(keysOf(entriesIn(document)));
        const more = `${document.text.replace(/\s*(?:\.\.\.\s*)?$/, '')}\n---\ntaskQueueId: new/_wrong_\npayload: {}\nmetadata: {}\n`;
        const found = entriesIn({ ...document, text: more }).filter(({ text }) => text.includes('new/_wrong_'));
        assert.ok(found.length > 0, more);
        for (const entry of found) assert.ok(!known.has(keyOf(entry)));
      }),
      { numRuns: RUNS / 2 },
    );
  });
});
