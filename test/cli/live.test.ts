import assert from 'node:assert/strict';
import fs from 'node:fs';
import { join } from 'node:path';
import type { Connect } from '../../server/cli/deployment.js';
import type { Clock } from '../../server/cli/io.js';
import { realCore } from '../../server/cli/real-engine.js';
import { type DeploymentLiteral, fakeClient } from './fake-client.js';
import { fakeCore } from './fake-core.js';
import { type Files, lint, type Outcome, project, removeProjects, type Situation } from './helper.js';

const ROOT_URL = 'https://tc.example.com';
const POOLS: DeploymentLiteral = { pools: { 'a/here': {}, 'a/there': {} } };

/** Runs `check` on all files of a project, against a deployment; `asked` takes its questions. */
function check(
  files: Files,
  deployment: DeploymentLiteral,
  argv: string[] = [],
  situation: Situation = {},
  asked: string[] = [],
): Promise<Outcome> {
  const connect: Connect = () => fakeClient(deployment, asked);
  return lint(project(files), ['check', '--live', '--root-url', ROOT_URL, ...argv, '.'], {
    core: fakeCore,
    connect,
    ...situation,
  });
}

const DEFINED = `
providerId: static
description: builds
owner: team@example.com
emailOnError: false
workerPoolId: a/here
config: {workerConfig: {genericWorker: {config: {d2gConfig: {enableD2G: false}}}}}
`;

describe('worker pools that the inputs define', () => {
  afterEach(removeProjects);
  const task = 'taskQueueId: a/here\npayload: {image: node, command: [make], maxRunTime: 60}\nmetadata: {}\n';

  it('count for the tasks of all inputs, whatever their order', async () => {
    const files = { 'a.yml': task, 'pool.yml': DEFINED };
    const { stdout } = await lint(project(files), ['check', '--format', 'github', '.'], { core: realCore });
    assert.match(stdout, /file=a\.yml.*enableD2G is false in the worker pool "a\/here" in pool\.yml\./);
  });

  it('count before the deployment', async () => {
    const pools = { 'a/here': { worker: { d2gConfig: { enableD2G: true } } } };
    const files = { 'a.yml': task, 'pool.yml': DEFINED };
    const { stdout } = await check(files, { pools }, ['--format', 'github'], { core: realCore });
    assert.match(stdout, /file=a\.yml.*enableD2G is false in the worker pool "a\/here" in pool\.yml\./);
  });
});

