import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import type { Clock } from '../../server/cli/io.js';
import { createClient } from '../../server/taskcluster/api/create-client.js';
import type { Deployment } from '../../server/taskcluster/deployment.js';
import { type DeploymentLiteral, fakeClient } from './fake-client.js';
import { lint, type Outcome, type Situation } from './helper.js';

const ROOT_URL = 'https://tc.example.com';

/** Runs `pools` against a deployment; `asked` takes its questions. */
const pools = (
  deployment: DeploymentLiteral,
  argv: string[] = [],
  situation: Situation = {},
  asked: string[] = [],
): Promise<Outcome> =>
  lint('/', ['pools', '--root-url', ROOT_URL, ...argv], {
    connect: () => fakeClient(deployment, asked),
    ...situation,
  });

const FLEET: DeploymentLiteral = {
  pools: {
    'proj-x/windows': { providerId: 'azure2', capacity: { running: 0 }, lifecycle: { reregistrationTimeout: 0 } },
    'proj-x/ci': {
      providerId: 'aws',
      minCapacity: 1,
      capacity: { running: 12, requested: 2, stopping: 1 },
      lifecycle: { reregistrationTimeout: 5400 },
    },
    'proj-x/gone': { providerId: 'null-provider', minCapacity: undefined, maxCapacity: undefined },
    'proj-x/mac': { providerId: 'static', minCapacity: undefined, maxCapacity: undefined },
  },
  providers: { aws: 'aws', azure2: 'azure', static: 'static' },
  queues: { 'proj-x/ci': { pending: 3, claimed: 11 }, 'proj-x/mac': { pending: 1000, claimed: 8 } },
};

const CONFIGURED: DeploymentLiteral = { pools: { 'a/b': { lifecycle: { reregistrationTimeout: 86_400 } } } };

