// What docs/ci.md tells to write into a repository, tried there: the package for npm is installed in the folder, and `npx`
// takes it from there as it would from the registry.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { root } from '../../scripts/lib/paths.mjs';
import { codeBlock } from '../support/code-blocks.mjs';
import { execute, installPackage } from './installed.mjs';

const BASELINE = '.taskcluster-lint-baseline.json';

const block = (info) => codeBlock('docs/ci.md', info);

const TIMES = 'created: 2026-01-01T00:00:00Z\ndeadline: 2026-01-02T00:00:00Z\n';
const METADATA = 'metadata: { name: a, description: b, owner: a@b.org, source: https://b.org/c }\n';
const RIGHT = `taskQueueId: proj-example/linux\n${TIMES}payload: {}\n${METADATA}`;
/** An error, a warning and a hint. */
const WRONG = `provisionerId: proj-example\nworkerType: Linux\n${TIMES}routes: [index.a..b]\npayload: {}\n${METADATA}`;

describe('docs/ci.md', function () {
  this.timeout(180_000); // each test starts several processes
  /** @type {Awaited<ReturnType<typeof installPackage>>} */
  let installed;
  before(async () => {
    installed = await installPackage();
  });

  /** Runs a script as a step of GitHub Actions would. */
  const sh = (script) =>
    execute('bash', ['-e', '-c', script], {
      cwd: installed.folder,
      env: { ...installed.env, npm_config_offline: 'true', GITHUB_WORKSPACE: installed.folder },
    });
  const put = (name, text) => {
    mkdirSync(dirname(join(installed.folder, name)), { recursive: true });
    writeFileSync(join(installed.folder, name), text);
  };
  const lint = async (args) => JSON.parse((await sh(`taskcluster-lint --format json ${args}`)).stdout).files;
  const stepsOf = (workflow) => load(workflow).jobs.lint.steps;
  afterEach(() => {
    for (const name of ['tasks', '.taskcluster.yml', 'taskcluster.sarif', 'migration.diff', BASELINE])
      rmSync(join(installed.folder, name), { recursive: true, force: true });
  });

  it('names the present version', () => {
    const text = readFileSync(join(root, 'docs/ci.md'), 'utf8');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const named = [...text.matchAll(/taskcluster-lint@(\S+)|rev: v(\S+)/g)].map(([, npm, tag]) => tag ?? `${npm}.0`);
    assert.ok(named.length > 5);
    assert.deepEqual([...new Set(named)], [version.replace(/\d+$/, '0')]);
  });

  it('annotates in GitHub Actions', async () => {
    const [{ run }] = stepsOf(block('yaml .github/workflows/taskcluster-lint.yml')).filter((step) => step.run);
    put('tasks/a.yml', RIGHT);
    assert.equal((await sh(run)).code, 0);
    put('tasks/b.yml', WRONG);
    const { code, stdout } = await sh(run);
    assert.equal(code, 1);
    assert.match(stdout, /^::error file=tasks\/b\.yml,line=2,col=13,endColumn=18,/m);
  });

  it('keeps the report for code scanning, whether there are errors or not', async () => {
    const steps = stepsOf(block('yaml .github/workflows/taskcluster-code-scanning.yml'));
    const at = steps.findIndex(({ run }) => run);
    const { uses, if: condition, with: inputs } = steps[at + 1];
    assert.match(uses, /^github\/codeql-action\/upload-sarif@v\d+$/);
    assert.equal(condition, '${{ !cancelled() }}');
    for (const [text, expected] of [
      [RIGHT, { code: 0, results: [] }],
      [WRONG, { code: 1, results: ['prefer-task-queue-id', 'worker-type-format', 'index-route'] }],
    ]) {
      put('tasks/a.yml', text);
      const { code } = await sh(steps[at].run);
      const { runs } = JSON.parse(readFileSync(join(installed.folder, inputs.sarif_file), 'utf8'));
      assert.deepEqual({ code, results: runs[0].results.map(({ ruleId }) => ruleId) }, expected);
    }
  });

  it('has a .taskcluster.yml without problems, with a task for each push and pull request', async () => {
    put('.taskcluster.yml', block('yaml .taskcluster.yml'));
    const [{ kind, problems }] = await lint('.taskcluster.yml');
    assert.deepEqual({ kind, problems }, { kind: 'taskcluster-yml-v1', problems: [] });
    const commands = new Set();
    for (const event of ['push', 'pull-request', 'pull-request-synchronize']) {
      const { stdout } = await sh(`taskcluster-lint render --event ${event} .taskcluster.yml`);
      const [{ payload }, ...others] = JSON.parse(stdout).tasks;
      assert.deepEqual(others, []);
      // What comes before the last line needs GitHub.
      commands.add(payload.command.at(-1).trim().split('\n').at(-1));
    }
    const [command, ...others] = commands;
    assert.deepEqual(others, []);
    assert.equal((await sh(command)).code, 0);
    put('tasks/b.yml', WRONG);
    assert.equal((await sh(command)).code, 1);
  });

  it('fails on what can be migrated', async () => {
    const script = block('sh migration.sh');
    put('tasks/a.yml', RIGHT);
    assert.equal((await sh(script)).code, 0);
    put('tasks/b.yml', WRONG.replace('Linux', 'linux'));
    assert.equal((await sh(script)).code, 1);
  });

  it('adopts a repository with findings, and fails only on new ones', async () => {
    put('tasks/a.yml', WRONG);
    assert.equal((await sh(block('sh adopt.sh'))).code, 0);
    const check = block('sh baseline.sh');
    assert.equal((await sh(check)).code, 0);
    put('tasks/b.yml', WRONG);
    const { code, stdout } = await sh(check);
    assert.equal(code, 1);
    assert.match(stdout, /^tasks\/b\.yml:2:13: error: /m);
    assert.doesNotMatch(stdout, /^tasks\/a\.yml:/m);
  });

  for (const [title, matcher] of [
    [
      'VS Code',
      () => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).contributes.problemMatchers[0].pattern,
    ],
    ['GitHub', () => JSON.parse(block('json .github/taskcluster-lint.json')).problemMatcher[0].pattern[0]],
  ]) {
    it(`has a problem matcher for ${title} that reads the text format`, async () => {
      put('tasks/a:1.yml', WRONG);
      const { stdout } = await sh('taskcluster-lint tasks || true');
      const { regexp, ...groups } = matcher();
      const found = stdout.split('\n').flatMap((line) => {
        const match = new RegExp(regexp).exec(line);
        return match ? [Object.fromEntries(Object.entries(groups).map(([name, at]) => [name, match[at]]))] : [];
      });
      const [{ path, problems }] = await lint('tasks');
      const expected = problems.map(({ rule, severity, message, range: { start } }) => ({
        file: path,
        line: `${start.line + 1}`,
        column: `${start.character + 1}`,
        severity,
        message,
        code: rule,
      }));
      assert.deepEqual(new Set(expected.map(({ severity }) => severity)), new Set(['error', 'warning', 'hint']));
      // GitHub knows no hints.
      const shown = expected.filter(({ severity }) => title !== 'GitHub' || severity !== 'hint');
      const byPlace = (a, b) => Number(a.line) - Number(b.line);
      assert.deepEqual(found.sort(byPlace), shown.sort(byPlace));
    });
  }

  it('names the problem matcher of the extension in a task of VS Code', async () => {
    const [{ command, problemMatcher }] = JSON.parse(block('json .vscode/tasks.json')).tasks;
    const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    assert.deepEqual(
      [problemMatcher],
      contributes.problemMatchers.map(({ name }) => `$${name}`),
    );
    put('tasks/a.yml', WRONG);
    assert.match((await sh(`${command} || true`)).stdout, /^tasks\/a\.yml:2:13: error: /m);
  });
});

describe("The project's own .taskcluster.yml", function () {
  this.timeout(180_000);
  const lint = (args) => execute(process.execPath, [join(root, 'dist/cli.js'), ...args], { cwd: root });

  it('has no problems', async () => {
    const { code, stdout } = await lint(['--format', 'json', '.taskcluster.yml']);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout).files[0].problems, []);
  });

  it('runs .ci/run on pushes to main and on pull requests', async () => {
    const { stdout } = await lint(['render', '--format', 'json', '.taskcluster.yml']);
    const events = JSON.parse(stdout).events.filter(({ tasks }) => tasks > 0);
    assert.deepEqual(
      events.map(({ name }) => name),
      ['push', 'pull-request', 'pull-request-synchronize'],
    );
    for (const { name } of events) {
      const rendered = await lint(['render', '--event', name, '.taskcluster.yml']);
      const [{ payload }] = JSON.parse(rendered.stdout).tasks;
      assert.match(payload.command.at(-1), /^\.ci\/run$/m);
    }
  });
});
