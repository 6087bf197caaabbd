// The demo's own pools: one in every state that a pool can be in. examples/ names many of them.
import { createHash } from 'node:crypto';
import { aws, azure, google, WORKERS } from './launch-configs.mjs';

/**
 * @typedef {import('./types.d.mts').DemoPool} DemoPool
 * @typedef {import('./types.d.mts').DemoWorkers} DemoWorkers
 */

const MINUTE = 60_000;
const DAY = 24 * 3600;

/** @type {readonly import('./types.d.mts').DemoProvider[]} */
export const PROVIDERS = [
  { providerId: 'static', providerType: 'static' },
  { providerId: 'demo-aws', providerType: 'aws' },
  { providerId: 'demo-google', providerType: 'google' },
  { providerId: 'demo-azure', providerType: 'azure' },
];

/** An id of the form that the services give, always the same for the same name. @param {string} name */
function slugid(name) {
  const bytes = createHash('md5').update(name).digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6); // the bits of a random UUID, version 4
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('base64url');
}

/** @param {DemoWorkers['state']} state @param {number} count @param {number} [capacity] @returns {DemoWorkers} */
const workers = (state, count, capacity = 1) => ({ state, count, capacity });

/** Pools by name, without the name. @param {Date} now @returns {Record<string, Omit<DemoPool, 'workerPoolId'>>} */
function byName(now) {
  /** @param {number} minutes @param {string} title @param {string} description */
  const error = (minutes, title, description) => ({
    errorId: slugid(title + description),
    reported: new Date(now.getTime() - minutes * MINUTE).toISOString(),
    kind: 'creation-error',
    title,
    description,
    extra: { code: title },
  });

  return {
    // Clouds, from idle to full.
    'lighthouse-1/decision': {
      providerId: 'demo-google',
      description: 'Decision tasks of branches and pull requests',
      config: {
        minCapacity: 1,
        maxCapacity: 10,
        lifecycle: { registrationTimeout: 1800, reregistrationTimeout: 4 * DAY, queueInactivityTimeout: 7200 },
        launchConfigs: [
          google('us-central1-a', undefined, WORKERS.docker),
          google('us-west1-b', undefined, WORKERS.docker),
        ],
      },
      workers: [workers('running', 2)],
      claimed: 1,
    },
    'lighthouse-3/decision': {
      providerId: 'demo-google',
      description: 'Decision tasks of the main branch',
      config: {
        minCapacity: 1,
        maxCapacity: 4,
        launchConfigs: [google('us-central1-a', undefined, WORKERS.docker)],
      },
      workers: [workers('running', 1), workers('requested', 1)],
      pending: 1,
      claimed: 1,
    },
    'lighthouse-1/linux': {
      providerId: 'demo-aws',
      description: 'Builds and tests on Linux',
      config: {
        minCapacity: 0,
        maxCapacity: 50,
        scalingRatio: 0.5,
        lifecycle: { registrationTimeout: 1800, reregistrationTimeout: DAY },
        launchConfigs: [
          aws('us-east-1', { launchConfigId: 'lc-east', capacityPerInstance: 2 }, WORKERS.linux),
          aws('eu-central-1', { launchConfigId: 'lc-europe', initialWeight: 0.5 }, WORKERS.linux),
        ],
      },
      archivedLaunchConfigs: [aws('us-west-2', { launchConfigId: 'lc-west' }, WORKERS.linux)],
      workers: [
        { ...workers('running', 5, 2), launchConfigId: 'lc-east' },
        { ...workers('running', 2), launchConfigId: 'lc-europe' },
        { ...workers('requested', 1, 2), launchConfigId: 'lc-east' },
        { ...workers('requested', 1), launchConfigId: 'lc-europe' },
        { ...workers('stopping', 1), launchConfigId: 'lc-west' },
        workers('stopped', 4),
      ],
      pending: 3,
      claimed: 11,
    },
    'lighthouse-1/linux-small': {
      providerId: 'demo-google',
      description: 'Short jobs. Full most of the day',
      config: {
        minCapacity: 0,
        maxCapacity: 20,
        lifecycle: { reregistrationTimeout: 2 * 3600 },
        launchConfigs: [google('us-central1-a', { capacityPerInstance: 4 }, WORKERS.docker)],
      },
      workers: [workers('running', 5, 4)],
      pending: 57,
      claimed: 20,
    },
    'lighthouse-3/linux-small': {
      providerId: 'demo-google',
      description: 'Short jobs of the main branch',
      config: {
        minCapacity: 0,
        maxCapacity: 8,
        lifecycle: {},
        launchConfigs: [google('us-central1-a', undefined, WORKERS.docker)],
      },
    },
    'lighthouse-3/linux-large': {
      providerId: 'demo-aws',
      description: 'Nightly builds on large machines, which the cloud has few of',
      emailOnError: true,
      config: {
        minCapacity: 0,
        maxCapacity: 12,
        lifecycle: { registrationTimeout: 1800, reregistrationTimeout: 4 * DAY },
        launchConfigs: [aws('us-east-1', undefined, WORKERS.linux)],
      },
      workers: [workers('requested', 5), workers('stopped', 20)],
      pending: 9,
      errors: [
        error(
          12,
          'InsufficientInstanceCapacity',
          'We currently do not have sufficient m7i.24xlarge capacity in us-east-1a.',
        ),
        error(
          47,
          'InsufficientInstanceCapacity',
          'We currently do not have sufficient m7i.24xlarge capacity in us-east-1b.',
        ),
        error(31 * 60, 'RequestLimitExceeded', 'Request limit exceeded.'),
      ],
    },
    'lighthouse-1/windows': {
      providerId: 'demo-azure',
      description: 'Builds and tests on Windows',
      config: {
        minCapacity: 0,
        maxCapacity: 16,
        lifecycle: { registrationTimeout: 3600, reregistrationTimeout: 4 * DAY, queueInactivityTimeout: 14400 },
        launchConfigs: [azure('eastus'), azure('westeurope')],
      },
      workers: [workers('running', 3), workers('requested', 2), workers('stopping', 4)],
      pending: 2,
      claimed: 3,
    },
    'Lighthouse_QA/arm': {
      providerId: 'demo-google',
      description: 'Machines of the quality team',
      config: {
        minCapacity: 0,
        maxCapacity: 6,
        launchConfigs: [google('europe-west4-a', undefined, WORKERS.native)],
      },
      workers: [workers('stopping', 2)],
    },

    // Machines of one's own.
    'lighthouse-3/publisher': {
      providerId: 'static',
      description: 'Two machines that may publish',
      config: { lifecycle: { reregistrationTimeout: 30 * DAY }, workerConfig: WORKERS.linux },
      workers: [workers('running', 2)],
      claimed: 1,
    },
    'lighthouse-t/mac': {
      providerId: 'static',
      description: 'Macs in the basement',
      config: { workerConfig: WORKERS.mac },
      workers: [workers('running', 4), workers('stopped', 1)],
      pending: 1,
      claimed: 4,
    },

    // Pools that run nothing, or not for long.
    'lighthouse-1/linux-old': {
      providerId: 'null-provider',
      description: 'Replaced by lighthouse-1/linux',
      config: { minCapacity: 0, maxCapacity: 10, lifecycle: { reregistrationTimeout: DAY } },
      workers: [workers('running', 3)],
      pending: 2,
      claimed: 3,
    },
    'lighthouse-1/paused': {
      providerId: 'demo-aws',
      description: 'Switched off until there is money for it',
      config: {
        minCapacity: 0,
        maxCapacity: 0,
        lifecycle: { reregistrationTimeout: DAY },
        launchConfigs: [aws('us-east-1')],
      },
      pending: 14,
    },
    'lighthouse-t/no-launch-configs': {
      providerId: 'demo-aws',
      description: 'Somebody forgot to say what to launch',
      config: { minCapacity: 0, maxCapacity: 5, launchConfigs: [] },
      pending: 1,
    },

    // Re-registration that the schema accepts but that does not work.
    'lighthouse-t/reregister-zero': {
      providerId: 'static',
      description: 'Means the default of 4 days',
      config: { lifecycle: { reregistrationTimeout: 0 } },
      workers: [workers('running', 1)],
    },
    'lighthouse-t/reregister-negative': {
      providerId: 'static',
      description: 'Workers cannot register at all',
      config: { lifecycle: { reregistrationTimeout: -5 } },
    },
    'lighthouse-t/reregister-minute': {
      providerId: 'demo-google',
      description: 'Workers do little else',
      config: {
        minCapacity: 0,
        maxCapacity: 2,
        lifecycle: { reregistrationTimeout: 60 },
        launchConfigs: [google('us-west1-b')],
      },
      workers: [workers('running', 1)],
    },
    'lighthouse-t/registration-late': {
      providerId: 'demo-azure',
      description: 'May register for longer than it may live',
      config: {
        minCapacity: 0,
        maxCapacity: 2,
        lifecycle: { registrationTimeout: 7200, reregistrationTimeout: 3600 },
        launchConfigs: [azure('eastus')],
      },
    },

    // Foreign text, to be shown as plain text.
    'lighthouse-t/markup': {
      providerId: 'demo-google',
      description:
        '**Bold** [a link](https://example.com/phish) ![an image](https://example.com/pixel.png) <img src=x onerror=alert(1)> ' +
        '<script>alert(1)</script> [run](command:workbench.action.terminal.new) $(warning) `code` | cell |\n\n# A heading\n\n---\n1. a list',
      config: { minCapacity: 0, maxCapacity: 3, launchConfigs: [google('us-west1-b')] },
      workers: [workers('running', 1)],
      errors: [
        error(
          5,
          '<b>Quota</b> [exceeded](command:workbench.action.quit)',
          '![x](https://example.com/x.png)\n```\nnot code\n```\n<a href="command:x">y</a>',
        ),
      ],
    },
    [`${'L'.repeat(38)}/${'x'.repeat(38)}`]: {
      providerId: 'static',
      description: 'As long a name as there can be',
      config: {},
    },
  };
}

