import assert from 'node:assert/strict';
import fs from 'node:fs';
import { join } from 'node:path';
import { type Files, lint, project, removeProjects } from './helper.js';

const FIELDS = `created: "2030-01-01T00:00:00Z"
deadline: "2030-01-01T01:00:00Z"
metadata: { name: n, description: d, owner: o@example.com, source: https://example.com }
payload: {}
`;
const BAD = `taskQueueId: proj/B_Linux\n${FIELDS}`;
const PAIR = `provisionerId: proj-a\nworkerType: ci\n${FIELDS}`;

const baselineOf = (folder: string, name = 'baseline.json'): string => fs.readFileSync(join(folder, name), 'utf8');

/** A folder whose findings are in `baseline.json`, and then has these files instead. */
async function adopted(files: Files, later: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = project(files);
  const { code } = await lint(folder, ['--write-baseline', 'baseline.json', '.']);
  assert.equal(code, 0);
  for (const [name, text] of Object.entries(later)) fs.writeFileSync(join(folder, name), text);
  return folder;
}

describe('a baseline', () => {
  afterEach(removeProjects);

  it('lists the findings of a run, a line for each, which are then not reported', async () => {
    const folder = project({ 'b/t.yml': BAD, 'a.yml': PAIR, 'good.yml': `taskQueueId: proj/ci\n${FIELDS}` });
    const { code, stdout, stderr } = await lint(folder, ['--write-baseline', 'baseline.json', '.']);
    assert.deepEqual(
      [code, stdout, stderr],
      [0, 'No problems in 3 files.\n2 findings written to baseline.json.\n', ''],
    );
    assert.equal(
      baselineOf(folder).replace(/("message":").*"}/g, '$1…"}'),
      `{
  "version": 1,
  "files": {
    "a.yml": [
      {"rule":"prefer-task-queue-id","text":"provisionerId: proj-a","message":"…"}
    ],
    "b/t.yml": [
      {"rule":"task-queue-id-format","text":"taskQueueId: proj/B_Linux","message":"…"}
    ]
  }
}
`,
    );
  });

  it('hides exactly these, wherever they have moved to', async () => {
    const folder = await adopted(
      { 'a.yml': PAIR, 'b.yml': `- ${BAD.replaceAll('\n', '\n  ').trimEnd()}\n` },
      {
        'a.yml': `# One more line.\n${PAIR}`,
        'b.yml': `- taskQueueId: c_d/e\n${`${FIELDS}`.replace(/^/gm, '  ').trimEnd()}\n- ${BAD.replaceAll('\n', '\n  ').trimEnd()}\n`,
      },
    );
    const { code, stdout } = await lint(folder, ['--baseline', 'baseline.json', '.']);
    assert.match(stdout, /^2 findings in the baseline are not reported\.$/m);
    assert.doesNotMatch(stdout, /B_Linux|prefer-task-queue-id|gone/);
    assert.equal(code, 0);
  });

  it('hides no more than it lists', async () => {
    const folder = await adopted({ 'a.yml': BAD }, { 'a.yml': BAD, 'copy.yml': BAD });
    const { code, stdout } = await lint(folder, ['--baseline', 'baseline.json', '.']);
    assert.match(stdout, /^copy\.yml:1:14: error: /m);
    assert.doesNotMatch(stdout, /^a\.yml/m);
    assert.equal(code, 1);
  });

  it('says what is gone, of the files that were checked or deleted', async () => {
    const folder = await adopted(
      { 'a.yml': BAD, 'b.yml': BAD, 'sub/c.yml': PAIR },
      { 'a.yml': BAD.replace('B_L', 'l') },
    );
    fs.rmSync(join(folder, 'b.yml'));
    const { code, stdout } = await lint(folder, ['--baseline', 'baseline.json', 'a.yml']);
    assert.equal(
      stdout,
      'No problems in 1 file.\n' +
        '2 findings in the baseline are gone. To update it, write it anew for all of its paths, with --write-baseline baseline.json.\n',
    );
    assert.equal(code, 0);
    await lint(folder, ['--baseline', 'baseline.json', '--write-baseline', 'baseline.json', '.']);
    assert.deepEqual(Object.keys(JSON.parse(baselineOf(folder)).files), ['sub/c.yml']);
  });

  it('names paths from its own folder', async () => {
    const folder = project({ 'src/a.yml': BAD, 'ci/x': '' });
    await lint(folder, ['--write-baseline', 'ci/known.json', 'src']);
    assert.deepEqual(Object.keys(JSON.parse(baselineOf(folder, 'ci/known.json')).files), ['../src/a.yml']);
    const { code } = await lint(join(folder, 'src'), ['--baseline', '../ci/known.json', 'a.yml']);
    assert.equal(code, 0);
  });

  it('is said in JSON and SARIF', async () => {
    const folder = await adopted({ 'a.yml': BAD });
    const json = await lint(folder, ['--baseline', 'baseline.json', '--format', 'json', 'a.yml']);
    const [file] = JSON.parse(json.stdout).files;
    assert.deepEqual(file.problems, []);
    assert.deepEqual(
      file.suppressions.map(({ rule, kind, range }: Record<string, unknown>) => ({ rule, kind, range })),
      [
        {
          rule: 'task-queue-id-format',
          kind: 'external',
          range: { start: { line: 0, character: 13 }, end: { line: 0, character: 25 } },
        },
      ],
    );
    assert.equal(json.stderr, 'taskcluster-lint: 1 finding in the baseline is not reported.\n');
    const sarif = await lint(folder, ['--baseline', 'baseline.json', '--format', 'sarif', 'a.yml']);
    const [result] = JSON.parse(sarif.stdout).runs[0].results;
    assert.deepEqual(result.suppressions, [{ kind: 'external' }]);
  });

  it('says of a migration which pairs are known to stay', async () => {
    const computed = `version: 1
tasks:
  - provisionerId: proj-example
    workerType: { $if: 'tasks_for == "cron"', then: cron, else: ci }
${FIELDS.replace(/^(?=.)/gm, '    ')}`;
    const folder = project({ 'a.yml': PAIR, '.taskcluster.yml': computed });
    const before = await lint(folder, ['migrate', '--format', 'json', '.']);
    const left = (stdout: string): number =>
      JSON.parse(stdout).files.reduce((sum: number, file: { left: unknown[] }) => sum + file.left.length, 0);
    assert.ok(left(before.stdout) > 0);
    await lint(folder, ['migrate', '--write-baseline', 'baseline.json', '.']);
    const after = await lint(folder, ['migrate', '--baseline', 'baseline.json', '--format', 'json', '.']);
    assert.equal(left(after.stdout), 0);
    assert.deepEqual([before.code, after.code], [1, 0]);
  });

  const bad: [string, string, RegExp][] = [
    ['is missing', 'other.json', /^taskcluster-lint: the baseline other\.json cannot be used: /],
    ['is not JSON', 'broken.json', /the baseline broken\.json cannot be used: it cannot be read as JSON: /],
    ['is something else', 'package.json', /it is not a baseline: it lacks "version" and "files"/],
    ['is of another version', 'new.json', /it has version 2, and this program reads version 1/],
    ['has findings that are not', 'odd.json', /finding 1 of "a\.yml" lacks "rule", "message" or "text"/],
  ];
  for (const [what, name, message] of bad) {
    it(`that ${what} ends the run before anything is checked`, async () => {
      const folder = project({
        'a.yml': BAD,
        'broken.json': '{',
        'package.json': '{"name": "x", "version": "1"}',
        'new.json': '{"version": 2, "files": {}}',
        'odd.json': '{"version": 1, "files": {"a.yml": [{"rule": "schema"}]}}',
      });
      for (const command of ['check', 'migrate']) {
        const { code, stdout, stderr } = await lint(folder, [command, '--baseline', name, 'a.yml']);
        assert.deepEqual([code, stdout], [2, '']);
        assert.match(stderr, message);
      }
    });
  }

  it('is not written if an input cannot be read', async () => {
    const folder = project({ 'a.yml': BAD });
    const { code, stderr } = await lint(folder, ['--write-baseline', 'baseline.json', 'a.yml', 'gone.yml']);
    assert.equal(code, 2);
    assert.match(stderr, /the baseline baseline\.json is not written, because not all inputs could be read/);
    assert.ok(!fs.existsSync(join(folder, 'baseline.json')));
  });

  it('is not written over another file', async () => {
    const folder = project({ 'a.yml': PAIR, 'b.yml': BAD });
    const { code, stderr } = await lint(folder, ['--write-baseline', 'a.yml', 'b.yml']);
    assert.equal(code, 2);
    assert.equal(stderr, 'taskcluster-lint: a.yml is not a baseline, so it was left alone\n');
    assert.equal(baselineOf(folder, 'a.yml'), PAIR);
    fs.writeFileSync(join(folder, 'old.json'), '{\n  "version": 1,\n<<<<<<< HEAD\n');
    assert.equal((await lint(folder, ['--write-baseline', 'old.json', '.'])).code, 0);
    assert.equal((await lint(folder, ['--baseline', 'old.json', '.'])).code, 0);
  });

  it('may be large', async () => {
    const entry = { rule: 'schema', text: 'a', message: 'm' };
    const folder = project({ 'a.yml': PAIR });
    const files = { 'a.yml': new Array(100_000).fill(entry) };
    fs.writeFileSync(join(folder, 'baseline.json'), JSON.stringify({ version: 1, files }));
    const { stdout } = await lint(folder, ['--baseline', 'baseline.json', '.']);
    assert.match(stdout, /^100000 findings in the baseline are gone\./m);
  });

  it('hides what fix cannot fix', async () => {
    const folder = await adopted({ 'a.yml': `taskQueueId: proj\n${FIELDS}` });
    const fix = (...argv: string[]) => lint(folder, ['fix', '--rule', 'task-queue-id-format', ...argv, 'a.yml']);
    const without = await fix();
    assert.deepEqual([without.code, /^a\.yml:1:14: left: /m.test(without.stderr)], [1, true]);
    const { code, stderr } = await fix('--baseline', 'baseline.json');
    assert.deepEqual([code, / left: /.test(stderr)], [0, false]);
  });

  it('counts for check, migrate and fix alone', async () => {
    const { code, stderr } = await lint('/', ['pools', '--baseline', 'b.json']);
    assert.equal(code, 2);
    assert.match(stderr, /'--baseline' only works with 'check', 'migrate' and 'fix'/);
  });
});
