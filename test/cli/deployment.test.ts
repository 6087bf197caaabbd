import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type DemoDeployment,
  type DemoOptions,
  type Fault,
  startDemoDeployment,
} from '../../scripts/demo-deployment/server.mjs';
import { bundle, type Outcome, project, removeProjects, runBundle, type Surroundings } from './helper.js';

const RULE = /^\S.*\[unknown-worker-pool\]$/m;

const TASK = (taskQueueId: string): string => `taskQueueId: ${taskQueueId}
created: "2030-01-01T00:00:00Z"
deadline: "2030-01-01T01:00:00Z"
metadata: { name: n, description: d, owner: o@example.com, source: https://example.com }
payload: {}
`;

describe('the bundled command and a deployment', function () {
  this.timeout(60_000);
  let cli: string;
  const running: DemoDeployment[] = [];
  const start = async (options?: DemoOptions): Promise<DemoDeployment> => {
    const deployment = await startDemoDeployment(options);
    running.push(deployment);
    return deployment;
  };
  const run = (argv: string[], surroundings?: Surroundings, folder = '/'): Promise<Outcome> =>
    runBundle(cli, folder, argv, surroundings);

  before(() => {
    cli = bundle();
  });
  afterEach(async () => {
    for (const deployment of running.splice(0)) await deployment.stop();
  });
  after(removeProjects);

  describe('pools', () => {
    it('prints the table', async () => {
      const { rootUrl, pools } = await start();
      const { code, stdout, stderr } = await run(['pools', '--root-url', rootUrl]);
      const lines = stdout.split('\n');
      assert.match(
        lines[0] ?? '',
        /^WORKER POOL +RUNNING +REQUESTED +STOPPING +MIN +MAX +PENDING +CLAIMED +PROVIDER +RE-/,
      );
      assert.deepEqual(
        lines.slice(1, pools.length + 1).map((line) => line.split(' ')[0]),
        pools.map((pool) => pool.workerPoolId).sort(),
      );
      assert.match(stdout, /^lighthouse-1\/linux +12 +3 +1 +0 +50 +3 +11 +demo-aws +every day \(configured\)$/m);
      assert.match(stdout, /^lighthouse-1\/linux-old .* null-provider \(being deleted\) +n\/a$/m);
      assert.deepEqual([code, stderr], [0, '']);
    });

    it('prints JSON, with what anybody may know on community-tc', async () => {
      const { rootUrl } = await start({ like: 'community' });
      const { code, stdout } = await run(['pools', '--format', 'json'], { env: { TASKCLUSTER_ROOT_URL: rootUrl } });
      const report = JSON.parse(stdout);
      const linux = report.pools.find((pool: { workerPoolId: string }) => pool.workerPoolId === 'lighthouse-1/linux');
      assert.deepEqual(linux, {
        workerPoolId: 'lighthouse-1/linux',
        providerId: 'demo-aws',
        providerType: 'aws',
        minCapacity: 0,
        maxCapacity: 50,
        capacity: { running: 12, requested: 3, stopping: 1 },
        pending: 3,
        claimed: null,
        reregistration: { state: 'configured', seconds: 86_400 },
      });
      assert.equal(report.rootUrl, rootUrl);
      assert.equal(code, 0);
    });

    it('finds the pools that are not configured to re-register', async () => {
      const { rootUrl } = await start();
      const { code, stdout } = await run(['pools', '--not-reregistering', '--root-url', rootUrl]);
      assert.match(stdout, /^lighthouse-3\/decision .*\(default\)$/m);
      assert.doesNotMatch(stdout, /\(configured\)|n\/a/);
      assert.equal(code, 1);
    });

    it('takes three requests for all pools and one for each', async () => {
      const { rootUrl, requests } = await start({ pools: 1000 });
      const { stdout } = await run(['pools', '--format', 'json', '--root-url', rootUrl]);
      assert.equal(JSON.parse(stdout).pools.length, 1000);
      assert.equal(requests.length, 1003);
    });

    it('says what to do if listing needs credentials', async () => {
      const { rootUrl } = await start({ like: 'private' });
      const { code, stdout, stderr } = await run(['pools', '--root-url', rootUrl]);
      assert.match(stderr, /only allows it with credentials: sign in with the scope worker-manager:list-worker-pools /);
      assert.deepEqual([code, stdout], [2, '']);
    });

    it('says so if nobody answers', async () => {
      const deployment = await start();
      await deployment.stop();
      const { code, stdout, stderr } = await run(['pools', '--root-url', deployment.rootUrl]);
      assert.match(stderr, /cannot be listed: http:\/\/127\.0\.0\.1:\d+ cannot be reached: check the URL/);
      assert.deepEqual([code, stdout], [2, '']);
    });

    const faults: Fault[] = [
      { kind: 'reset' },
      { kind: 'cut' },
      { kind: 'html' },
      { kind: 'wrong-json' },
      { kind: 'wrong-types' },
      { kind: 'truncated' },
      { kind: 'endless' },
      { kind: 'redirect' },
      { kind: 'error-json' },
      { kind: 'status', status: 401 },
      { kind: 'status', status: 500 },
      { kind: 'status', status: 503, retryAfter: 3600 },
    ];
    for (const fault of faults) {
      it(`ends with 2 and few requests for ${JSON.stringify(fault)}`, async () => {
        const { rootUrl, requests, setFault } = await start();
        setFault('*', fault);
        const { code, stdout, stderr } = await run(['pools', '--root-url', rootUrl]);
        assert.match(stderr, /^taskcluster-lint: the worker pools cannot be listed: http/);
        assert.deepEqual([code, stdout], [2, '']);
        assert.ok(requests.length <= 9, `${requests.length} requests`);
      });

      it(`does without the counts for ${JSON.stringify(fault)}`, async () => {
        const { rootUrl, requests, setFault, pools } = await start();
        setFault(/\/api\/queue\//, fault);
        const { code, stdout, stderr } = await run(['pools', '--root-url', rootUrl]);
        assert.match(stdout, /^lighthouse-1\/linux +12 +3 +1 +0 +50 +\? +\? +demo-aws /m);
        assert.match(stderr, new RegExp(`pending tasks for ${pools.length} of ${pools.length} worker pools`));
        assert.equal(code, 0);
        assert.ok(requests.length <= 3 + 2 * pools.length, `${requests.length} requests`);
      });
    }
  });

  describe('credentials', () => {
    const me = { clientId: 'me', accessToken: 'a-very-secret-access-token', scopes: ['*'] };
    const variables = (rootUrl: string): Record<string, string> => ({
      TASKCLUSTER_ROOT_URL: rootUrl,
      TASKCLUSTER_CLIENT_ID: me.clientId,
      TASKCLUSTER_ACCESS_TOKEN: me.accessToken,
    });

    it('open a private deployment, and only appear in the signature', async () => {
      const { rootUrl, requests } = await start({ like: 'private', clients: [me] });
      const { code, stdout, stderr } = await run(['pools'], { env: variables(rootUrl) });
      assert.match(stdout, /^lighthouse-1\/linux +12 /m);
      assert.equal(code, 0);
      assert.ok(requests.every(({ headers }) => headers.authorization?.startsWith('Hawk id="me"')));
      assert.ok(!JSON.stringify([requests, stdout, stderr]).includes(me.accessToken));
    });

    it('are not sent to another deployment', async () => {
      const home = await start({ clients: [me] });
      const other = await start();
      const { code } = await run(['pools', '--root-url', other.rootUrl], { env: variables(home.rootUrl) });
      assert.equal(code, 0);
      assert.ok(other.requests.length > 0);
      assert.ok(other.requests.every(({ headers }) => headers.authorization === undefined));
      assert.equal(home.requests.length, 0);
    });

    it('are not told when they are refused', async () => {
      const { rootUrl } = await start();
      const { code, stdout, stderr } = await run(['pools'], { env: variables(rootUrl) });
      assert.match(stderr, /does not accept the credentials/);
      assert.ok(!(stdout + stderr).includes(me.accessToken));
      assert.equal(code, 2);
    });
  });

  it('goes through the proxy that HTTPS_PROXY names', async () => {
    const connects: (string | undefined)[] = [];
    const proxy = createServer().on('connect', (request, socket) => {
      connects.push(request.url);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const env = { HTTPS_PROXY: `http://127.0.0.1:${port}` };
    const { code, stderr } = await run(['pools', '--root-url', 'https://tc.example.invalid'], { env });
    proxy.close();
    assert.ok(connects.length > 0 && connects.every((target) => target === 'tc.example.invalid:443'), `${connects}`);
    assert.match(stderr, /cannot be reached/);
    assert.equal(code, 2);
  });

  describe('check', () => {
    it('asks nobody without --live', async () => {
      const { rootUrl, requests } = await start();
      const folder = project({ 'a.yml': TASK('lighthouse-1/linus') });
      const env = { TASKCLUSTER_ROOT_URL: rootUrl };
      const { code, stdout } = await run(['--root-url', rootUrl, 'a.yml'], { env }, folder);
      assert.doesNotMatch(stdout, RULE);
      assert.equal(code, 0);
      assert.equal(requests.length, 0);
    });

    it('finds a pool that does not exist with --live, and the one that was meant', async () => {
      const { rootUrl, requests } = await start();
      const folder = project({ 'a.yml': TASK('lighthouse-1/linus'), 'b.yml': TASK('lighthouse-1/linux') });
      const { code, stdout, stderr } = await run(['--live', '--root-url', rootUrl, '.'], {}, folder);
      assert.match(stdout, /^a\.yml:1:14: warning: .*lighthouse-1\/linus.* \[unknown-worker-pool\]$/m);
      assert.match(stdout, /fix: .*lighthouse-1\/linux/);
      assert.doesNotMatch(stdout, /^b\.yml/m);
      assert.deepEqual([code, stderr], [0, '']);
      assert.ok(requests.length <= 6, `${requests.length} requests`);
      const limited = await run(['--live', '--root-url', rootUrl, '--max-warnings', '0', '.'], {}, folder);
      assert.equal(limited.code, 1);
    });

    it('finds nothing if the deployment fails, and says so', async () => {
      const { rootUrl, requests, setFault } = await start();
      setFault('*', { kind: 'status', status: 500 });
      const folder = project({ 'a.yml': TASK('lighthouse-1/linus') });
      const { code, stdout, stderr } = await run(
        ['--live', '--format', 'json', '--root-url', rootUrl, '.'],
        {},
        folder,
      );
      assert.equal(
        stderr,
        `taskcluster-lint: 1 of 1 worker pool could not be looked up at ${rootUrl}: the deployment answered with status 500: Internal Server Error, incidentId demo-fault.\n`,
      );
      assert.deepEqual(JSON.parse(stdout).files[0].problems, []);
      assert.equal(code, 0);
      // The pool and the providers, three times each at most.
      assert.ok(requests.length <= 6, `${requests.length} requests`);
    });
  });
});
