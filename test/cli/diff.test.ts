import assert from 'node:assert/strict';
import { applyPatch } from 'diff';
import fc from 'fast-check';
import { unifiedDiff } from '../../server/cli/diff.js';

describe('unified diff', () => {
  it('is empty for equal texts', () => assert.equal(unifiedDiff('a', 'x\ny', 'x\ny'), ''));

  const headers: [path: string, header: string][] = [
    ['a.yml', 'diff --git a/a.yml b/a.yml\n--- a/a.yml\n+++ b/a.yml\n'],
    ['d/é.yml', 'diff --git a/d/é.yml b/d/é.yml\n--- a/d/é.yml\n+++ b/d/é.yml\n'],
    ['a b.yml', 'diff --git a/a b.yml b/a b.yml\n--- a/a b.yml\t\n+++ b/a b.yml\t\n'],
    [
      '"\n é',
      'diff --git "a/\\"\\n \\303\\251" "b/\\"\\n \\303\\251"\n--- "a/\\"\\n \\303\\251"\n+++ "b/\\"\\n \\303\\251"\n',
    ],
    ['\u001b\udce9', 'diff --git "a/\\033\\351" "b/\\033\\351"\n--- "a/\\033\\351"\n+++ "b/\\033\\351"\n'],
  ];
  for (const [path, header] of headers) {
    it(`names ${JSON.stringify(path)}`, () => assert.ok(unifiedDiff(path, 'x', 'y').startsWith(header)));
  }

  it('handles a removed line', () => {
    assert.equal(
      unifiedDiff('a', '1\n2\n3\n', '1\n3\n'),
      'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,3 +1,2 @@\n 1\n-2\n 3\n',
    );
  });

  it('marks a last line without a line break', () => {
    assert.equal(
      unifiedDiff('a', 'x', 'x\n'),
      'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n',
    );
  });

  it('turns one text into the other', () => {
    const text = fc
      .tuple(fc.array(fc.constantFrom('a', 'b', 'c\r', '', '-x', '+y'), { maxLength: 30 }), fc.boolean())
      .map(([lines, ended]) => lines.join('\n') + (ended ? '\n' : ''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = unifiedDiff('f', before, after);
        assert.equal(diff === '' ? before : applyPatch(before, diff, { autoConvertLineEndings: false }), after);
      }),
      { numRuns: 1000 },
    );
  });

  it('does not take the square of the number of changes', () => {
    const task = (n: number) => `t${n}:\n  provisionerId: a\n  workerType: b${n}\n  payload: {}\n`;
    const before = Array.from({ length: 20_000 }, (_, n) => task(n)).join('');
    const after = before.replace(/provisionerId: a\n {2}workerType: /g, 'taskQueueId: a/');
    const start = performance.now();
    unifiedDiff('f', before, after);
    assert.ok(performance.now() - start < 3000);
  });
});
