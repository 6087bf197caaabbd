import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { analyze } from '../../server/core/analyze.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';

const MANY = 10_000;

describe('thousands of comments that silence findings', function () {
  this.timeout(60_000);

  it('are read in a row above one line', () => {
    const comments = '# taskcluster-lint-disable-next-line task-queue-id-format -- a test\n'.repeat(MANY);
    const text = `payload: {}\nmetadata: {}\n${comments}taskQueueId: B\n`;
    const { findings, suppressed } = analyze(
      { text, syntax: 'yaml', fileName: 'task.yml', selection: 'auto' },
      DEFAULT_CONFIG,
    );
    assert.deepEqual(
      suppressed().map(({ finding }) => finding.rule),
      ['task-queue-id-format'],
    );
    assert.deepEqual(
      findings.filter(({ rule }) => rule === 'unused-suppression'),
      [],
    );
  });

  it('silence a finding each', () => {
    const comment = '# taskcluster-lint-disable-line template -- a test';
    const lines = Array.from({ length: MANY }, (_, i) => `      k${i}: \${nowhere} ${comment}\n`).join('');
    const text = `version: 1\ntasks:\n  - taskQueueId: a/b\n    extra:\n${lines}`;
    const document = { text, syntax: 'yaml', fileName: '.taskcluster.yml', selection: 'auto' } as const;
    const { findings, suppressed } = analyze(document, DEFAULT_CONFIG);
    assert.ok(suppressed().length > 500);
    // Beyond so many, none are looked for, so the other comments may be needed.
    assert.deepEqual(
      findings.filter(({ rule }) => rule === 'template' || rule === 'unused-suppression'),
      [],
    );
  });
});
