import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { createRestartPolicy } from '../../client/crashes.js';
import { mayConcernTaskcluster } from '../../client/looks-like-taskcluster.js';
import type { Finding, Fix } from '../../server/core/base/finding.js';
import { applyEdits } from '../../server/core/base/text-edit.js';
import { isMigration } from '../../server/core/rules/migration-rules.js';
import { folderOf, pathOf, relativePath } from '../../server/documents/file-name.js';
import { convertAllTitle, findingsAt, quickFixes } from '../../server/features/code-actions.js';
import { replaceMiddle } from '../../server/workspace/whole-file.js';

describe('quickFixes', () => {
  const fix = (title: string, safety: Fix['safety'], start: number): Fix<'document'> => ({
    title,
    safety,
    edits: [{ span: { start, end: start + 1 }, newText: title }],
  });
  const finding = (start: number, fixes: Fix<'document'>[], also: number[] = []): Finding<'document'> => ({
    rule: 'prefer-task-queue-id',
    severity: 'hint',
    message: '',
    span: { start, end: start + 5 },
    also: also.map((place) => ({ start: place, end: place + 5 })),
    fixable: fixes.length > 0,
    fixes,
  });
  const at = (offset: number, ...findings: Finding<'document'>[]) =>
    quickFixes(findingsAt(findings, { start: offset, end: offset })).map(({ title, preferred }) => [title, preferred]);

  it('prefers the only safe fix of a finding', () => {
    assert.deepEqual(at(0, finding(0, [fix('a', 'safe', 0), fix('b', 'suggestion', 1)])), [
      ['a', true],
      ['b', false],
    ]);
    assert.deepEqual(at(0, finding(0, [fix('a', 'safe', 0), fix('b', 'safe', 1)])), [
      ['a', false],
      ['b', false],
    ]);
  });

  it('looks at all places of a finding, their ends included', () => {
    const one = finding(10, [fix('a', 'safe', 10)], [30]);
    for (const offset of [10, 15, 30, 35]) assert.deepEqual(at(offset, one), [['a', true]]);
    for (const offset of [9, 16, 29, 36]) assert.deepEqual(at(offset, one), []);
  });

  it('lists the same edits once', () => {
    assert.deepEqual(at(0, finding(0, [fix('a', 'suggestion', 0)]), finding(1, [fix('a', 'suggestion', 0)])), [
      ['a', false],
    ]);
  });

  it('counts among the pairs of a file only what can be converted', () => {
    const pair = finding(0, [fix('a', 'safe', 0)]);
    assert.equal(isMigration(pair), true);
    assert.equal(isMigration(finding(0, [])), false);
    assert.equal(isMigration({ ...pair, rule: 'worker-type-format' }), false);
    assert.equal(convertAllTitle(1), undefined);
    assert.equal(convertAllTitle(2), 'Convert all 2 pairs in this file to taskQueueId');
  });
});

describe('replaceMiddle', () => {
  const line = fc.constantFrom('a', 'b', 'cc', '😀', '');
  const text = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'))
    .map(([lines, nl]) => lines.join(nl));

  it('turns one text into the other, in whole lines', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edit = replaceMiddle(before, after);
        assert.equal(applyEdits(before, [edit]), after);
        const { start, end } = edit.span;
        assert.ok(start === 0 || before[start - 1] === '\n');
        assert.ok(end === before.length || before[end - 1] === '\n');
      }),
    );
  });
});

describe('uri', () => {
  it('gives the path as globs see it', () => {
    assert.equal(pathOf('file:///work%20space/a%2Bb.yml'), '/work space/a+b.yml');
    assert.equal(pathOf('file:///C%3A/work/a.yml'), 'c:/work/a.yml');
    assert.equal(pathOf('vscode-vfs://github/owner/repo/a.yml?x#y'), '/owner/repo/a.yml');
    assert.equal(pathOf('untitled:Untitled-1'), 'Untitled-1');
    assert.equal(pathOf('file:///50%'), '/50%');
  });

  it('finds the innermost folder, whatever way its URI is written', () => {
    const folders = ['file:///c:/work', 'file:///c:/work/inner/', 'vscode-vfs://github/o/r'];
    assert.equal(folderOf(folders, 'file:///C%3A/work/a.yml'), folders[0]);
    assert.equal(folderOf(folders, 'file:///c:/work/inner/a.yml'), folders[1]);
    assert.equal(folderOf(folders, 'file:///c:/workshop/a.yml'), undefined);
    assert.equal(folderOf(folders, 'file:///o/r/a.yml'), undefined);
    assert.equal(relativePath('file:///c:/work/inner/', 'file:///c:/work/inner/x/a.yml'), 'x/a.yml');
  });
});

describe('the client', () => {
  it('restarts a server four times in three minutes, and again later', () => {
    let now = 0;
    const mayRestart = createRestartPolicy(() => now);
    assert.deepEqual([1, 2, 3, 4, 5].map(mayRestart), [true, true, true, true, false]);
    now += 3 * 60 * 1000;
    assert.equal(mayRestart(), true);
  });

  it('starts the server for what may be a task and not for other YAML and JSON', () => {
    assert.ok(mayConcernTaskcluster('/repo/.taskcluster.yml', ''));
    assert.ok(mayConcernTaskcluster('/repo/job.json', '{"workerType": "x"}'));
    assert.ok(mayConcernTaskcluster('/repo/task.yml', 'payload: {}\nmetadata: {}\n'));
    assert.ok(mayConcernTaskcluster('/repo/pool.json', '{"minCapacity": 0, "launchConfigs": []}'));
    assert.ok(mayConcernTaskcluster('/repo/taskcluster/kinds/build/kind.yml', 'worker-type: b-linux\n'));
    assert.ok(mayConcernTaskcluster('/repo/taskcluster/config.yml', 'workers: {aliases: {b: {worker-type: x}}}\n'));
    assert.ok(mayConcernTaskcluster('/repo/hooks/nightly.yml', ''));
    assert.ok(mayConcernTaskcluster('/repo/worker-pools/linux.json', '{\n  "own'));
    assert.ok(!mayConcernTaskcluster('/repo/tasks/main.yml', '- name: restart\n'.repeat(20)));
    assert.ok(!mayConcernTaskcluster('/repo/other/kind.yml', 'worker-type: b-linux\n'));
    assert.ok(!mayConcernTaskcluster('/repo/not.taskcluster.yml', 'on: push\n'));
    assert.ok(!mayConcernTaskcluster('/repo/deployment.yaml', 'kind: Deployment\nmetadata:\n  name: x\n'));
  });
});
