import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { startDemoDeployment } from '../../scripts/demo-deployment/server.mjs';
import { npmPackageFile } from '../../scripts/lib/npm-package.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { execute, installPackage } from './installed.mjs';

const PACKAGE = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/cli.js',
  'dist/server.js',
  'dist/validators.js',
  'docs/ci.md',
  'docs/cli.md',
  'docs/configuration.md',
  'docs/editors.md',
  'docs/fix-many.md',
  'docs/privacy.md',
  'docs/settings.md',
  'docs/suppressions.md',
  'docs/what-the-worker-runs.md',
  'package.json',
  'schemas/report-pools.json',
  'schemas/report.json',
  'third-party-notices.txt',
];

const CHECKOUT = [
  'LICENSE',
  'README.md',
  'dist/cli.js',
  'dist/server.js',
  'dist/third-party-notices.txt',
  'dist/validators.js',
  'package.json',
];

const TASK = `provisionerId: proj-example
workerType: linux # warm
created: 2026-01-01T00:00:00Z
deadline: 2026-01-02T00:00:00Z
payload: {}
metadata: { name: a, description: b, owner: a@b.org, source: https://b.org/c }
`;

const TEMPLATE = `version: 1
tasks:
  - taskQueueId: proj-example/linux
    created: { $fromNow: '' }
    deadline: { $fromNow: 1 hour }
    payload: {}
    metadata: { name: '\${tasks_for}', description: b, owner: a@b.org, source: https://b.org/c }
`;

describe('What npm packs of a checkout, as for pre-commit', function () {
  this.timeout(60_000);

  it('is the command line and the language server', () => {
    const report = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [{ files }] = JSON.parse(report);
    assert.deepEqual(files.map(({ path }) => path).sort(), CHECKOUT);
  });
});

describe('The package for npm, installed in an empty folder', function () {
  this.timeout(180_000);
  /** @type {Awaited<ReturnType<typeof installPackage>>} */
  let installed;
  before(async () => {
    installed = await installPackage();
  });

  const write = (files) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(installed.folder, name), text);
  };
  const lint = (args, env = {}) =>
    execute('taskcluster-lint', args, { cwd: installed.folder, env: { ...installed.env, ...env } });

  it('has the command line, the language server and their documentation, and no other file', () => {
    const names = execFileSync('tar', ['tzf', npmPackageFile()], { encoding: 'utf8' }).trim().split('\n');
    assert.deepEqual(names.map((name) => name.replace('package/', '')).sort(), PACKAGE);
  });

  it('needs no other package', () => {
    const folders = readdirSync(join(installed.folder, 'node_modules')).filter((name) => !name.startsWith('.'));
    assert.deepEqual(folders, ['taskcluster-lint']);
  });

  it('names the licences of the packages in its bundles, and of no others', () => {
    const notices = readFileSync(
      join(installed.folder, 'node_modules/taskcluster-lint/third-party-notices.txt'),
      'utf8',
    );
    for (const name of ['ajv', 'yaml', 'js-yaml', 'vscode-languageserver'])
      assert.match(notices, new RegExp(`^${name} \\d`, 'm'));
    assert.doesNotMatch(notices, /^(preact|vscode-languageclient) /m);
  });

  it('runs by npx', async () => {
    const { code, stdout } = await execute('npx', ['taskcluster-lint', '--version'], {
      cwd: installed.folder,
      env: { ...installed.env, npm_config_offline: 'true' },
    });
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    assert.deepEqual({ code, stdout }, { code: 0, stdout: `taskcluster-lint ${version}\n` });
  });

  it('checks', async () => {
    write({ 'check.yml': TASK.replace('linux', 'Linux') });
    const { code, stdout } = await lint(['check', '--format', 'json', 'check.yml']);
    assert.equal(code, 1);
    const [{ problems }] = JSON.parse(stdout).files;
    assert.deepEqual(
      problems.filter(({ severity }) => severity === 'error').map(({ rule, range }) => [rule, range.start]),
      [['worker-type-format', { line: 1, character: 12 }]],
    );
  });

  it('fixes', async () => {
    write({ 'fix.yml': TASK.replace('linux', 'Linux') });
    const { code } = await lint(['fix', '--rule', 'worker-type-format', '--write', 'fix.yml']);
    assert.equal(code, 0);
    assert.equal(readFileSync(join(installed.folder, 'fix.yml'), 'utf8'), TASK);
  });

  it('migrates', async () => {
    write({ 'migrate.yml': TASK });
    const { code } = await lint(['migrate', '--write', 'migrate.yml']);
    assert.equal(code, 0);
    const migrated = TASK.replace(/^.*\n.*\n/, 'taskQueueId: proj-example/linux # warm\n');
    assert.equal(readFileSync(join(installed.folder, 'migrate.yml'), 'utf8'), migrated);
  });

  it('renders', async () => {
    write({ '.taskcluster.yml': TEMPLATE });
    const { code, stdout } = await lint(['render', '--event', 'push', '.taskcluster.yml']);
    assert.equal(code, 0);
    assert.deepEqual(
      JSON.parse(stdout).tasks.map(({ metadata }) => metadata.name),
      ['github-push'],
    );
  });

  it('lists the pools of a deployment', async () => {
    const demo = await startDemoDeployment();
    try {
      const { code, stdout } = await lint(['pools', '--format', 'json'], { TASKCLUSTER_ROOT_URL: demo.rootUrl });
      assert.equal(code, 0);
      const ids = JSON.parse(stdout).pools.map(({ workerPoolId }) => workerPoolId);
      assert.ok(ids.length > 3, `${ids}`);
      assert.deepEqual(ids, [...ids].sort());
    } finally {
      await demo.stop();
    }
  });

  it('serves editors over standard input and output', async () => {
    const { folder, env } = installed;
    const server = spawn('taskcluster-language-server', ['--stdio'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    const exit = once(server, 'exit');
    try {
      connection.listen();
      const published = new Promise((resolve) => connection.onNotification('textDocument/publishDiagnostics', resolve));
      await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
      await connection.sendNotification('initialized', {});
      const uri = pathToFileURL(join(folder, 'open.yml')).href;
      const text = TASK.replace('linux', 'Linux');
      await connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'yaml', version: 1, text },
      });
      const { diagnostics } = await published;
      const error = diagnostics.find(({ severity }) => severity === 1);
      assert.equal(error?.source, 'taskcluster');
      assert.equal(error.code, 'worker-type-format');
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      assert.deepEqual(await exit, [0, null]);
    } finally {
      connection.dispose();
      server.kill();
    }
  });
});
