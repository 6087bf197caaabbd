import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyze } from '../../server/core/analyze.js';
import { applyFixes, migrate } from '../../server/core/apply-fixes.js';
import type { SourceDocument } from '../../server/core/base/document.js';
import type { Finding } from '../../server/core/base/finding.js';
import { RULE_IDS } from '../../server/core/base/rule-ids.js';
import { lineIndex } from '../../server/core/base/text.js';
import { applyEdits } from '../../server/core/base/text-edit.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { fixText } from '../../server/workspace/fix-text.js';
import { planEdits } from '../../server/workspace/plan-edits.js';
import { documents } from '../support/generate/documents.js';
import type { Generated } from '../support/generate/generated.js';
import { IDENTIFIER_RULES, onlyRules } from '../support/identifier-rules.js';
import { assertFindings, assertFixed, read } from './oracle.js';

/** `PROPERTY_RUNS=20000` looks longer. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 250);

const ONLY_IDENTIFIERS = onlyRules(IDENTIFIER_RULES);

const findingsIn = (document: SourceDocument): readonly Finding<'document'>[] =>
  analyze(document, DEFAULT_CONFIG).findings;

/** Shows that something holds of generated documents; a failure shows the smallest text for which it does not. */
function always(check: (generated: Generated) => void): void {
  fc.assert(
    fc.property(documents, (generated) => {
      try {
        check(generated);
      } catch (error) {
        throw new Error(`${error instanceof Error ? error.message : String(error)}\n${generated.document.text}`, {
          cause: error,
        });
      }
    }),
    { numRuns: RUNS },
  );
}

describe('property: on generated documents', function () {
  this.timeout(120_000);

  it('the generator knows what they mean', () => {
    always(({ document, values }) => {
      const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
      assert.deepEqual(plain(read(document.text, document.syntax)), plain(values));
    });
  });

  it('findings are fit to be shown, and the same each time', () => {
    always(({ document }) => {
      const findings = findingsIn(document);
      assertFindings(document.text, findings);
      assert.deepEqual(findingsIn({ ...document }), findings);
    });
  });

  it('line breaks do not change findings or places', () => {
    always(({ document }) => {
      const said = (text: string): unknown[] => {
        const { rangeOf } = lineIndex<'document'>(text);
        return findingsIn({ ...document, text }).map(
          ({ span, fixes, also = [], tagged = [], related = [], ...rest }) => ({
            ...rest,
            range: rangeOf(span),
            also: also.map(rangeOf),
            tagged: tagged.map(rangeOf),
            related: related.map((place) => ({ ...place, span: rangeOf(place.span) })),
            fixed: fixes.map((fix) => [fix.title, applyEdits(text, fix.edits).replaceAll('\r\n', '\n')]),
          }),
        );
      };
      const lf = document.text.replaceAll('\r\n', '\n');
      assert.deepEqual(said(lf.replaceAll('\n', '\r\n')), said(lf));
    });
  });

  it('each fix of an identifier changes the identifiers only, and removes what it was offered for', () => {
    always((generated) => {
      const { document } = generated;
      const findings = findingsIn(document).filter(({ rule }) => IDENTIFIER_RULES.includes(rule));
      for (const finding of findings) {
        for (const fix of finding.fixes) {
          const text = applyEdits(document.text, fix.edits);
          assert.notEqual(text, document.text, `${fix.title} changes nothing`);
          assertFixed(generated, text, { identifiersChange: fix.safety === 'suggestion' });
          const same = (all: readonly Finding<'document'>[]): number =>
            all.filter(({ rule }) => rule === finding.rule).length;
          const left = same(findingsIn({ ...document, text }));
          assert.ok(left < same(findings), `${finding.rule} is still there after: ${fix.title}`);
        }
      }
    });
  });

  it('each other fix gives a text that is read, and keeps the comments', () => {
    always(({ document, comments }) => {
      const findings = findingsIn(document).filter(({ rule }) => !IDENTIFIER_RULES.includes(rule));
      for (const finding of findings) {
        for (const fix of finding.fixes) {
          const text = applyEdits(document.text, fix.edits);
          read(text, document.syntax);
          for (const comment of comments) assert.ok(text.includes(comment), `${fix.title} loses ${comment}`);
        }
      }
    });
  });

  it('fix all of the identifiers changes them only, and a second run of fix all changes nothing', () => {
    always((generated) => {
      const { document } = generated;
      assertFixed(generated, applyFixes(document, ONLY_IDENTIFIERS).text, { identifiersChange: false });
      for (const config of [ONLY_IDENTIFIERS, DEFAULT_CONFIG]) {
        const text = applyFixes(document, config).text;
        assert.equal(applyFixes({ ...document, text }, config).text, text);
      }
    });
  });

  it('all fixes of all rules together end, keep the comments, and leave nothing that a second run changes', () => {
    always(({ document, comments }) => {
      for (const rules of [undefined, RULE_IDS]) {
        const { text, fixed, kind } = fixText(document, DEFAULT_CONFIG, rules);
        read(text, document.syntax);
        for (const comment of comments) assert.ok(text.includes(comment), `the fixes lose ${comment}`);
        const again = fixText({ ...document, text }, DEFAULT_CONFIG, rules);
        assert.deepEqual([again.text, again.fixed, again.kind], [text, 0, kind]);
        assert.equal(fixed > 0, text !== document.text);
      }
    });
  });

  it('a plan says all that "fix all" does, in edits that can be made at once', () => {
    always(({ document }) => {
      const { edits } = planEdits(document, DEFAULT_CONFIG, undefined);
      assert.equal(applyEdits(document.text, edits), applyFixes(document, DEFAULT_CONFIG).text);
      assert.ok(edits.every(({ safety }) => safety === 'safe'));
    });
  });

  it('the migration changes the identifiers only, a second run changes nothing, and what stays has a reason', () => {
    always((generated) => {
      const { document } = generated;
      const migration = migrate(document, DEFAULT_CONFIG);
      assertFixed(generated, migration.text, { identifiersChange: false });
      const again = migrate({ ...document, text: migration.text }, DEFAULT_CONFIG);
      assert.equal(again.text, migration.text);
      assert.equal(again.converted, 0);
      assert.equal(migration.converted > 0, migration.text !== document.text);
      for (const { span, reason } of migration.left) {
        assert.ok(span.start < span.end && span.end <= document.text.length && reason !== '');
      }
      if (generated.merging) return;
      const stay = countPairs(read(migration.text, document.syntax));
      assert.ok(stay <= migration.left.length, `${stay} pairs stay, and only ${migration.left.length} have a reason`);
    });
  });
});

/** The mappings that still hold a pair and are tasks, as the generator makes them. */
function countPairs(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value).reduce((sum: number, part) => sum + countPairs(part), 0);
  const holds = (key: string): boolean => Object.hasOwn(value, key);
  const task = holds('payload') && holds('provisionerId') && holds('workerType') && !holds('taskQueueId');
  return inner + (task ? 1 : 0);
}
