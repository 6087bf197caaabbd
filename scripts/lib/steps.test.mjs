import assert from 'node:assert/strict';
import { mochaCounts, summary } from './steps.mjs';

describe('The count of npm test', () => {
  it("reads the end of Mocha's report", () => {
    const report = '  a\n    ✔ b\n    - c\n\n  12 passing (3s)\n  1 pending\n  2 failing\n';
    assert.deepEqual(mochaCounts(report, 2), { passed: 12, failed: 2, skipped: 1 });
    const coloured = report.replace(/^ {2}/gm, '\u001b[92m \u001b[0m\u001b[32m ');
    assert.deepEqual(mochaCounts(coloured, 2), { passed: 12, failed: 2, skipped: 1 });
  });

  it('takes a run that broke off for a failure', () => {
    assert.deepEqual(mochaCounts('Error: no such file\n', 1), { passed: 0, failed: 1, skipped: 0 });
    assert.deepEqual(mochaCounts('\n  3 passing (1s)\n', 7), { passed: 3, failed: 1, skipped: 0 });
  });

  it('takes a run without tests for a failure', () => {
    assert.deepEqual(mochaCounts('\n  0 passing (1ms)\n', 0), { passed: 0, failed: 1, skipped: 0 });
  });

  it('mentions skipped steps only where there are some', () => {
    assert.equal(summary({ passed: 3, failed: 0, skipped: 0 }), '3 passed, 0 failed');
    assert.equal(summary({ passed: 3, failed: 1, skipped: 2 }), '3 passed, 1 failed, 2 skipped');
  });
});