describe('pools', () => {
  it('prints a table, sorted by id', async () => {
    const { code, stdout, stderr } = await pools(FLEET);
    assert.equal(stderr, '');
    assert.equal(
      stdout,
      [
        'WORKER POOL     RUNNING  REQUESTED  STOPPING  MIN  MAX  PENDING  CLAIMED  PROVIDER                       RE-REGISTERS',
        'proj-x/ci            12          2         1    1   50        3       11  aws                            every 1 hour 30 minutes (configured)',
        'proj-x/gone           0          0         0    -    -        0        0  null-provider (being deleted)  n/a',
        'proj-x/mac            0          0         0    -    -     1000        8  static                         every 4 days (default)',
        'proj-x/windows        0          0         0    0   50        0        0  azure2                         every 4 days (default, as 0 counts as not set)',
        '',
        '4 worker pools at https://tc.example.com, 2 not configured to re-register.',
        '',
      ].join('\n'),
    );
    assert.equal(code, 0);
  });

  it('prints JSON as its schema says', async () => {
    const { code, stdout } = await pools(FLEET, ['--format', 'json']);
    const report = JSON.parse(stdout);
    const schema = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../schemas/report-pools.json'), 'utf8'));
    const validate = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);
    const valid: boolean = validate(report);
    assert.ok(valid, JSON.stringify(validate.errors));
    assert.deepEqual(
      { ...report, pools: report.pools.slice(0, 3) },
      {
        version: 1,
        rootUrl: ROOT_URL,
        pools: [
          {
            workerPoolId: 'proj-x/ci',
            providerId: 'aws',
            providerType: 'aws',
            minCapacity: 1,
            maxCapacity: 50,
            capacity: { running: 12, requested: 2, stopping: 1 },
            pending: 3,
            claimed: 11,
            reregistration: { state: 'configured', seconds: 5400 },
          },
          {
            workerPoolId: 'proj-x/gone',
            providerId: 'null-provider',
            providerType: 'null',
            minCapacity: null,
            maxCapacity: null,
            capacity: { running: 0, requested: 0, stopping: 0 },
            pending: 0,
            claimed: 0,
            reregistration: { state: 'not-applicable', seconds: null },
          },
          {
            workerPoolId: 'proj-x/mac',
            providerId: 'static',
            providerType: 'static',
            minCapacity: null,
            maxCapacity: null,
            capacity: { running: 0, requested: 0, stopping: 0 },
            pending: 1000,
            claimed: 8,
            reregistration: { state: 'default', seconds: 345_600 },
          },
        ],
        notReregistering: 2,
      },
    );
    assert.deepEqual(report.pools[3].reregistration, { state: 'degenerate', seconds: 0 });
    assert.equal(code, 0);
  });

  describe('--not-reregistering', () => {
    it('shows only the pools that are not configured, asks only about these, and ends with 1', async () => {
      const asked: string[] = [];
      const { code, stdout } = await pools(FLEET, ['--not-reregistering'], {}, asked);
      assert.deepEqual(stdout.match(/^proj-x\/\w+/gm), ['proj-x/mac', 'proj-x/windows']);
      assert.match(stdout, /^2 of 4 worker pools .* are not configured .* lifecycle\.reregistrationTimeout/m);
      assert.deepEqual(asked.sort(), [
        'listProviders',
        'listWorkerPools',
        'listWorkerPoolsStats',
        'taskQueueCounts proj-x/mac',
        'taskQueueCounts proj-x/windows',
      ]);
      assert.equal(code, 1);
    });

    it('ends with 0 where all are configured', async () => {
      assert.deepEqual(await pools(CONFIGURED, ['--not-reregistering']), {
        code: 0,
        stdout: 'None of 1 worker pool at https://tc.example.com needs re-registration to be configured.\n',
        stderr: '',
      });
      const { code, stdout } = await pools(CONFIGURED, ['--not-reregistering', '--format', 'json']);
      assert.deepEqual(JSON.parse(stdout), { version: 1, rootUrl: ROOT_URL, pools: [], notReregistering: 0 });
      assert.equal(code, 0);
    });
  });

  it('has nothing to show if there are no pools', async () => {
    const { code, stdout } = await pools({ pools: {} });
    assert.equal(stdout, 'No worker pools at https://tc.example.com.\n');
    assert.equal(code, 0);
  });

  it('shows what it may not see as unknown, and says why', async () => {
    const { code, stdout, stderr } = await pools({
      ...CONFIGURED,
      stats: 'failed',
      providers: 'forbidden',
      queues: { 'a/b': 'forbidden' },
    });
    assert.match(stdout, /^a\/b +\? +\? +\? +0 +50 +\? +\? +cloud +every day \(configured\)$/m);
    assert.match(stderr, /capacity of the worker pools cannot be looked up: .* failed/);
    assert.match(stderr, /types of their providers .* only allows it with credentials.* worker-manager:list-providers/);
    assert.match(stderr, /pending tasks for 1 of 1 worker pools .* queue:pending-count:/);
    assert.equal(code, 0);
  });

  it('says once that it may not see the claimed tasks, and for how many pools', async () => {
    const pending = { pending: 3, claimed: undefined };
    const { code, stdout, stderr } = await pools({
      pools: { 'a/b': {}, 'a/c': {}, 'a/d': {} },
      queues: { 'a/b': pending, 'a/d': pending },
    });
    assert.match(stdout, /^a\/b .* 3 +\? +cloud/m);
    assert.match(
      stderr,
      /^taskcluster-lint: the number of claimed tasks for 2 of 3 worker pools cannot be looked up: .* queue:claimed-count:<workerPoolId> .*\n$/,
    );
    assert.equal(code, 0);
  });

  it('shows a dash for limits that a pool does not have, even if its provider type is unknown', async () => {
    const none = { minCapacity: undefined, maxCapacity: undefined };
    const { stdout } = await pools({ pools: { 'a/b': { providerId: 'metal', ...none } }, providers: 'forbidden' });
    assert.match(stdout, /^a\/b +0 +0 +0 +- +- /m);
  });

  it('names a variable without valid credentials, and sends nothing', async () => {
    const wrong = {
      TASKCLUSTER_CLIENT_ID: 'no client id',
      TASKCLUSTER_CERTIFICATE: 'no certificate',
    };
    for (const [variable, value] of Object.entries(wrong)) {
      const env = { TASKCLUSTER_CLIENT_ID: 'me', TASKCLUSTER_ACCESS_TOKEN: 'secret-token', [variable]: value };
      const sent: string[] = [];
      const { code, stderr } = await lint('/', ['pools'], {
        env: { TASKCLUSTER_ROOT_URL: ROOT_URL, ...env },
        connect: ({ rootUrl, credentials }) =>
          createClient({
            rootUrl,
            credentials,
            transport: async ({ url }) => {
              sent.push(url);
              return { status: 200, headers: {}, body: '{}' };
            },
            now: () => 0,
            random: () => 0,
            sleep: async () => {},
          }),
      });
      assert.match(stderr, new RegExp(`^taskcluster-lint: .*${ROOT_URL} was not asked: ${variable} is `));
      assert.deepEqual([code, sent], [2, []]);
    }
  });

  const troubles: [kind: DeploymentLiteral['pools'], message: RegExp][] = [
    ['forbidden', /only allows it with credentials: sign in with the scope worker-manager:list-worker-pools /],
    ['unauthorized', /does not accept the credentials .*: sign in again, or unset them \(the service's words\)$/],
    [
      'unreachable',
      /cannot be reached: check the URL, the network and, if there is a proxy, HTTPS_PROXY .*\(the service's words\)$/,
    ],
    ['failed', / failed: try again later \(the service's words\)$/],
    ['timeout', /tc\.example\.com the service's words: try again later$/],
    ['too-long', /sent an answer that is too long to read \(the service's words\)$/],
    ['unusable', /does not answer like Taskcluster: is it the root URL of a deployment\?/],
    ['absent', /does not answer like Taskcluster/],
  ];
  for (const [kind, message] of troubles) {
    it(`says what to do if the list of pools is ${kind}`, async () => {
      const { code, stdout, stderr } = await pools({ pools: kind, message: "the service's words" });
      assert.equal(stdout, '');
      assert.match(stderr.trimEnd(), message);
      assert.match(stderr, /^taskcluster-lint: the worker pools cannot be listed: https:\/\/tc\.example\.com /);
      assert.equal(code, 2);
    });
  }

  it('does not let foreign text control the terminal', async () => {
    const evil = 'a/\x1b[31mred\x1b]0;title\x07\x9b2J\n\u202e';
    const { stdout, stderr } = await pools({
      pools: { [evil]: { providerId: '\x1b[2Jp\r\n' } },
      stats: 'failed',
      message: '\x1b[31m\x07boom',
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
    assert.doesNotMatch(stdout + stderr, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
    assert.match(stdout, /^a\/red.* p /m);
    assert.match(stderr, /boom/);
  });

  describe('the deployment', () => {
    const TOKEN = 'secret-token';
    const env = { TASKCLUSTER_ROOT_URL: ROOT_URL, TASKCLUSTER_CLIENT_ID: 'me', TASKCLUSTER_ACCESS_TOKEN: TOKEN };
    const used = async (argv: string[], environment: Record<string, string>): Promise<Deployment[]> => {
      const seen: Deployment[] = [];
      const { code } = await lint('/', ['pools', ...argv], {
        env: environment,
        connect: (deployment) => {
          seen.push(deployment);
          return fakeClient(CONFIGURED);
        },
      });
      assert.equal(code, 0);
      return seen;
    };
    const me = { clientId: 'me', accessToken: TOKEN };

    it('comes from the variable, with its credentials', async () => {
      assert.deepEqual(await used([], env), [{ rootUrl: ROOT_URL, credentials: me }]);
      assert.deepEqual(await used([], { ...env, TASKCLUSTER_CERTIFICATE: '{}' }), [
        { rootUrl: ROOT_URL, credentials: { ...me, certificate: '{}' } },
      ]);
    });
    it('comes from the option, which keeps the credentials only for the same origin', async () => {
      assert.deepEqual(await used(['--root-url', `${ROOT_URL}:443/`], env), [{ rootUrl: ROOT_URL, credentials: me }]);
      for (const other of [
        'https://tc.example.com:8443',
        'https://tc.example.com.evil.example',
        'http://127.0.0.1:1',
      ]) {
        assert.deepEqual(await used(['--root-url', other], env), [{ rootUrl: other, credentials: undefined }]);
      }
    });
    it('is asked without credentials if they are incomplete or belong to no deployment', async () => {
      const { TASKCLUSTER_ACCESS_TOKEN: _, ...half } = env;
      assert.deepEqual(await used([], half), [{ rootUrl: ROOT_URL, credentials: undefined }]);
      const { TASKCLUSTER_ROOT_URL: __, ...homeless } = env;
      assert.deepEqual(await used(['--root-url', ROOT_URL], homeless), [{ rootUrl: ROOT_URL, credentials: undefined }]);
    });

    const refused: [title: string, argv: string[], environment: Record<string, string>, message: RegExp][] = [
      ['none is named', [], {}, /no deployment is set: pass '--root-url URL' or set TASKCLUSTER_ROOT_URL/],
      ['the option is not a URL', ['--root-url', 'tc'], {}, /'--root-url': The root URL "tc"/],
      ['the variable has a path', [], { TASKCLUSTER_ROOT_URL: `${ROOT_URL}/api` }, /TASKCLUSTER_ROOT_URL: .*must end/],
      ['it is not encrypted', ['--root-url', 'http://tc.example.com'], {}, /https/],
      ['it holds a password', ['--root-url', `https://me:${TOKEN}@tc.example.com`], {}, /user name or a password/],
    ];
    for (const [title, argv, environment, message] of refused) {
      it(`is not asked where ${title}`, async () => {
        const { code, stdout, stderr } = await lint('/', ['pools', ...argv], { env: environment });
        assert.match(stderr, message);
        assert.doesNotMatch(stderr, new RegExp(TOKEN));
        assert.deepEqual([code, stdout], [2, '']);
      });
    }

    it('is told which scope a client lacks, but not its token', async () => {
      const { stderr } = await lint('/', ['pools'], { env, connect: () => fakeClient({ pools: 'forbidden' }) });
      assert.match(
        stderr,
        /the client 'me' from TASKCLUSTER_CLIENT_ID needs the scope worker-manager:list-worker-pools/,
      );
      assert.doesNotMatch(stderr, new RegExp(TOKEN));
    });
  });

  describe('on a terminal', () => {
    /** A clock that advances by a number of milliseconds with each reading, and runs what is due. */
    const timed = (milliseconds: number, argv: string[] = [], situation: Situation = {}): Promise<Outcome> => {
      let time = 0;
      const waiting: { at: number; action: () => void }[] = [];
      const clock: Clock = {
        now: () => time,
        after: (delay, action) => {
          const entry = { at: time + delay, action };
          waiting.push(entry);
          return () => void waiting.splice(waiting.indexOf(entry), 1);
        },
      };
      const pass = <T>(answer: T): T => {
        time += milliseconds;
        for (const { action } of waiting.filter(({ at }) => at <= time)) action();
        return answer;
      };
      const client = fakeClient(FLEET);
      let turn: Promise<unknown> = Promise.resolve();
      const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
        const mine = turn.then(work).then(pass);
        turn = mine;
        return mine;
      };
      const slow = { ...client, taskQueueCounts: (id: string) => inTurn(() => client.taskQueueCounts(id)) };
      return pools(FLEET, argv, { terminal: true, clock, connect: () => slow, ...situation });
    };

    it('has colours', async () => {
      const { stdout } = await pools(FLEET, [], { terminal: true });
      assert.ok(stdout.includes('\x1b[33mevery 4 days (default)\x1b[39m'));
    });

    it('shows its progress after a second, and removes the bar', async () => {
      const { stderr } = await timed(500);
      const first = `\r\x1b[K[${'='.repeat(7)}${' '.repeat(23)}] 1 of 4 worker pools\r\x1b[K[====`;
      assert.ok(stderr.startsWith(first), JSON.stringify(stderr));
      assert.match(stderr, /\] 3 of 4 worker pools/);
      assert.ok(stderr.endsWith('pools\r\x1b[K'), JSON.stringify(stderr));
    });

    it('shows no bar if it is quick, or if the standard error is not a terminal, or a dumb one', async () => {
      assert.equal((await timed(200)).stderr, '');
      assert.equal((await timed(500, [], { terminal: false })).stderr, '');
      assert.equal((await timed(500, [], { env: { TERM: 'dumb' } })).stderr, '');
    });
  });
});
