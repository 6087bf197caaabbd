import assert from 'node:assert/strict';
import { analyze } from '../../server/core/analyze.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';

/** What is said of a `.taskcluster.yml` with a task that has such a payload. */
function findingsOf(payload: string): string[] {
  const lines = payload.trim().split('\n');
  const text = `version: 1
tasks:
  - taskQueueId: proj-example/ci
    deadline: {$fromNow: 1 day}
    metadata: {name: n, description: d, owner: o@example.com, source: https://example.com}
    payload:
${lines.map((line) => `      ${line}`).join('\n')}
`;
  const document = { fileName: '.taskcluster.yml', syntax: 'yaml', text, selection: 'auto' } as const;
  return analyze(document, DEFAULT_CONFIG).findings.map(({ rule, message }) => `${rule}: ${message}`);
}

/** Bodies of `$reduce` that make of `a` what is twice as large. */
const DOUBLINGS: Readonly<Record<string, string>> = {
  'two keys': '{l: {$eval: a}, r: {$eval: a}}',
  'two items': '[{$eval: a}, {$eval: a}]',
  'two items of an expression': "{$eval: '[a, a]'}",
  'an object of an expression': "{$eval: '{l: a, r: a}'}",
  'a merge': '{$merge: [{l: {$eval: a}}, {r: {$eval: a}}]}',
  'a deep merge': '{$mergeDeep: [{l: [{$eval: a}]}, {l: [{$eval: a}]}]}',
  'a flat list': '{$flatten: [{$map: [1, 2], each(y): {$eval: a}}]}',
  'a variable': '{$let: {b: {$eval: a}}, in: [{$eval: b}, {$eval: b}]}',
  'a variable with a computed name': '{$let: {\'${"b"}\': [{$eval: a}, {$eval: a}]}, in: {$eval: b}}',
  'JSON of it': '{$json: [{$eval: a}, {$eval: a}]}',
  'an $if': '{$if: "true", then: [{$eval: a}, {$eval: a}]}',
  'a $switch': '{$switch: {"true": [{$eval: a}, {$eval: a}]}}',
  'a $match': '{$match: {"true": {$eval: a}, "1 == 1": {$eval: a}}}',
};

const STRINGS: Readonly<Record<string, string>> = {
  'a sum': "{$eval: 'a + a'}",
  interpolation: '"${a}${a}"',
  'join()': "{$eval: 'join([a, a], a)'}",
  'str() and uppercase()': "{$eval: 'uppercase(str(a) + a)'}",
};

/** 60 variables, each of which holds the one around it twice. */
const VARIABLES = `${Array.from({ length: 60 }, (_, i) => `${' '.repeat(2 * i)}$let: {a: [{$eval: a}, {$eval: a}]}\n${' '.repeat(2 * i)}in:`).join('\n')} {$eval: a}`;

const TOO_LARGE = 'limits: This template is too large to be rendered here. Only its literal text was checked.';

