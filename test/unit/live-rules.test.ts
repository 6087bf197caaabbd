import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { syntaxOf } from '../../server/core/base/document.js';
import type { Finding } from '../../server/core/base/finding.js';
import { NO_KNOWLEDGE } from '../../server/core/deployment/knowledge.js';
import { referencesOf as allReferences } from '../../server/core/incremental/analyze-segment.js';
import { toSegment } from '../../server/core/incremental/convert-offsets.js';
import { moveFinding, moveReference } from '../../server/core/incremental/segment-result.js';
import { buildModel } from '../../server/core/model/build.js';
import type { QueueReference } from '../../server/core/references/queue-reference.js';
import { LIVE_RULES } from '../../server/core/rules/live-registry.js';
import { runLiveRules } from '../../server/core/rules/run.js';
import { parse } from '../../server/core/syntax/parse.js';
import { checkFixes } from '../support/case-fixes.js';
import { describeExpected, describeFinding } from '../support/cases.js';
import { type LiveCase, readLiveCases } from '../support/live-cases.js';

const FOLDER = 'server/core/rules';

function referencesOf(fileName: string, text: string): QueueReference[] {
  const syntax = syntaxOf(fileName) ?? 'yaml';
  const tree = parse(text, syntax);
  const model = buildModel({ fileName, syntax, text, selection: 'auto' }, tree);
  return allReferences(fileName, model);
}

/** A rule that looks at files too has the cases of its live half in a file of its own. */
function casesFile(id: string): string {
  const own = `${FOLDER}/${id}/live-cases.md`;
  return existsSync(own) ? own : `${FOLDER}/${id}/cases.md`;
}

describe('live rules', () => {
  for (const { id } of LIVE_RULES) {
    const file = casesFile(id);
    describe(id, () => {
      for (const test of readLiveCases(readFileSync(file, 'utf8')))
        it(`${test.title} (${file}:${test.line})`, () => check(test, id));
    });
  }

  it('say nothing where nothing is known', () => {
    for (const { id } of LIVE_RULES) {
      for (const { fileName, text } of readLiveCases(readFileSync(casesFile(id), 'utf8')))
        assert.deepEqual(runLiveRules(referencesOf(fileName, text), NO_KNOWLEDGE, { rules: {} }), []);
    }
  });

  it('are as severe as the user says, and off if he says so', () => {
    const test = readLiveCases(readFileSync(casesFile('unknown-worker-pool'), 'utf8')).find(
      ({ findings }) => findings.length > 0,
    );
    assert.ok(test);
    const references = referencesOf(test.fileName, test.text);
    const found = (setting: 'error' | 'off'): Finding[] =>
      runLiveRules(references, test.knowledge, { rules: { 'unknown-worker-pool': setting, reregistration: 'off' } });
    assert.deepEqual(
      found('error').map(({ severity }) => severity),
      test.findings.map(() => 'error'),
    );
    assert.deepEqual(found('off'), []);
  });
});

function check(test: LiveCase, id: string): void {
  const { fileName, text, knowledge, sunset, findings } = test;
  const config = { rules: {}, ...(sunset && { sunset }) };
  // What all pools of a case have in common is the business of one rule.
  const references = referencesOf(fileName, text);
  const found = runLiveRules(references, knowledge, config).filter(({ rule }) => rule === id);
  // A segment of a document has its references moved; the findings about them go along.
  const move = toSegment({ start: -7 });
  const moved = references.map((reference) => moveReference(reference, move));
  assert.deepEqual(
    runLiveRules(moved, knowledge, config).filter(({ rule }) => rule === id),
    found.map((finding) => {
      const { fixes } = moveFinding(finding, move);
      return { ...moveFinding(finding, move), fixes };
    }),
  );
  assert.deepEqual(
    found.map((finding, i) => describeFinding(text, finding, findings[i])),
    findings.map(describeExpected),
  );
  for (const { severity, fixable, fixes } of found) {
    assert.notEqual(severity, 'error');
    assert.equal(fixable, fixes.length > 0);
    assert.ok(fixes.every(({ safety }) => safety === 'suggestion'));
  }
  checkFixes(test, found);
}
