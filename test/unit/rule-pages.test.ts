import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { readRulePage } from '../../scripts/lib/docs/rule-page.mjs';
import { RULE_IDS, type RuleId } from '../../server/core/base/rule-ids.js';
import type { Case } from '../support/cases.js';
import { readLiveCases } from '../support/live-cases.js';
import { casesOf, RULES_FOLDER } from '../support/rule-cases.js';

const SEVERITIES = ['error', 'warning', 'info', 'hint'];

/** All cases in a rule's folder, and its rows in the table of the formats. */
function allCasesOf(rule: RuleId): readonly Case[] {
  const live = `${RULES_FOLDER}/${rule}/live-cases.md`;
  return [...casesOf(rule), ...(existsSync(live) ? readLiveCases(readFileSync(live, 'utf8')) : [])];
}

describe("The head of a rule's page says what its cases show", () => {
  for (const rule of RULE_IDS) {
    it(rule, () => {
      const { severities, fix } = readRulePage(rule, readFileSync(`${RULES_FOLDER}/${rule}/README.md`, 'utf8'));
      const cases = allCasesOf(rule);
      const heads = new Set(cases.flatMap(({ findings }) => findings.map(({ head }) => head)));
      const shown = SEVERITIES.filter((severity) => heads.has(`${severity} ${rule}`));
      assert.deepEqual(severities, shown, 'the severities, the most severe first');
      // Where other rules report something too, a fix may be theirs.
      const alone = cases.filter(({ findings }) => findings.every(({ head }) => head.endsWith(` ${rule}`)));
      const fixes = alone.flatMap((one) => one.fixes);
      const isSafe = fixes.some(({ head }) => head.startsWith('safe '));
      assert.equal(fix, isSafe ? 'safe' : fixes.length > 0 ? 'suggestion' : 'none', 'the fix');
    });
  }
});
