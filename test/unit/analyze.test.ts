import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { analyze } from '../../server/core/analyze.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';

describe('a file with very many findings', () => {
  /** Three with a deprecated pair, a hint; then two with a mistake, an error. */
  const text = `${'- {provisionerId: a, workerType: b, payload: {}}\n'.repeat(3)}${'- {taskQueueId: a/B, payload: {}}\n'.repeat(2)}`;
  const document = { fileName: 'tasks.yml', syntax: 'yaml', text, selection: 'auto' } as const;
  const severities = (mostListed: number): string[] =>
    analyze(document, DEFAULT_CONFIG, mostListed).findings.map(({ severity }) => severity);
  const all = severities(Number.POSITIVE_INFINITY);

  it('lists the gravest, and says how many there are', () => {
    const errors = all.filter((severity) => severity === 'error').length;
    assert.ok(errors > 1 && all.includes('hint'));
    const { findings } = analyze(document, DEFAULT_CONFIG, errors - 1);
    assert.deepEqual(
      findings.map(({ severity }) => severity),
      ['info', ...Array.from({ length: errors - 1 }, () => 'error')],
    );
    assert.match(
      findings[0]?.message ?? '',
      new RegExp(`^This file has ${all.length} findings\\. Only ${errors - 1} are listed`),
    );
  });
  it('lists all where there is room for them', () => assert.deepEqual(severities(all.length), all));
  it('says nothing of it where the rule is off', () => {
    const { findings } = analyze(document, { ...DEFAULT_CONFIG, rules: { limits: 'off' } }, 1);
    assert.equal(findings.length, 1);
  });
});
