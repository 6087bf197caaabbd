import assert from 'node:assert/strict';
import { type SchemaName, validate } from '../../server/core/schema/validate.js';
import { action, hook, ID, isUnknown, line, table, task, UNKNOWN } from '../support/schema-values.js';

table('schema: nothing that depends on unknown content', [
  ['task', UNKNOWN],
  ['task', task({ created: UNKNOWN, priority: UNKNOWN, metadata: UNKNOWN, payload: UNKNOWN })],
  ['task', task({ routes: [UNKNOWN, UNKNOWN, 'a'] })],
  ['task', task({ routes: [...Array.from({ length: 64 }, (_, i) => `r${i}`), UNKNOWN] })],
  ['task', task({ routes: [UNKNOWN, 'a', UNKNOWN, 'a'] }), '.routes[3]: The route "a" is listed twice. => -'],
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
