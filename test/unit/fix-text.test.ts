import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isRuleId, type RuleId } from '../../server/core/base/rule-ids.js';
import { lineIndex } from '../../server/core/base/text.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { fixText } from '../../server/workspace/fix-text.js';
import { readFeatureCases } from '../support/feature-cases.js';

/** The rules that stand behind the language of a block; undefined for `safe`. */
function rulesIn(info: string): RuleId[] | undefined {
  if (info === 'safe') return undefined;
  return info.split(' ').map((name) => {
    assert.ok(isRuleId(name), `there is no rule ${name}`);
    return name;
  });
}

describe('fixing a whole text', () => {
  for (const { title, fileName, syntax, text, results } of readFeatureCases(
    readFileSync('test/unit/fix-text.cases.md', 'utf8'),
  )) {
    for (const [index, wanted] of results.entries()) {
      if (wanted.name === 'text') continue;
      it(`${title}: ${wanted.info}`, () => {
        const document = { fileName, syntax, text, selection: 'auto' } as const;
        const rules = rulesIn(wanted.info);
        const result = fixText(document, DEFAULT_CONFIG, rules);
        assert.equal(result.text, wanted.text);
        const { positionAt } = lineIndex(result.text);
        const left = result.left.map(({ span, rule, reason }) => {
          const { line, character } = positionAt(span.start);
          return `${line + 1}:${character + 1} ${rule}: ${reason}\n`;
        });
        const next = results[index + 1];
        assert.equal(left.join(''), next?.name === 'text' ? next.text : '');
        assert.equal(fixText({ ...document, text: result.text }, DEFAULT_CONFIG, rules).fixed, 0);
      });
    }
  }

  it('turns a rule on that is chosen, whatever the settings say', () => {
    const document = {
      fileName: '.taskcluster.yml',
      syntax: 'yaml',
      text: 'version: 1\ntasks:\n  - provisionerId: a\n    workerType: b\n',
      selection: 'auto',
    } as const;
    const config = { rules: { 'prefer-task-queue-id': 'off' } } as const;
    assert.equal(fixText(document, config, undefined).text, document.text);
    assert.match(fixText(document, config, ['prefer-task-queue-id']).text, /taskQueueId: a\/b/);
  });
});