describe('check --live', () => {
  afterEach(removeProjects);

  it('adds what the deployment lacks, in the order of the text', async () => {
    const { code, stdout, stderr } = await check(
      { 'a.yml': 'payload: BAD @a/gone WARN\nx: @a/here', 'b.yml': 'payload: @a/lost' },
      POOLS,
      ['--format', 'json'],
    );
    const { files, summary } = JSON.parse(stdout);
    assert.deepEqual(
      files.map((file: { path: string; problems: { message: string }[] }) => [
        file.path,
        ...file.problems.map(({ message }) => message),
      ]),
      [
        ['a.yml', 'BAD is found.', 'a/gone is absent.', 'WARN is found.'],
        ['b.yml', 'a/lost is absent.'],
      ],
    );
    assert.deepEqual(summary, { files: 2, errors: 1, warnings: 3, infos: 0, hints: 0, fixable: 0 });
    assert.deepEqual([code, stderr], [1, '']);
  });

  it('counts its findings as warnings', async () => {
    const files = { 'a.yml': 'payload: @a/gone' };
    assert.equal((await check(files, POOLS)).code, 0);
    const { code, stderr } = await check(files, POOLS, ['--max-warnings', '0']);
    assert.equal(stderr, 'taskcluster-lint: 1 warning, but --max-warnings allows 0\n');
    assert.equal(code, 1);
  });

  it('asks once for what many files name, and nothing about what waits there', async () => {
    const asked: string[] = [];
    await check({ 'a.yml': 'payload: @a/here @a/there', 'b.yml': 'payload: @a/here' }, POOLS, [], {}, asked);
    assert.deepEqual(asked.sort(), ['listProviders', 'workerPool a/here', 'workerPool a/there']);
  });

  it('asks for all pools where one rejects a payload, to name others', async () => {
    const asked: string[] = [];
    const d2g = (enableD2G: boolean): object => ({ worker: { d2gConfig: { enableD2G } } });
    const pools = { 'a/here': d2g(false), 'a/there': d2g(true) };
    const text = 'taskQueueId: a/here\npayload: {image: node, maxRunTime: 60}\nmetadata: {}\n';
    const rules = ['--format', 'github'];
    const { stdout } = await check({ 'a.yml': text }, { pools }, rules, { core: realCore }, asked);
    assert.match(stdout, /enableD2G is false in the worker pool "a\/here" on .* "a\/there" would take it\./);
    assert.ok(asked.includes('listWorkerPools'), asked.join());
  });

  it('has the same findings for a baseline, whichever other pools there are and could be listed', async () => {
    const files = { 'a.yml': 'taskQueueId: a/heer\npayload: {}\nmetadata: {}\n' };
    const baselines = ['a/here', 'a/near', 'b/other'].map(async (id) => {
      const deployment: DeploymentLiteral = { pools: { [id]: {} } };
      const folder = project(files);
      const argv = ['check', '--live', '--root-url', ROOT_URL, '--write-baseline', 'b.json', '.'];
      await lint(folder, argv, { core: realCore, connect: () => fakeClient(deployment) });
      return fs.readFileSync(join(folder, 'b.json'), 'utf8');
    });
    const [first = '', ...others] = await Promise.all(baselines);
    assert.match(first, /"tc\.example\.com has no worker pool \\"a\/heer\\"\."/);
    assert.deepEqual(others, [first, first]);
  });

  it("does not count its suggestions among what 'fix' makes: that command asks no deployment", async () => {
    const text = 'taskQueueId: a/heer\npayload: {}\nmetadata: {}\n';
    const { stdout } = await check({ 'a.yml': text }, POOLS, [], { core: realCore });
    assert.match(stdout, /^ {2}fix: Change to a\/here$/m);
    // Those of the two errors.
    assert.match(stdout, /^2 errors, 1 warning in 1 file\.\n2 have fixes: 'taskcluster-lint fix' /m);
  });

  it('asks for all pools together where many are named', async () => {
    const asked: string[] = [];
    const names = Array.from({ length: 20 }, (_, n) => `a/pool${n}`);
    const all = Object.fromEntries(names.map((name) => [name, {}]));
    await check({ 'a.yml': `payload: ${names.map((name) => `@${name}`).join(' ')}` }, { pools: all }, [], {}, asked);
    assert.ok(asked.length <= 25, asked.join('\n'));
    assert.ok(asked.includes('listWorkerPools'));
  });

  const POOL = 'providerId: gogle\ndescription: d\nowner: o@example.com\nemailOnError: false\nconfig: {}\n';

  it('looks up the providers that pools name, but no pools for them', async () => {
    const asked: string[] = [];
    const providers = { google: 'google', aws: 'aws' };
    const situation = { core: realCore };
    const { code, stdout, stderr } = await check({ 'pool.yml': POOL }, { ...POOLS, providers }, [], situation, asked);
    assert.match(stdout, /^pool\.yml:1:13: warning: .* has no provider "gogle".* Did you mean "google"\?/m);
    assert.deepEqual([code, stderr, asked], [0, '', ['listProviders']]);
  });

  it('says that the providers could not be looked up', async () => {
    const situation = { core: realCore };
    const { stdout, stderr } = await check({ 'pool.yml': POOL }, { ...POOLS, providers: 'forbidden' }, [], situation);
    assert.ok(!stdout.includes('unknown-provider'));
    assert.match(stderr, /^taskcluster-lint: The providers could not be looked up at https:\/\/tc\.example\.com: /);
  });

  it('asks nothing where nothing is named, or nothing that can be a pool', async () => {
    const asked: string[] = [];
    const { code } = await check({ 'a.yml': 'payload: 1', 'b.yml': 'payload: @built/in/x' }, POOLS, [], {}, asked);
    assert.deepEqual([code, asked], [0, []]);
  });

  it('leaves failed look-ups out of the report, and mentions them outside it', async () => {
    const files = { 'a.yml': 'payload: @a/gone @a/here' };
    const cases: [DeploymentLiteral, RegExp][] = [
      [
        { pools: 'unreachable' },
        /^taskcluster-lint: 2 of 2 worker pools could not be looked up at .*cannot be reached$/,
      ],
      [{ pools: 'forbidden' }, /does not let you read this$/],
      [{ pools: 'unauthorized' }, /does not accept the credentials$/],
      [{ pools: 'unusable' }, /the answer of the deployment cannot be used$/],
      [{ pools: 'failed' }, /is overloaded or failing$/],
      [
        { pools: 'failed', status: 500, message: 'Internal Server Error, incidentId 7.\n```' },
        /the deployment answered with status 500: Internal Server Error, incidentId 7\.$/,
      ],
      [{ pools: 'timeout', message: 'did not answer within 8 s' }, /: the deployment did not answer within 8 s$/],
      [
        { pools: 'credentials', message: 'TASKCLUSTER_CERTIFICATE holds no certificate' },
        /: the credentials cannot be used: TASKCLUSTER_CERTIFICATE holds no certificate$/,
      ],
    ];
    for (const [deployment, message] of cases) {
      const { code, stdout, stderr } = await check(files, deployment, ['--format', 'json']);
      assert.match(stderr.trimEnd(), message);
      assert.deepEqual(JSON.parse(stdout).files, [{ path: 'a.yml', kind: 'task', problems: [] }]);
      assert.equal(code, 0);
    }
  });

  it('waits at most half a minute', async () => {
    const clock: Clock = {
      now: () => 0,
      after: (milliseconds, action) => {
        if (milliseconds === 30_000) setImmediate(action);
        return () => {};
      },
    };
    let ended = 0;
    const never: Connect = () => ({
      ...fakeClient(POOLS),
      workerPool: () => new Promise(() => {}),
      end: () => void ended++,
    });
    const { code, stdout, stderr } = await check({ 'a.yml': 'payload: WARN @a/gone' }, POOLS, [], {
      clock,
      connect: never,
    });
    assert.match(stderr, /1 of 1 worker pool could not be looked up at .*: no answer within 30 seconds$/m);
    assert.match(stdout, /1 warning in 1 file/);
    assert.deepEqual([code, ended], [0, 1]);
  });

  it('still says which files could not be read', async () => {
    const { code, stderr } = await check({ 'a.yml': 'payload: @a/here' }, POOLS, ['gone.yml']);
    assert.equal(stderr, 'taskcluster-lint: gone.yml: no such file or folder\n');
    assert.equal(code, 2);
  });

  it('costs a file, not the run, when the core has a bug', async () => {
    const core = {
      ...fakeCore,
      analyze: (...[document, config]: Parameters<typeof fakeCore.analyze>) => ({
        ...fakeCore.analyze(document, config),
        references: () => {
          if (document.text.includes('@a/here')) throw new Error('a bug');
          return [];
        },
      }),
    };
    const files = { 'a.yml': 'payload: @a/here', 'b.yml': 'payload: BAD' };
    const { code, stdout, stderr } = await check(files, POOLS, [], { core });
    assert.match(stderr, /^taskcluster-lint: a\.yml: internal error, please report this: .*a bug/);
    assert.match(stdout, /^b\.yml/m);
    assert.equal(code, 2);
  });

  it('needs a deployment', async () => {
    const { code, stdout, stderr } = await lint(project({ 'a.yml': 'payload: 1' }), ['--live', '.']);
    assert.match(stderr, /no deployment is set: pass '--root-url URL' or set TASKCLUSTER_ROOT_URL/);
    assert.deepEqual([code, stdout], [2, '']);
  });

  it('is required for any request: neither --root-url nor the variables are enough', async () => {
    const folder = project({ 'a.yml': 'payload: @a/gone' });
    const env = { TASKCLUSTER_ROOT_URL: ROOT_URL, TASKCLUSTER_CLIENT_ID: 'me', TASKCLUSTER_ACCESS_TOKEN: 'secret' };
    // Connecting fails the test.
    const { code } = await lint(folder, ['--root-url', ROOT_URL, '.'], { core: fakeCore, env });
    assert.equal(code, 0);
  });
});
