import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { buildModel } from '../../server/core/model/build.js';
import type { DocumentModel } from '../../server/core/model/model.js';
import { queueReferences } from '../../server/core/references/queue-references.js';
import { parse } from '../../server/core/syntax/parse.js';
import { codeLenses } from '../../server/features/code-lens.js';
import { capacityBar } from '../../server/features/hover/capacity-bar.js';
import { hover } from '../../server/features/hover/hover.js';
import { type FeatureCase, readFeatureCases } from '../support/feature-cases.js';
import { THEN } from '../support/knowledge.js';

const NOW = THEN + 120_000;

function modelOf({ fileName, syntax, text }: FeatureCase): DocumentModel {
  return buildModel({ fileName, syntax, text, selection: 'auto' }, parse(text, syntax));
}

function casesIn(file: string): FeatureCase[] {
  return readFeatureCases(readFileSync(`test/unit/features/${file}.cases.md`, 'utf8'));
}

describe('hover', () => {
  for (const one of [...casesIn('hover'), ...casesIn('hover-of-config')]) {
    it(one.title, () => {
      const found = hover({ model: modelOf(one), offset: one.offset }, one.knowledge, NOW);
      for (const { name, info, text } of one.results) {
        if (name === 'markdown') {
          assert.equal(`${found?.markdown.replace(/(?<=base64,)[\w+/=]+/g, '…')}\n`, text);
          continue;
        }
        assert.equal(found === undefined ? '' : `${found.plainText}\n`, text);
        assert.equal(found === undefined ? '' : one.text.slice(found.span.start, found.span.end), info);
      }
    });
  }
});

describe('code lens', () => {
  for (const one of casesIn('codeLens')) {
    it(one.title, () => {
      const lenses = codeLenses(queueReferences(modelOf(one)), one.knowledge).map(({ span, title, poolId }) => {
        const line = one.text.slice(span.start, span.end);
        return `${line} <- ${title}${poolId === undefined ? '' : ` -> ${poolId}`}\n`;
      });
      assert.equal(lenses.join(''), one.results[0]?.text);
    });
  }
});

describe('picture of a capacity', () => {
  const svgOf = (uri: string): string => {
    const [head, body] = uri.split(',');
    assert.equal(head, 'data:image/svg+xml;base64');
    return Buffer.from(body ?? '', 'base64').toString('utf8');
  };
  /** The bars: where they begin, and how long they are. */
  const bars = (running: number, requested: number, stopping: number, max: number | undefined): number[][] =>
    [
      ...svgOf(capacityBar({ running, requested, stopping }, max, { width: 102 })).matchAll(
        /<rect x="([\d.]+)" y="1" width="([\d.]+)"/g,
      ),
    ].map(([, x, width]) => [Number(x), Number(width)]);

  it('shows shares of the most that may run', () =>
    assert.deepEqual(bars(10, 5, 5, 100), [
      [1, 10],
      [11, 5],
      [16, 5],
    ]));
  it('shows nothing of an empty pool', () => assert.deepEqual(bars(0, 0, 0, 50), []));
  it('is filled by a pool without a limit', () => assert.deepEqual(bars(7, 0, 0, undefined), [[1, 100]]));
  it('stays in its frame when there is more than may be', () =>
    assert.deepEqual(bars(30, 0, 10, 20), [
      [1, 75],
      [76, 25],
    ]));
  it('shows what is little', () => assert.deepEqual(bars(1, 0, 0, 10_000), [[1, 2]]));
  it('does not break on figures that cannot be', () => assert.deepEqual(bars(-5, 0, 0, -1), []));
});
