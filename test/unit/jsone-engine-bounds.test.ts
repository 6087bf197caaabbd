import assert from 'node:assert/strict';
import { DEFAULT_BOUNDS, sizeOf } from '../../server/core/jsone/engine/index.js';
import { evaluateText } from '../support/jsone.js';

/** `in` the variable `a`, which is made anew of itself so often. */
function doubled(times: number, first: string, twice: string, body: string): string {
  let text = body;
  for (let i = 0; i < times; i++) text = `{$let: {a: ${i === times - 1 ? first : twice}}, in: ${text}}`;
  return text;
}

function nested(times: number, leaf: string, around: (inner: string) => string): string {
  let text = leaf;
  for (let i = 0; i < times; i++) text = around(text);
  return text;
}

const range = (n: number): string => `{$eval: "range(0, ${n})"}`;

const BOMBS: Readonly<Record<string, string>> = {
  '$map in $map': nested(8, '"${x}"', (inner) => `{$map: ${range(100)}, each(x): ${inner}}`),
  'a long range': range(1_000_000_000),
  'a text doubled by $let': doubled(60, 'aaaaaaaa', '{$eval: a + a}', '{$eval: a}'),
  'a text doubled by ${}': doubled(60, 'aaaaaaaa', '"${a}${a}"', '{$eval: a}'),
  'a list doubled by $let': doubled(60, 'x', '{$eval: "[a, a]"}', '{$eval: a}'),
  'an object doubled by $let': doubled(60, 'x', '{$eval: "{a: a, b: a}"}', '{$eval: a}'),
  'a value nested by $reduce': `{$reduce: ${range(30_000)}, initial: 0, "each(a, x)": {a: {$eval: a}}}`,
  'a list grown by $reduce': `{$reduce: ${range(30_000)}, initial: [], "each(a, x)": {$flatten: [{$eval: a}, [1]]}}`,
  'an object grown by $reduce': `{$reduce: ${range(30_000)}, initial: {}, "each(a, x)": {$merge: [{$eval: a}, {"k\${x}": 1}]}}`,
  'lists joined by $mergeDeep': `{$reduce: ${range(30_000)}, initial: {a: []}, "each(a, x)": {$mergeDeep: [{$eval: a}, {a: [1]}]}}`,
  'texts split and joined': `{$map: ${range(1000)}, each(x): {$eval: "join(split('${'a'.repeat(5000)}', ''), '')"}}`,
  'lists compared': `{$map: ${range(1000)}, each(x): {$eval: "range(0, 1000) == range(0, 1000)"}}`,
  'lists searched': `{$map: ${range(1000)}, each(x): {$find: ${range(1000)}, each(y): y < 0}}`,
  'lists sorted': `{$map: ${range(1000)}, each(x): {$sort: ${range(1000)}}}`,
  'nested parentheses': `{$eval: "${'('.repeat(50_000)}1${')'.repeat(50_000)}"}`,
  'many signs': `{$eval: "${'-'.repeat(50_000)}1"}`,
  'powers of powers': `{$eval: "${'1 ** '.repeat(50_000)}1"}`,
  'many holes': `"${'${1}'.repeat(100_000)}"`,
};

describe('the JSON-e engine is bounded', () => {
  for (const [name, text] of Object.entries(BOMBS)) {
    it(name, () => {
      const { problems, value, steps } = evaluateText(text);
      assert.deepEqual([...new Set(problems.map(({ detail }) => detail.code))], ['limit']);
      assert.ok(sizeOf(value) <= DEFAULT_BOUNDS.size);
      const most = DEFAULT_BOUNDS.steps + DEFAULT_BOUNDS.stepsPerNode * text.length;
      assert.ok(steps < most * 2 || name === 'a long range', `${steps} steps`);
    });
  }

  it('aliases that multiply', () => {
    const list = (inner: string) => `[${Array(9).fill(inner).join(', ')}]`;
    const lines = Array.from({ length: 25 }, (_, i) => `a${i + 1}: &a${i + 1} ${list(`*a${i}`)}`).join('\n');
    for (const leaf of ['x', '"${1}"']) {
      const { problems } = evaluateText(`a0: &a0 ${leaf}\n${lines}`);
      assert.equal(problems[0]?.detail.code, 'limit');
    }
  });

  it('a great many mistakes end the evaluation', () => {
    const { problems } = evaluateText(`{$map: ${range(30_000)}, each(x): {$eval: nope}}`);
    assert.equal(problems.length, DEFAULT_BOUNDS.problems);
  });

  it('alternatives that multiply are not all told apart', () => {
    const names = Array.from({ length: 20 }, (_, i) => `v${i}`);
    const bindings = names.map((name) => `${name}: {$if: u, then: a${name}, else: b${name}}`).join(', ');
    const text = `{$let: {${bindings}}, in: "${names.map((name) => `\${${name}}`).join('')}"}`;
    const { value } = evaluateText(text, {}, { open: true });
    const options = value.kind === 'choice' ? value.options : [value];
    assert.ok(options.length <= DEFAULT_BOUNDS.alternatives);
    assert.ok(options.every(({ kind }) => kind === 'unknown'));
  });

  it('long chains of operators are none of this', () => {
    const { value, problems } = evaluateText(`{$eval: "${'1 + '.repeat(5000)}1"}`);
    assert.deepEqual(problems, []);
    assert.equal(value.kind === 'number' && value.value, 5001);
  });
});
