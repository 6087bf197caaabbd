// What the queue and auth answer.

/** A queue that nobody ever used has zeros. @param {import('./types.d.mts').Call} call */
function counts({ state, params }) {
  const taskQueueId = params.taskQueueId ?? '';
  const [provisionerId, workerType] = taskQueueId.split('/');
  const pool = state.pools.get(taskQueueId);
  const { pending = 0, claimed = 0 } = state.queues.get(taskQueueId) ?? pool ?? {};
  return { about: { provisionerId, workerType, taskQueueId }, pending, claimed };
}

/** @type {import('./types.d.mts').Operation[]} */
export const queueAndAuth = [
  {
    name: 'taskQueueCounts',
    service: 'queue',
    path: /^\/task-queues\/(.+)\/counts\/?$/,
    params: ['taskQueueId'],
    query: {},
    scopes: ({ taskQueueId }) => ({
      AllOf: [`queue:pending-count:${taskQueueId}`, `queue:claimed-count:${taskQueueId}`],
    }),
    answer: (call) => {
      const { about, pending, claimed } = counts(call);
      return { ...about, pendingTasks: pending, claimedTasks: claimed };
    },
  },
  {
    name: 'pendingTasks',
    service: 'queue',
    path: /^\/pending\/(.*)$/,
    params: ['taskQueueId'],
    query: {},
    scopes: ({ taskQueueId }) => `queue:pending-count:${taskQueueId}`,
    answer: (call) => {
      const { about, pending } = counts(call);
      return { ...about, pendingTasks: pending };
    },
  },
  {
    name: 'currentScopes',
    service: 'auth',
    path: /^\/scopes\/current\/?$/,
    params: [],
    query: {},
    scopes: () => 'auth:current-scopes',
    answer: ({ caller }) => ({ scopes: caller.scopes }),
  },
];

/** What every service answers to health checks. @type {Omit<import('./types.d.mts').Operation, 'service'>[]} */
export const health = [
  {
    name: 'ping',
    path: /^\/ping\/?$/,
    params: [],
    query: {},
    scopes: undefined,
    answer: ({ state }) => ({ alive: true, uptime: (Date.now() - state.started) / 1000 }),
  },
  { name: 'lbheartbeat', path: /^\/__lbheartbeat__\/?$/, params: [], query: {}, scopes: undefined, answer: () => ({}) },
  { name: 'heartbeat', path: /^\/__heartbeat__\/?$/, params: [], query: {}, scopes: undefined, answer: () => ({}) },
  {
    name: 'version',
    path: /^\/__version__\/?$/,
    params: [],
    query: {},
    scopes: undefined,
    answer: () => ({ version: 'demo', commit: '', source: '', build: '' }),
  },
];