/**
 * The demo's own pools; their errors happened shortly before `now`.
 * @param {Date} now
 * @returns {DemoPool[]}
 */
export const demoPools = (now) =>
  Object.entries(byName(now)).map(([workerPoolId, pool]) => ({ workerPoolId, ...pool }));

/** The `index`-th of a crowd of pools, no two neighbours alike. @param {number} index @returns {DemoPool} */
function crowdPool(index) {
  const providerId = PROVIDERS[index % PROVIDERS.length]?.providerId ?? 'static';
  const name = `${providerId.replace('demo-', '')}-${String(index).padStart(4, '0')}`;
  const maxCapacity = (index * 7) % 60;
  const running = Math.floor((maxCapacity * (index % 5)) / 4);
  const launch = {
    'demo-aws': aws('us-east-1'),
    'demo-google': google('us-central1-a'),
    'demo-azure': azure('eastus'),
  };
  const launchConfig = /** @type {Record<string, object>} */ (launch)[providerId];
  const limits = launchConfig ? { minCapacity: 0, maxCapacity, launchConfigs: [launchConfig] } : {};
  const lifecycle = index % 3 === 0 ? {} : { lifecycle: { reregistrationTimeout: (1 + (index % 30)) * DAY } };
  return {
    workerPoolId: `crowd-${1 + (index % 3)}/${name}`,
    providerId,
    description: `Pool ${index} of many`,
    config: { ...limits, ...lifecycle },
    workers: [workers('running', running), workers('requested', index % 4)],
    pending: index % 6,
    claimed: running,
  };
}

/** `own` and as many of a crowd as make `count` pools. @param {readonly DemoPool[]} own @param {number} count */
export const manyPools = (own, count) => [
  ...own,
  ...Array.from({ length: Math.max(0, count - own.length) }, (_, index) => crowdPool(index)),
];
