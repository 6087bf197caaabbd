import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { analyze } from '../../server/core/analyze.js';
import { applyFixes } from '../../server/core/apply-fixes.js';
import { type SourceDocument, syntaxOf } from '../../server/core/base/document.js';
import type { Finding } from '../../server/core/base/finding.js';
import { RULE_IDS, type RuleId } from '../../server/core/base/rule-ids.js';
import { type Config, DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { ALL_RULES } from '../../server/core/rules/all.js';
import { MIGRATION_RULES } from '../../server/core/rules/migration-rules.js';
import { RULES } from '../../server/core/rules/registry.js';
import { unusedSuppression } from '../../server/core/rules/unused-suppression/unused-suppression.js';
import { checkFixes, showFixes } from '../support/case-fixes.js';
import { type Case, describeExpected, describeFinding } from '../support/cases.js';
import { IDENTIFIER_RULES, onlyRules } from '../support/identifier-rules.js';
import { casesOf, RULES_FOLDER } from '../support/rule-cases.js';

const documentOf = ({ fileName }: Case, text: string): SourceDocument => ({
  fileName: fileName.replace(/^.*(?=\.taskcluster\.yml$)|^.*\//, ''),
  ...(fileName.includes('/') && { folder: fileName.slice(0, fileName.lastIndexOf('/')) }),
  syntax: syntaxOf(fileName) ?? 'yaml',
  text,
  selection: 'auto',
});

/**
 * The rules that look at a task's identifiers. Their cases leave out what else a task needs, so they are run without the
 * rules that would miss it; the cases of all other rules are run with every rule.
 */
const ABOUT_IDENTIFIERS: readonly RuleId[] = ['syntax', 'limits', ...IDENTIFIER_RULES];

const ONLY_IDENTIFIERS = onlyRules(ABOUT_IDENTIFIERS);

const configOf = (id: RuleId): Config => (ABOUT_IDENTIFIERS.includes(id) ? ONLY_IDENTIFIERS : DEFAULT_CONFIG);

/** What a case says is set. */
function settingsOf({ sunset, maxTaskDeadlineDays }: Case): Partial<Config> {
  return { ...(sunset && { sunset }), ...(maxTaskDeadlineDays !== undefined && { maxTaskDeadlineDays }) };
}

/** The same text with other line breaks, and what must be said of it. */
const TWINS: readonly (readonly [string, (text: string) => string])[] = [
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['CR', (text) => text.replaceAll('\n', '\r')],
  ['a byte order mark', (text) => `\uFEFF${text}`],
  ['no line break at the end', (text) => text.replace(/\n$/, '')],
];

describe('rules', () => {
  it('are all registered, in the order of their ids, each with a page and cases', () => {
    assert.deepEqual(
      ALL_RULES.map((rule) => rule.id),
      [...RULE_IDS],
    );
    const folders = readdirSync(RULES_FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    assert.deepEqual(folders.map((entry) => entry.name).sort(), [...RULE_IDS].sort());
    for (const id of RULE_IDS)
      assert.ok(existsSync(`${RULES_FOLDER}/${id}/README.md`) && existsSync(`${RULES_FOLDER}/${id}/cases.md`), id);
  });

  for (const { id } of [...RULES, unusedSuppression]) {
    describe(id, () => {
      for (const test of casesOf(id))
        it(`${test.title} (${test.file}:${test.line})`, () => check(test, { ...configOf(id), ...settingsOf(test) }));
    });
  }
});

function check(test: Case, config: Config): void {
  const { text } = test;
  const { findings, kind } = analyze(documentOf(test, text), config);
  assert.deepEqual(
    findings.map((finding, i) => describeFinding(text, finding, test.findings[i])),
    test.findings.map(describeExpected),
  );
  if (test.kind) assert.equal(kind, test.kind);
  checkFixes(test, findings);
  checkFixAll(test, findings, config);
  checkTwins(test, findings, config);
}

function checkFixAll(test: Case, findings: readonly Finding<'document'>[], config: Config): void {
  const safe = findings.filter((finding) => finding.fixes.some(({ safety }) => safety === 'safe'));
  // "Fix all" asks no other rules.
  assert.deepEqual(
    safe.filter(({ rule }) => !MIGRATION_RULES.has(rule) && rule !== 'unused-suppression'),
    [],
  );
  if (test.afterAll === undefined) return;
  const fixed = applyFixes(documentOf(test, test.text), config).text;
  assert.equal(fixed, test.afterAll);
  assert.equal(applyFixes(documentOf(test, fixed), config).text, fixed, 'a second run changes it again');
}

/** The bytes around the characters must not matter: the same findings, the same fixes. */
function checkTwins(test: Case, findings: readonly Finding<'document'>[], config: Config): void {
  const said = ({ severity, rule, message }: Finding<'document'>): string => `${severity} ${rule} ${message}`;
  const fixed = (text: string): string => applyFixes(documentOf(test, text), config).text;
  for (const [name, twin] of TWINS) {
    const text = twin(test.text);
    const same = analyze(documentOf(test, text), config).findings;
    assert.deepEqual(same.map(said), findings.map(said), name);
    assert.deepEqual(
      showFixes(text, same),
      test.fixes.map((fix) => ({ ...fix, text: twin(fix.text) })),
      name,
    );
    assert.equal(fixed(text), twin(fixed(test.text)), name);
  }
}
