import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { applyEdits } from '../../server/core/base/text-edit.js';
import { buildModel } from '../../server/core/model/build.js';
import { parse } from '../../server/core/syntax/parse.js';
import { inlayHints } from '../../server/features/inlay-hints/inlay-hints.js';
import { readFeatureCases } from '../support/feature-cases.js';

const NOW = Date.parse('2026-01-31T12:00:00Z');

describe('inlay hints', () => {
  const cases = readFeatureCases(readFileSync('test/unit/features/inlay-hints.cases.md', 'utf8'));
  for (const { title, fileName, syntax, text, results } of cases) {
    const model = buildModel({ fileName, syntax, text, selection: 'auto' }, parse(text, syntax));

    it(title, () => {
      const hints = inlayHints(model, { start: 0, end: text.length }, NOW);
      const edits = hints.map(({ at, label }) => ({ span: { start: at, end: at }, newText: `⟦${label}⟧` }));
      assert.equal(applyEdits(text, edits), results[0]?.text);
    });

    it(`${title}, line by line`, () => {
      const whole = inlayHints(model, { start: 0, end: text.length }, NOW);
      let start = 0;
      const found = text.split('\n').flatMap((line) => {
        const span = { start, end: start + line.length };
        start = span.end + 1;
        return inlayHints(model, span, NOW);
      });
      assert.deepEqual(found, whole);
    });
  }
});