describe('A template that grows without end', () => {
  const reduce = (body: string, initial: string): string =>
    `$reduce: {$eval: 'range(0, 60)'}\neach(a, x): ${body}\ninitial: ${initial}`;
  for (const [name, body] of Object.entries(DOUBLINGS)) {
    it(`is not rendered: $reduce with ${name}`, () => assert.deepEqual(findingsOf(reduce(body, '{}')), [TOO_LARGE]));
  }
  for (const [name, body] of Object.entries(STRINGS)) {
    it(`is not rendered: $reduce with ${name}`, () => assert.deepEqual(findingsOf(reduce(body, 'ab')), [TOO_LARGE]));
  }
  it('is not rendered: $reduce with $flattenDeep', () =>
    assert.deepEqual(findingsOf(reduce('{$flattenDeep: [{$eval: a}, {$eval: a}]}', '[1]')), [TOO_LARGE]));
  it('is not rendered: a list of 32 items', () => {
    const items = Array.from({ length: 32 }, (_, i) => i).join();
    const body = `$reduce: [${items}]\neach(a, x): [{$eval: a}, {$eval: a}]\ninitial: [1]`;
    assert.deepEqual(findingsOf(body), [TOO_LARGE]);
  });
  it('is not rendered: variables in variables', () =>
    assert.deepEqual(findingsOf(`$let: {a: {x: 1}}\nin:\n${VARIABLES.replace(/^/gm, '  ')}`), [TOO_LARGE]));
  it('is not rendered: an operator that comes in by a merge key', () => {
    const anchored = 'x: {$if: "false", then: &each {"each(a, x)": [{$eval: a}, {$eval: a}]}}';
    const body = `${anchored}\ny: {<<: *each, $reduce: {$eval: 'range(0, 60)'}, initial: [1]}`;
    assert.ok(findingsOf(body).includes(TOO_LARGE));
  });
  it('is not rendered: a loop with a long body', () => {
    const keys = Array.from({ length: 500 }, (_, i) => `  k${i}: "\${x}"`).join('\n');
    assert.deepEqual(findingsOf(`$map: {$eval: 'range(0, 4000)'}\neach(x):\n${keys}`), [TOO_LARGE]);
  });
  for (const [name, loop] of [
    ['$find', "{$find: {$eval: 'range(0, 4000)'}, each(y): 'y == 5000'}"],
    ['$sort', "{$sort: {$eval: 'range(0, 4000)'}, by(y): '0 - y'}"],
    ['$map', "{$map: {$eval: 'range(0, 4000)'}, each(y): 1}"],
  ] as const) {
    it(`is not rendered: ${name} in a loop`, () =>
      assert.deepEqual(findingsOf(`$map: {$eval: 'range(0, 4000)'}\neach(x): ${loop}`), [TOO_LARGE]));
  }
  it('is not rendered: a function that is called on a long string again and again', () => {
    const calls = "  - {$eval: 'len(s)'}\n".repeat(1000);
    assert.deepEqual(findingsOf(`$let: {s: ${'x'.repeat(90_000)}}\nin:\n  list:\n${calls.replace(/^/gm, '  ')}`), [
      TOO_LARGE,
    ]);
  });
});

describe('A template with loops', () => {
  /** Where a payload must be a mapping, a text says that it was rendered. */
  const RENDERED = 'schema: payload is the string "seen" and must be a mapping.';
  const seen = (condition: string): string => `{$if: '${condition}', then: seen, else: {}}`;

  it('is rendered: $find and $sort in a loop', () => {
    const list = `{$map: [1, 2], each(x): {a: {$find: [1, 2], each(y): 'x == y'}, b: {$sort: [1, 2], by(y): '0 - y'}}}`;
    assert.deepEqual(findingsOf(`$let: {v: ${list}}\nin: ${seen('v[1].a == 2 && v[1].b[0] == 2')}`), [RENDERED]);
  });
  it('is rendered: $reduce, with what it begins with as it is', () => {
    const sum = "{$reduce: [1, 2, 3], 'each(a, x)': {$eval: 'a + x'}, initial: 0}";
    const raw = "{$reduce: [], 'each(a, x)': 1, initial: {$let: {b: 1}, in: 2}}";
    assert.deepEqual(findingsOf(`$let: {v: ${sum}, w: ${raw}}\nin: ${seen('v == 6 && w["in"] == 2')}`), [RENDERED]);
  });
  it('is rendered: what is nothing, in JSON and as variables', () => {
    const json = '{$json: {$if: "false", then: 1}}';
    const none = '{$if: "false", then: {a: 1}}';
    assert.deepEqual(findingsOf(`$let: {v: ${json}}\nin: {$let: ${none}, in: ${seen('v == "{}"')}}`), [RENDERED]);
  });
  it('is rendered: functions', () => {
    const all = 'rstrip("a  ") == "a" && len([1, 2]) == 2 && range(0, 4, 2) == [0, 2] && max(1, 2) == 2';
    assert.deepEqual(findingsOf(`$let: {}\nin: ${seen(all)}`), [RENDERED]);
  });
  it('is rendered: 300 items, each with a body of 20 keys', () => {
    const keys = Array.from({ length: 20 }, (_, i) => `  k${i}: {$eval: x}`).join('\n');
    const loop = `{$map: {$eval: 'range(0, 300)'}, each(x): {$eval: x}}`;
    const text = `$let:\n  v: ${loop}\n  w:\n    $map: {$eval: 'range(0, 300)'}\n    each(x):\n${keys.replace(/^/gm, '    ')}\nin: ${seen('len(v) == 300 && len(w) == 300')}`;
    assert.deepEqual(findingsOf(text), [RENDERED]);
  });
});
