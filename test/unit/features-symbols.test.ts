import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { SourceDocument } from '../../server/core/base/document.js';
import { lineIndex, type Span } from '../../server/core/base/text.js';
import { buildModel } from '../../server/core/model/build.js';
import { parse } from '../../server/core/syntax/parse.js';
import type { DocumentSymbol } from '../../server/features/symbols/document-symbol.js';
import { documentSymbols } from '../../server/features/symbols/symbols.js';
import { readFeatureCases } from '../support/feature-cases.js';
import { documents } from '../support/generate/documents.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100);

function symbolsOf({ text, ...source }: SourceDocument): DocumentSymbol[] {
  return documentSymbols(buildModel({ ...source, text }, parse(text, source.syntax)));
}

/** The symbols as `symbols.cases.md` writes them. */
function outline(symbols: readonly DocumentSymbol[], text: string, indent = ''): string {
  const lines = lineIndex(text);
  return symbols
    .map(({ name, detail = '', kind, span, selection, children }) => {
      const { start, end } = lines.rangeOf(span);
      const selected = text.slice(selection.start, selection.end);
      const line = `${indent}${kind} ${name} | ${detail} | ${start.line + 1}-${end.line + 1} | ${selected}\n`;
      return line + outline(children, text, `${indent}  `);
    })
    .join('');
}

describe('symbols', function () {
  this.timeout(60_000);

  for (const one of readFeatureCases(readFileSync('test/unit/features/symbols.cases.md', 'utf8'))) {
    it(one.title, () => {
      const [result] = one.results;
      assert.equal(result?.name, 'outline');
      assert.equal(outline(symbolsOf({ ...one, selection: 'auto' }), one.text), result?.text);
    });
  }

  it('lie in one another, and in the text, whatever the document', () => {
    let count = 0;
    const inside = (inner: Span, outer: Span): boolean =>
      outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
    const check = (symbols: readonly DocumentSymbol[], around: Span, text: string): void => {
      for (const [i, { name, detail, span, selection, children }] of symbols.entries()) {
        count++;
        assert.match(name, /^\S(.*\S)?$/);
        if (detail !== undefined) assert.match(detail, /^\S(.*\S)?$/);
        assert.ok(inside(span, around) && inside(selection, span), name);
        assert.ok(selection.start < selection.end, name);
        assert.doesNotMatch(text.slice(selection.start, selection.end), /[\r\n]/);
        assert.ok(span.start >= (symbols[i - 1]?.span.start ?? 0), 'in the order of the text');
        check(children, span, text);
      }
    };
    fc.assert(
      fc.property(documents, fc.nat(), ({ document }, at) => {
        // As it is, and half-written.
        const { text } = document;
        for (const part of [text, text.slice(0, at % (text.length + 1))])
          check(symbolsOf({ ...document, text: part }), { start: 0, end: part.length }, part);
      }),
      { numRuns: RUNS },
    );
    assert.ok(count > RUNS / 2, 'most documents have symbols');
  });

  it('are one for each written task, however many forms it has', () => {
    fc.assert(
      fc.property(documents, ({ document }) => {
        const { text, syntax } = document;
        const { tasks } = buildModel(document, parse(text, syntax));
        const flat = (symbols: readonly DocumentSymbol[]): DocumentSymbol[] =>
          symbols.flatMap((symbol) => [symbol, ...flat(symbol.children)]);
        const found = flat(symbolsOf(document)).filter(({ kind }) => kind === 'task');
        for (const { place } of tasks)
          assert.ok(
            found.some(({ span }) => span.start <= place.end && place.start <= span.end),
            'each place has a symbol',
          );
        assert.ok(found.length <= new Set(tasks.flatMap(({ place, shape }) => [place, ...shape.parts])).size);
      }),
      { numRuns: RUNS },
    );
  });
});
