import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { buildModel } from '../../server/core/model/build.js';
import { parse } from '../../server/core/syntax/parse.js';
import { documentLinks } from '../../server/features/links/links.js';
import { pageUrl } from '../../server/features/links/pages.js';
import { readFeatureCases } from '../support/feature-cases.js';

describe('links', () => {
  const cases = readFeatureCases(readFileSync('test/unit/features/links.cases.md', 'utf8'));
  for (const { title, fileName, syntax, text, results } of cases) {
    it(title, () => {
      const links = documentLinks(buildModel({ fileName, syntax, text, selection: 'auto' }, parse(text, syntax)));
      const shown = links.map(({ span, target }) => {
        const url = 'url' in target ? target.url : pageUrl('https://tc.example.com', target.page);
        assert.equal(new URL(url).href, url);
        return `${text.slice(span.start, span.end)} -> ${url}\n`;
      });
      assert.equal(shown.join(''), results[0]?.text);
    });
  }
});
