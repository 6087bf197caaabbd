import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { buildModel } from '../../server/core/model/build.js';
import { parse } from '../../server/core/syntax/parse.js';
import { semanticTokens } from '../../server/features/semantic-tokens/semantic-tokens.js';
import { readFeatureCases } from '../support/feature-cases.js';

describe('semantic tokens', () => {
  for (const { title, fileName, syntax, text, results } of readFeatureCases(
    readFileSync('test/unit/features/semantic-tokens.cases.md', 'utf8'),
  )) {
    it(title, () => {
      const tokens = semanticTokens(buildModel({ fileName, syntax, text, selection: 'auto' }, parse(text, syntax)));
      const lines = new Map<number, string[]>();
      for (const { span, type } of tokens) {
        const line = text.slice(0, span.start).split('\n').length;
        lines.set(line, [...(lines.get(line) ?? []), `${text.slice(span.start, span.end)} ${type}`]);
      }
      assert.equal([...lines.values()].map((parts) => `${parts.join(', ')}\n`).join(''), results[0]?.text);
    });
  }
});
