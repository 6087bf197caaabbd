import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Finding } from '../../server/core/base/finding.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { type Aggregate, aggregate } from '../../server/core/incremental/aggregate.js';
import { createResultCache } from '../../server/core/incremental/result-cache.js';
import { type Change, editDocument, openDocument } from '../../server/core/incremental/segmented-document.js';
import { changeOf, edited, edits, withUndo } from '../support/generate/versions.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 40);

/** Everything that was found, with the edits of every fix. */
function shown({ results }: Aggregate): unknown {
  const fixes = (finding: Finding<'segment'>) => finding.fixes.map((fix) => ({ ...fix, edits: fix.edits }));
  return results.map(({ findings, references, counts, migrations }) => ({
    counts,
    migrations,
    references: references.map(({ payloads = [], ...reference }) => ({
      ...reference,
      payloads: payloads.map(({ summary, places }) => ({ summary, places: places() })),
    })),
    findings: findings.map((finding) => ({ ...finding, fixes: fixes(finding) })),
  }));
}

describe('property: the versions of a template', function () {
  this.timeout(240_000);

  it('give the findings that each gives by itself', () => {
    fc.assert(
      fc.property(edited, edits, (source, changes) => {
        const cache = createResultCache(DEFAULT_CONFIG);
        const fresh = (text: string): unknown =>
          shown(aggregate(openDocument({ ...source, text }), createResultCache(DEFAULT_CONFIG)));
        let current = openDocument(source);
        let last = aggregate(current, cache);
        let { text } = source;
        let undo: Change | undefined;
        for (const one of changes) {
          const change = (one.kind === 'undo' && undo) || changeOf(one, text);
          const before = { found: last, text };
          ({ text, undo } = withUndo(change, text));
          current = editDocument(current, change);
          last = aggregate(current, cache, last);
          assert.deepEqual(shown(last), fresh(text), text);
          // Whoever still has the findings of the version before sees them unchanged.
          assert.deepEqual(shown(before.found), fresh(before.text), before.text);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
