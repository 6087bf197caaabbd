// What the page of a pool shows in tests.

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 0, 31, 12);

const RUNNING = [4, 4, 6, 9, 12, 14, 14, 13, 11, 12, 12, 15, 18, 20, 22, 22, 21, 19, 16, 12];

/** So many minutes ago; nothing was asked in between two of them. */
const ages = RUNNING.map((_, index) => (index < 8 ? 34 - index : 19 - index));
const ago = (minutes) => (minutes === 0 ? 'just now' : minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`);
const sampleAt = (index) => ({ at: NOW - (ages[index] ?? 0) * MINUTE, ago: ago(ages[index] ?? 0) });

const worker = (index, state, registeredAfter) => ({
  workerId: `i-${String(index).padStart(4, '0')}`,
  workerGroup: 'us-east-1',
  state,
  requested: ago(5 + 7 * index),
  registeredAfter,
  capacity: 2,
  launchConfigId: 'lc-east',
});

export const BODY = {
  url: 'https://tc.example.com/worker-manager/lighthouse-1%2Flinux',
  warning: null,
  description: 'Builds and tests on Linux',
  facts: [
    ['Provider', 'demo-aws (aws)'],
    ['Owner', 'lighthouse-ci@example.com'],
    ['Capacity', '12 running, 4 requested, 1 stopping'],
    ['Limits', 'at least 0, at most 30'],
    ['Tasks', '1 pending, 11 claimed'],
  ],
  maxCapacity: 30,
  capacity: RUNNING.map((running, index) => ({
    ...sampleAt(index),
    running,
    requested: index % 5,
    stopping: index % 3,
  })),
  tasks: {
    value: RUNNING.map((claimed, index) => ({ ...sampleAt(index), pending: (index * 7) % 11, claimed: claimed - 1 })),
  },
  errors: {
    value: [
      {
        title: 'InsufficientInstanceCapacity',
        count: 2,
        newest: '12 minutes ago',
        description: 'We currently do not have sufficient m7i.24xlarge capacity in us-east-1a.',
      },
      { title: 'RequestLimitExceeded', count: 1, newest: '1 day ago', description: 'Request limit exceeded.' },
    ],
  },
  launchConfigs: {
    value: [
      {
        launchConfigId: 'lc-east',
        weight: '1 (default)',
        place: 'us-east-1',
        machineType: 'm7i.large',
        capacityPerInstance: '2',
        maxCapacity: 'not set',
      },
      {
        launchConfigId: 'lc-europe',
        weight: '0: not used',
        place: 'eu-central-1',
        machineType: null,
        capacityPerInstance: '1 (default)',
        maxCapacity: '10',
      },
    ],
  },
  lifecycle: {
    rows: [
      {
        name: 'registrationTimeout',
        value: '30 minutes',
        meaning: 'worker-manager terminates a worker that has not registered this long after it was requested.',
      },
      {
        name: 'reregistrationTimeout',
        value: 're-registers every day (configured)',
        meaning: 'A worker gets credentials for this long, and renews them before they expire.',
      },
    ],
    notes: ['A change applies to the workers that are requested after it.'],
  },
  takes: ['Payloads: docker-worker (D2G) and generic-worker for Linux', 'Longest maxRunTime: 4 hours'],
  workers: {
    value: {
      counts: [
        { state: 'requested', count: 2 },
        { state: 'running', count: 7 },
        { state: 'stopping', count: 1 },
        { state: 'stopped', count: 4 },
      ],
      isComplete: true,
      newest: [
        worker(0, 'requested', 'not yet'),
        worker(1, 'running', '1 minute 27 seconds'),
        worker(2, 'stopped', null),
      ],
      provisioning: {
        value: {
          workers: 7,
          median: '2 minutes 4 seconds',
          quarter: '1 minute 27 seconds',
          threeQuarters: '2 minutes 41 seconds',
          shortest: '50 seconds',
          longest: '3 minutes 18 seconds',
        },
      },
    },
  },
};

export const MODEL = {
  state: { workerPoolId: 'lighthouse-1/linux', tables: [] },
  notice: null,
  page: {
    workerPoolId: 'lighthouse-1/linux',
    host: 'tc.example.com',
    body: { value: BODY },
    defined: ['Defined in pools.yml', 'Payloads: generic-worker for Linux'],
  },
};

/** The model with other parts of the page. */
export const withBody = (changes) => ({ ...MODEL, page: { ...MODEL.page, body: { value: { ...BODY, ...changes } } } });
