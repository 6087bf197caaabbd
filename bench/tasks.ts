import { charactersOf, oneOf, type Random } from './random.js';

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };
export type Task = { readonly [key: string]: Plain };

/** What is wrong with a task on purpose: a `workerType` that the queue refuses, or no owner in the metadata. */
export type Mistake = 'workerType' | 'owner';

const HEX = '0123456789abcdef';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PLATFORMS = ['linux2404-64', 'windows11-64-24h2', 'macosx1500-aarch64', 'android-em-14-x86_64'] as const;
const SUITES = ['mochitest-browser-chrome', 'web-platform-tests', 'xpcshell', 'reftest', 'telemetry-tests'] as const;
const WORKERS = ['t-linux-docker', 't-linux-wayland', 'b-linux-medium', 'win11-64-24h2', 'images'] as const;

/** A task id: 22 characters, of which three hold only some of the bits. */
export function taskId(random: Random): string {
  return `${charactersOf(random, 8, LETTERS)}${oneOf(random, ['Q', 'R', 'S', 'T'])}a${oneOf(random, ['C', 'G', 'K'])}${charactersOf(random, 10, LETTERS)}${oneOf(random, ['A', 'Q', 'g', 'w'])}`;
}

/** The mistake of the task at `index`: one per cent of each kind. A lone task lacks its owner. */
export function mistakeOf(index: number, count: number): Mistake | undefined {
  if (count === 1) return 'owner';
  if (index % 100 === 31) return 'workerType';
  return index % 100 === 82 ? 'owner' : undefined;
}

/** A test task of a browser's CI, about 3.3 kB as YAML. */
export function makeTask(index: number, random: Random, mistake: Mistake | undefined): Task {
  const revision = charactersOf(random, 40, HEX);
  const [platform, suite, worker] = [oneOf(random, PLATFORMS), oneOf(random, SUITES), oneOf(random, WORKERS)];
  const label = `test-${platform}/opt-${suite}-${index}`;
  const image = taskId(random);
  const owner = mistake === 'owner' ? {} : { owner: 'ci@example.com' };
  return {
    provisionerId: 'browser-t',
    workerType: mistake === 'workerType' ? `${worker}_` : worker,
    schedulerId: 'browser-level-3',
    taskGroupId: taskId(random),
    dependencies: [taskId(random), image],
    requires: 'all-completed',
    priority: oneOf(random, ['low', 'medium', 'very-low']),
    retries: 5,
    created: '2026-08-21T17:24:27.000Z',
    deadline: '2026-08-22T17:24:27.000Z',
    expires: '2027-08-21T17:24:27.000Z',
    scopes: [
      'secrets:get:project/browser/fingerprint',
      `docker-worker:cache:browser-level-3-checkouts-${index % 16}`,
      `assume:worker-type:browser-t/${worker}`,
      'docker-worker:feature:allowPtrace',
    ],
    routes: [`tc-treeherder.v2.main.${revision}`, `index.browser.v2.main.revision.${revision}.${platform}.${index}`],
    metadata: {
      name: label,
      description: `${suite} on ${platform}, part ${index} ([pushed](https://example.com/jobs?repo=main&revision=${revision}))`,
      ...owner,
      source: `https://example.com/browser/file/${revision}/taskcluster/kinds/test`,
    },
    tags: { createdForUser: 'dev@example.com', kind: 'test', os: platform, 'worker-implementation': 'docker-worker' },
    payload: {
      image: { type: 'task-image', taskId: image, path: 'public/image.tar.zst' },
      command: [
        '/builds/worker/bin/run-task',
        '--checkout=/builds/worker/checkouts/browser',
        '--',
        '/builds/worker/bin/test-linux.sh',
        `--suite=${suite}`,
        '--total-chunk=16',
        `--this-chunk=${index % 16}`,
      ],
      maxRunTime: 5400,
      env: {
        HEAD_REPOSITORY: 'https://example.com/browser',
        HEAD_REV: revision,
        AUTOMATION: '1',
        NEED_XVFB: 'true',
        NEED_COMPOSITOR: 'false',
        HARNESS_CONFIG: 'remove_executables.py unittests/linux_unittest.py',
        HARNESS_SCRIPT: 'desktop_unittest.py',
        COMPILE_CACHE_OFF: '1',
        TASKCLUSTER_CACHES: '/builds/worker/checkouts;/builds/worker/.cache',
        NODE_PATH: '/usr/local/bin/node',
        SOUND_SERVER: 'true',
        LANG: 'en_US.UTF-8',
        RETRY_POLICY: 'again after a lost connection, at most three times, 30 seconds apart',
        SYMBOLS_URL: `https://symbols.example.com/browser/${revision}/target.crashreporter-symbols.zip`,
        UPLOAD_DIR: '/builds/worker/artifacts',
      },
      cache: {
        [`browser-level-3-checkouts-${index % 16}`]: '/builds/worker/checkouts',
        'browser-level-3-tooltool': '/builds/worker/tooltool-cache',
      },
      artifacts: {
        'public/logs/': { path: '/builds/worker/logs/', type: 'directory', expires: '2027-08-21T17:24:27.000Z' },
        'public/test_info/': { path: '/builds/worker/blobs/', type: 'directory', expires: '2027-08-21T17:24:27.000Z' },
      },
      features: { taskclusterProxy: true, allowPtrace: true },
      capabilities: { devices: { loopbackVideo: true, loopbackAudio: true } },
    },
    extra: {
      index: { rank: 1787333067 + index },
      parent: taskId(random),
      suite: { name: suite, variant: 'default' },
      treeherder: {
        collection: { opt: true },
        groupName: `${suite} on ${platform}, run by the test harness`,
        groupSymbol: 'M',
        jobKind: 'test',
        machine: { platform },
        symbol: String(index % 16),
        tier: 1,
      },
    },
  };
}

/** An entry of a task graph as Firefox's decision task writes it, about 5 kB as JSON. */
export function graphEntry(task: Task, index: number, random: Random): Plain {
  const [build, image] = [taskId(random), taskId(random)];
  return {
    attributes: {
      always_target: false,
      build_platform: 'linux64',
      build_type: 'opt',
      kind: 'test',
      retrigger: true,
      run_on_projects: ['built-projects'],
      test_chunk: String(index % 16),
      test_platform: 'linux2404-64/opt',
      unittest_variant: null,
    },
    dependencies: { build, 'docker-image': image },
    description: `part ${index} of the tests`,
    kind: 'test',
    label: `test-${index}`,
    optimization: { 'test-inclusive': ['browser/**', 'toolkit/**'] },
    'soft-dependencies': [],
    task,
    task_id: taskId(random),
  };
}
