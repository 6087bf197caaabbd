import { hook, ID, METADATA, metadata, TASK, table, task, without } from '../support/schema-values.js';

table('schema: keys', [
  ['task', TASK],
  ['task', task({ worker: 'x' }), '.: A task has no key "worker". Did you mean "workerType"? => workerType: | -'],
  ['task', task({ route: [] }), '.: A task has no key "route". Did you mean "routes"? => routes: | -'],
  ['task', task({ task_queue_id: 1 }), '.: A task has no key "task_queue_id". Did you mean "taskQueueId"? => -'],
  ['task', task({ foo: 1 }), '.: A task has no key "foo". => -'],
  ['task', task({ prioriy: 'high', priority: 'low' }), '.: A task has no key "prioriy". => -'],
  ['task', task({ maxRunTime: 1 }), '.: A task has no key "maxRunTime". It belongs in "payload".'],
  ['task', without(task({ image: 'x' }), 'payload'), '.: A task has no key "image". It belongs in "payload".'],
  ['task', task({ owner: 'x' }), '.: A task has no key "owner". It belongs in "metadata".'],
  [
    'task',
    metadata({ routes: [] }),
    '.metadata: metadata has no key "routes". It belongs beside "metadata", one level up.',
  ],
  [
    'task',
    metadata({ mail: '' }),
    '.metadata: metadata has no key "mail". Possible keys: "name", "description", "owner" and "source". => -',
  ],
  [
    'task',
    { ...TASK, metadata: { ...without(METADATA, 'name'), nmae: 'n' } },
    '.metadata: metadata has no key "nmae". Did you mean "name"? => name:',
  ],
  [
    'task',
    without(TASK, 'deadline'),
    '.: The task needs the key "deadline", e.g. deadline: {$fromNow: 1 day}. => + {"$fromNow":"1 day"}',
  ],
  [
    'task',
    task({ metadata: without(METADATA, 'owner') }),
    '.metadata: metadata needs the key "owner", e.g. owner: me@example.com. => + "me@example.com"',
  ],
  [
    'task',
    task({ taskId: ID }),
    '.: A task has no key "taskId": the id is part of the address that the task is created at. Only version 1 of .taskcluster.yml may name it.',
  ],
  [
    'taskcluster-yml-v1',
    { version: 1, payload: {} },
    '.: .taskcluster.yml has no key "payload". It belongs in a task of "tasks".',
  ],
  ['taskcluster-yml-v1', { tasks: [] }, '.: .taskcluster.yml needs the key "version", e.g. version: 1. => + 1'],
  [
    'taskcluster-yml-v0',
    { version: 0, reporting: 'checks-v1' },
    '.: "reporting" belongs to version 1 of .taskcluster.yml.',
  ],
  ['hook', hook({ scopes: [] }), '.: A hook has no key "scopes". It belongs in "task".'],
  [
    'hook',
    hook({ bindings: [{ exchange: 'e', routingKey: '#' }] }),
    '.bindings[0]: A binding has no key "routingKey". Did you mean "routingKeyPattern"? => routingKeyPattern:',
  ],
]);

table('schema: several mistakes, in the order of the value', [
  [
    'task',
    { zzz: 1, ...without(TASK, 'created'), retries: -1, metadata: { ...METADATA, owner: 1 } },
    '.: The task needs the key "created". => + {"$fromNow":""}',
    '.: A task has no key "zzz". => -',
    '.metadata.owner: owner is the number 1 and must be a string. Put it in quotes: "1". => "1"',
    '.retries: retries is -1 and must be from 0 to 49. => 0',
  ],
]);
