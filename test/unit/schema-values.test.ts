import { action, HOOK, hook, ID, ids, metadata, TIME, table, task } from '../support/schema-values.js';

table('schema: values', [
  [
    'task',
    task({ priority: 'normal' }),
    '.priority: Priority "normal" was removed in Taskcluster 102. Use "lowest": it meant the same. => "lowest"',
  ],
  ['task', task({ priority: 'hgih' }), '.priority: priority cannot be "hgih". Did you mean "high"? => "high"'],
  [
    'task',
    task({ requires: 'some' }),
    '.requires: requires cannot be "some". Use "all-completed" or "all-resolved". => "all-completed" | "all-resolved"',
  ],
  [
    'task',
    task({ retries: '5' }),
    '.retries: retries is the string "5" and must be a whole number from 0 to 49. Write 5, without quotes. => 5',
  ],
  ['task', task({ retries: 50 }), '.retries: retries is 50 and must be from 0 to 49. => 49'],
  ['task', task({ retries: 1.5 }), '.retries: retries is the number 1.5 and must be a whole number from 0 to 49.'],
  [
    'task',
    task({ tags: { level: 3 } }),
    '.tags.level: The tag "level" is the number 3 and must be a string. Put it in quotes: "3". => "3"',
  ],
  [
    'task',
    metadata({ name: true }),
    '.metadata.name: name is true and must be a string. Put it in quotes: "true". => "true"',
  ],
  [
    'task',
    task({ created: new Date(TIME) }),
    `.created: created is a date and must be a string. Put it in quotes: "${TIME}". => "${TIME}"`,
  ],
  ['task', task({ deadline: 'tomorrow' }), `.deadline: deadline "tomorrow" must be a time such as "${TIME}".`],
  ['task', metadata({ name: 'ü'.repeat(256) }), '.metadata.name: name has 256 characters. At most 255 are allowed.'],
  ['task', metadata({ name: '😀'.repeat(255) })],
  [
    'task',
    metadata({ description: 'x'.repeat(32769) }),
    '.metadata.description: description has 32769 characters. At most 32768 are allowed.',
  ],
  ['task', metadata({ description: 'x'.repeat(32768), source: `https://${'x'.repeat(4088)}` })],
  ['task', metadata({ owner: 'x'.repeat(256) }), '.metadata.owner: owner has 256 characters. At most 255 are allowed.'],
  [
    'task',
    metadata({ source: `https://${'x'.repeat(4089)}` }),
    '.metadata.source: source has 4097 characters. At most 4096 are allowed.',
  ],
  [
    'task',
    task({ tags: { a: 'x'.repeat(4097), b: 'x'.repeat(4096) } }),
    '.tags.a: The tag "a" has 4097 characters. At most 4096 are allowed.',
  ],
  ['task', task({ projectId: 'x'.repeat(501) }), '.projectId: projectId has 501 characters. At most 500 are allowed.'],
  ['task', task({ routes: ['x'.repeat(250)] }), '.routes[0]: The route has 250 characters. At most 249 are allowed.'],
  ['task', task({ dependencies: ids(10000) })],
  [
    'task',
    task({ dependencies: ids(10001) }),
    '.dependencies: dependencies has 10001 items. At most 10000 are allowed.',
  ],
  ['task', task({ requires: true }), '.requires: requires is true and must be "all-completed" or "all-resolved".'],
  [
    'task',
    metadata({ source: 'javascript:x' }),
    '.metadata.source: source "javascript:x" must be a URL that begins with "https://", "http://", "ssh://" or "git@".',
  ],
  ['task', metadata({ source: 'git@github.com:a/b' })],
  [
    'task',
    task({ taskGroupId: 'abc' }),
    `.taskGroupId: taskGroupId "abc" must be a task id: 22 characters, as in "${ID}".`,
  ],
  [
    'task',
    task({ dependencies: [ID, 'b'] }),
    `.dependencies[1]: The dependency "b" must be a task id: 22 characters, as in "${ID}".`,
  ],
  [
    'task',
    task({ dependencies: null }),
    '.dependencies: dependencies is empty and must be a list. An empty one is []. => []',
  ],
  [
    'task',
    task({ schedulerId: '' }),
    '.schedulerId: schedulerId is empty and must be 1 to 38 letters, digits, "-" or "_".',
  ],
  [
    'task',
    task({ workerType: 'Linux' }),
    '.workerType: workerType "Linux" must be 1 to 38 lower case letters, digits or "-", beginning with a letter and not ending in "-".',
  ],
  [
    'task',
    task({ scopes: ['ü'] }),
    '.scopes[0]: The scope "ü" cannot contain "ü". It must be a string of printable ASCII characters.',
  ],
  ['task', task({ scopes: ['a', 'a'] })],
  [
    'task',
    task({ scopes: 'a' }),
    '.scopes: scopes is the string "a" and must be a list. Write it as the only item of a list. => ["a"]',
  ],
  ['task', task({ routes: ['x', 'y', 'x'] }), '.routes[2]: The route "x" is listed twice. => -'],
  [
    'task',
    task({ routes: Array.from({ length: 65 }, (_, i) => `r${i}`) }),
    '.routes: routes has 65 items. At most 64 are allowed.',
  ],
  ['task', task({ payload: [] }), '.payload: payload is a list and must be a mapping.'],
  ['task', 'x', '.: The task is the string "x" and must be a mapping.'],
  [
    'taskcluster-yml-v1',
    { version: '1' },
    '.version: version is the string "1" and must be 1. Write 1, without quotes. => 1',
  ],
  ['taskcluster-yml-v1', { version: 1, tasks: ['x'] }, '.tasks[0]: The task is the string "x" and must be a mapping.'],
  [
    'taskcluster-yml-v1',
    { version: 1, tasks: 'x' },
    '.tasks: tasks is the string "x" and must be a list of tasks, or a JSON-e template that makes one.',
  ],
  ['taskcluster-yml-v1', { version: 1, tasks: { $if: 'x' } }],
  [
    'taskcluster-yml-v1',
    { version: 1, autoCancelPreviousChecks: 'true' },
    '.autoCancelPreviousChecks: autoCancelPreviousChecks is the string "true" and must be true or false. Write true, without quotes. => true',
  ],
  [
    'taskcluster-yml-v1',
    { version: 1, policy: { pullRequests: 'publc' } },
    '.policy.pullRequests: pullRequests cannot be "publc". Did you mean "public"? => "public"',
  ],
  ['taskcluster-yml-v0', { version: 0, tasks: {} }, '.tasks: tasks is a mapping and must be a list.'],
  [
    'hook',
    { ...HOOK, metadata: { ...HOOK.metadata, owner: 'me' } },
    '.metadata.owner: owner "me" must be an e-mail address.',
  ],
  [
    'hook',
    hook({ schedule: '@daily' }),
    '.schedule: schedule is the string "@daily" and must be a list. Write it as the only item of a list. => ["@daily"]',
  ],
  [
    'hook',
    hook({
      bindings: [
        { exchange: 'e', routingKeyPattern: '#' },
        { routingKeyPattern: '#', exchange: 'e' },
      ],
    }),
    '.bindings[1]: The binding is listed twice. => -',
  ],
  [
    'actions',
    action({ kind: 'tsk', title: 't', description: 'd' }),
    '.actions[0].kind: kind cannot be "tsk". Did you mean "task"?',
  ],
  [
    'actions',
    action({ title: 't', description: 'd', task: {} }),
    '.actions[0]: The action needs the key "kind", e.g. kind: task. => + "task"',
  ],
  [
    'actions',
    action({ kind: 'task', title: 't', description: 'd' }),
    '.actions[0]: The action of kind "task" needs the key "task". => + {}',
  ],
  [
    'actions',
    action({ kind: 'task', title: 't', description: 'd', task: {}, hookId: 'x' }),
    '.actions[0]: An action of kind "task" has no key "hookId". => -',
  ],
]);
