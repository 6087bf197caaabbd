import assert from 'node:assert/strict';
import { errorsOf } from '../../server/core/schema/check.js';
import { SCHEMA_NAMES } from '../../server/core/schema/names.js';
import { type SchemaError, type SchemaName, validate } from '../../server/core/schema/validate.js';

/** Stands for something that is not known before rendering. */
const UNKNOWN = { unknown: true };
const isUnknown = (value: unknown): boolean => value === UNKNOWN;

const TIME = '2026-01-31T12:00:00.000Z';
const METADATA = { name: 'n', description: 'd', owner: 'o', source: 'https://example.com/x' };
const TASK = { created: TIME, deadline: TIME, payload: {}, metadata: METADATA };
const HOOK = { metadata: { name: 'n', description: 'd', owner: 'me@example.com' }, task: {} };
const ID = 'fN1SbArXTPSVFNUvaOlinQ';

/** So many task ids. */
const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${String(i).padStart(8, '0')}QACAAAAAAAAAAA`);

const task = (change: object): object => ({ ...TASK, ...change });
const metadata = (change: object): object => task({ metadata: { ...METADATA, ...change } });
const hook = (change: object): object => ({ ...HOOK, ...change });
const action = (...actions: unknown[]): object => ({ version: 1, variables: {}, actions });
const without = (value: object, ...keys: string[]): object =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));

/** `path: message => repair | repair`, with the path as people write it; `-` removes the key, `+` adds it. */
function line({ path, message, repairs }: SchemaError): string {
  const way = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  const mends = repairs.map((repair) => {
    if (repair.kind === 'rename-key') return `${repair.to}:`;
    if (repair.kind === 'remove-key') return '-';
    return `${repair.kind === 'add-key' ? '+ ' : ''}${JSON.stringify(repair.value)}`;
  });
  return `${way || '.'}: ${message}${mends.length > 0 ? ` => ${mends.join(' | ')}` : ''}`;
}

type Row = readonly [schema: SchemaName, value: unknown, ...expected: string[]];

function table(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    for (const [schema, value, ...expected] of rows) {
      it(expected[0] ?? `nothing: ${JSON.stringify(value).slice(0, 80)}`, () => {
        const before = structuredClone(value);
        assert.deepEqual(validate(schema, value, isUnknown).map(line), expected);
        assert.deepEqual(value, before, 'validation must not change the value');
      });
    }
  });
}

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
    '.metadata.source: source "javascript:x" must be an address that begins with "https://", "http://", "ssh://" or "git@".',
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
  ['task', task({ routes: ['x', 'y', 'x'] }), '.routes[2]: The route "x" is listed twice.'],
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
    '.bindings[1]: The binding is listed twice.',
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

table('schema: nothing that depends on unknown content', [
  ['task', UNKNOWN],
  ['task', task({ created: UNKNOWN, priority: UNKNOWN, metadata: UNKNOWN, payload: UNKNOWN })],
  ['task', task({ routes: [UNKNOWN, UNKNOWN, 'a'] })],
  ['task', task({ routes: [...Array.from({ length: 64 }, (_, i) => `r${i}`), UNKNOWN] })],
  ['task', task({ routes: [UNKNOWN, 'a', UNKNOWN, 'a'] }), '.routes[3]: The route "a" is listed twice.'],
  ['task', task({ wroker: UNKNOWN }), '.: A task has no key "wroker". => -'],
  [
    'task',
    task({ scopes: [{ scope: UNKNOWN }] }),
    '.scopes[0]: The scope is a mapping and must be a string of printable ASCII characters.',
  ],
  [
    'hook',
    hook({
      bindings: [
        { exchange: UNKNOWN, routingKeyPattern: '#' },
        { exchange: UNKNOWN, routingKeyPattern: '#' },
      ],
    }),
  ],
  ['actions', action({ kind: UNKNOWN, title: 't', description: 'd', hookId: 'x' })],
]);

describe('schemas', () => {
  for (const name of SCHEMA_NAMES) {
    it(`the build makes a validator of ${name}`, () => assert.ok(errorsOf(name, 42).length > 0));
  }
});

describe('schema: any value', () => {
  it('a right value stays right whatever part of it is unknown', () => {
    const right: readonly (readonly [SchemaName, object])[] = [
      ['task', task({ routes: ['a', 'b'], dependencies: [ID], tags: { a: 'b' }, priority: 'high', extra: { a: [1] } })],
      ['hook', hook({ bindings: [{ exchange: 'e', routingKeyPattern: '#' }], schedule: ['@daily'] })],
      [
        'actions',
        action({ kind: 'hook', title: 't', description: 'd', hookGroupId: 'g', hookId: 'h', hookPayload: {} }),
      ],
      ['taskcluster-yml-v1', { version: 1, policy: { pullRequests: 'public' }, tasks: [{ a: 1 }] }],
    ];
    for (const [schema, value] of right) {
      assert.deepEqual(validate(schema, value), []);
      for (const variant of withUnknowns(value)) assert.deepEqual(validate(schema, variant, isUnknown), []);
    }
  });

  it('has at most 100 errors', () => {
    assert.equal(validate('task', task({ scopes: Array.from({ length: 5000 }, () => 1) })).length, 100);
  });

  it('never throws', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    assert.deepEqual(validate('hook', hook({ bindings: [cyclic, cyclic] }), isUnknown), []);
    assert.deepEqual(validate('actions', action({ toString: 1 }, { toString: 1 })), []);
    for (const value of [undefined, null, Number.NaN, Symbol('x'), () => 1]) {
      assert.equal(validate('task', value).length, 1);
    }
  });

  it('finds keys that JavaScript objects have anyway', () => {
    assert.deepEqual(validate('task', JSON.parse(JSON.stringify(task({ constructor: 1 })))).map(line), [
      '.: A task has no key "constructor". => -',
    ]);
  });
});

/** The value with each of its parts replaced in turn. */
function* withUnknowns(value: unknown): Generator<unknown> {
  yield UNKNOWN;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    for (const variant of withUnknowns(part)) {
      yield Array.isArray(value)
        ? value.map((item, index) => (String(index) === key ? variant : item))
        : { ...value, [key]: variant };
    }
  }
}

describe('schema: what a missing key begins with', () => {
  const isComputed = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && Object.keys(value).some((key) => key.startsWith('$'));

  /** The value with every key that it lacks, and so on for what was added. */
  function completed(schema: SchemaName, value: object): object {
    const whole = structuredClone(value);
    for (let round = 0; round < 10; round++) {
      const lacking = validate(schema, whole, isComputed).filter(({ keyword }) => keyword === 'required');
      if (lacking.length === 0) break;
      for (const { path, key = '', repairs } of lacking) {
        const [repair] = repairs;
        assert.ok(repair?.kind === 'add-key', `${key} has nothing to begin with`);
        const at = path.reduce<unknown>((inner, step) => Reflect.get(Object(inner), step), whole);
        Reflect.set(Object(at), key, repair.value);
      }
    }
    return whole;
  }

  const starts: Readonly<Partial<Record<SchemaName, object>>> = {
    actions: { version: 1, variables: {}, actions: [{}] },
    'worker-pool-config': { launchConfigs: [{}] },
    hook: { bindings: [{}] },
  };
  for (const schema of SCHEMA_NAMES) {
    it(`fits the schema ${schema}`, () => {
      const left = validate(schema, completed(schema, starts[schema] ?? {}), isComputed);
      assert.deepEqual(left.map(line), []);
    });
  }
});
