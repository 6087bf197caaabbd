import assert from 'node:assert/strict';
import { isKnown, toPlain } from '../../server/core/jsone/engine/index.js';
import { evaluateText, saidOf } from '../support/jsone.js';

/** Operators that work: template, context, value. */
const VALUES: readonly [string, Readonly<Record<string, unknown>>, unknown][] = [
  ['plain: [1, true, null, text]', {}, { plain: [1, true, null, 'text'] }],
  ['a: "${x}-$${x}-$$${x}"', { x: 1 }, { a: '1-${x}-$${x}' }],
  ['a: "${x}${y}${z}"', { x: null, y: true, z: 1.5 }, { a: 'true1.5' }],
  ['"k${n}": 1', { n: 2 }, { k2: 1 }],
  ['$$eval: 1', {}, { $eval: 1 }],
  ['$$${x}: 1', { x: 2 }, { '$${x}': 1 }],
  ['a: 2020-01-01', {}, { a: {} }],
  ['base: &b {x: 1, y: 2}\nmore: {<<: *b, y: 3}', {}, { base: { x: 1, y: 2 }, more: { x: 1, y: 3 } }],
  ['base: &b {$eval: n}\nmore: {<<: *b}', { n: 4 }, { base: 4, more: 4 }],
  ['{$eval: "a.b[0] + 1"}', { a: { b: [1] } }, 2],
  ['{$eval: "-a ** 2"}', { a: 3 }, 9],
  ['{$eval: "2 ** 3 ** 2"}', {}, 512],
  ['{$eval: "1 + 2 * 3 - 4 / 2"}', {}, 5],
  ['{$eval: "1 < 2 == true"}', {}, true],
  ["{$eval: \"'b' in {a: 1, b: 2} && 1 in [1] && 'b' in 'abc'\"}", {}, true],
  ['{$eval: "x[-1]"}', { x: [1, 2, 3] }, 3],
  ['{$eval: "x[:-1]"}', { x: 'äbc' }, 'äb'],
  ['{$eval: "x[\'no\']"}', { x: {} }, null],
  ['{$eval: "true || nope"}', {}, true],
  ['{$eval: "{a: 1, \'b\': x}"}', { x: 2 }, { a: 1, b: 2 }],
  ['[{$if: "x > 1", then: a, else: b}, {$if: "x > 3", then: c}]', { x: 2 }, ['a']],
  ['a: {$if: "false", then: 1}\nb: 2', {}, { b: 2 }],
  ['{$let: {x: 1, y: {$eval: "z + 1"}}, in: {$eval: "x + y"}}', { z: 1 }, 3],
  ['{$map: [1, 2], "each(x, i)": "${x}${i}"}', {}, ['10', '21']],
  ['{$map: {a: 1}, "each(v, k)": {"${k}x": {$eval: v}}}', {}, { ax: 1 }],
  ['{$map: {a: 1}, each(x): {"${x.key}": {$eval: x.val}}}', {}, { a: 1 }],
  ['{$reduce: [1, 2, 3], initial: 0, "each(sum, x)": {$eval: sum + x}}', {}, 6],
  ['{$find: [1, 2, 3], each(x): x > 1}', {}, 2],
  ['[{$find: [1], each(x): x > 1}]', {}, []],
  ['{$match: {"x > 1": a, "x > 2": b, "x > 9": c}}', { x: 3 }, ['a', 'b']],
  ['{$switch: {"x == 1": a, "x == 2": b, $default: c}}', { x: 2 }, 'b'],
  ['{$switch: {"x == 1": a, $default: c}}', { x: 2 }, 'c'],
  ['{$merge: [{a: 1, b: 1}, {b: 2}]}', {}, { a: 1, b: 2 }],
  ['{$mergeDeep: [{a: {x: 1}, l: [1]}, {a: {y: 2}, l: [2]}]}', {}, { a: { x: 1, y: 2 }, l: [1, 2] }],
  ['{$flatten: [[1, [2]], 3]}', {}, [1, [2], 3]],
  ['{$flattenDeep: [[1, [2]], 3]}', {}, [1, 2, 3]],
  ['{$sort: [b, a]}', {}, ['a', 'b']],
  ['{$sort: [{n: 2}, {n: 1}], by(x): x.n}', {}, [{ n: 1 }, { n: 2 }]],
  ['{$reverse: [1, 2]}', {}, [2, 1]],
  // json-e turns the variable's own list around.
  [
    '[{$reverse: {$eval: x}}, {$eval: x}]',
    { x: [1, 2] },
    [
      [2, 1],
      [2, 1],
    ],
  ],
  ['[{$mergeDeep: {$eval: x}}, {$eval: len(x)}]', { x: [{ a: 1 }, { b: 2 }] }, [{ a: 1, b: 2 }, 1]],
  ['{$json: {b: 1, a: [null], "10": 1, "9": 2}}', {}, '{"10":1,"9":2,"a":[null],"b":1}'],
  ['{$fromNow: 1 day 2 hours}', {}, '2030-02-01T14:00:00.000Z'],
  ['{$fromNow: -1 y, from: "2030-01-31T12:00:00Z"}', {}, '2029-01-31T12:00:00.000Z'],
  ['{$eval: "fromNow(\'1 minute\', x)"}', { x: '2020-02-29T23:59:30Z' }, '2020-03-01T00:00:30.000Z'],
  ["{$eval: \"[len('ä😀'), split('a,b', ','), join([1, null, 'x'], '-')]\"}", {}, [2, ['a', 'b'], '1--x']],
  [
    "{$eval: \"[range(1, 4), min(2, 1), abs(-1), str(null), number('2'), strip(' a ')]\"}",
    {},
    [[1, 2, 3], 1, 1, 'null', 2, 'a'],
  ],
  ["{$eval: \"[defined('x'), defined('y'), typeof(x), typeof(len)]\"}", { x: [] }, [true, false, 'array', 'function']],
  // Sorted as JavaScript lists keys: numbers first.
  ['{$map: {b: 1, "1": 2}, "each(v, k)": {last: "${k}"}}', {}, { last: 'b' }],
];

/** What json-e rejects: template, context, and each mistake at its place. */
const MISTAKES: readonly [string, Readonly<Record<string, unknown>>, ...string[]][] = [
  ['a: ${nope}', {}, '[nope] unknown context value nope'],
  ['a: "it\'\'s ${x.y}"', { x: {} }, '[y] object has no property "y"'],
  ["a: 'it''s ${x.y}'", { x: {} }, '[y] object has no property "y"'],
  ['a: "tab \\t ${x.y}"', { x: {} }, '[y] object has no property "y"'],
  ['a: >-\n  one\n  two ${x.y}\n  three', { x: {} }, '[y] object has no property "y"'],
  ['a: |\n  one\n  two ${x.y}\n', { x: {} }, '[y] object has no property "y"'],
  ['{$eval: "!x.y"}', { x: { y: 1 } }, '[y] infix: . expects objects'],
  ['{$eval: x.y.z}', { x: { y: null } }, '[z] infix: . expects objects'],
  ['{$eval: "x[0]"}', { x: {} }, '[0] object keys must be strings'],
  ['{$eval: "x[0]"}', { x: [] }, '[x[0]] index out of bounds'],
  ['{$eval: "x[1.5]"}', { x: [] }, '[x[1.5]] should only use integers to access arrays or strings'],
  ['{$eval: "1 + true"}', {}, '[1 + true] infix: + expects numbers/strings + numbers/strings'],
  ['{$eval: "1 / (x - x)"}', { x: 1 }, '[(x - x)] division by zero'],
  ['{$eval: "x(1)"}', { x: 1 }, '[x] 1 is not callable'],
  ['{$eval: "len(1)"}', {}, '[len(1)] invalid arguments to builtin: len'],
  ['{$eval: "1 +"}', {}, '[+] Unexpected end of input'],
  [
    '{$eval: "a b"}',
    { a: 1 },
    '[b] Found: b token, expected one of: !=, &&, (, *, **, +, -, ., /, <, <=, ==, >, >=, [, in, ||',
  ],
  ['{$eval: "a.1"}', { a: 1 }, '[1] Found: 1 token, expected one of: identifier'],
  ['a: "x ${1"', {}, '[1] unterminated ${..} expression'],
  ['{$eval: len}', {}, '[len] evaluated template contained uncalled functions'],
  ['a: "${[1]}"', {}, "[[1]] interpolation of '[1]' produced an array or object"],
  ['{$if: "true", $then: 1}', {}, '[$then] $if Syntax error: $then: should be spelled then: (no $)'],
  ['{$if: "true", then: 1, more: 2}', {}, '[more] $if has undefined properties: more'],
  ['{$eval: x, $if: y}', {}, '[$if] only one operator allowed'],
  ['$foo: 1', {}, '[$foo] $<identifier> is reserved; use $$<identifier>'],
  ['{$let: {"a-b": 1}, in: 1}', {}, '["a-b"] top level keys of $let must follow /[a-zA-Z_][a-zA-Z0-9_]*/'],
  ['{$map: 1, each(x): 1}', {}, '[1] $map value must evaluate to an array or object'],
  ['{$merge: [{}, 1]}', {}, '[[{}, 1]] $merge value must evaluate to an array of objects'],
  ['{$sort: [1, a]}', {}, '[[1, a]] $sorted values to be sorted must have the same type'],
  ['{$switch: {"x > 1": a, "x > 2": b}}', { x: 3 }, '["x > 2"] $switch can only have one truthy condition'],
  ['{$fromNow: 1 fortnight}', {}, "[1 fortnight] String: '1 fortnight' isn't a time expression"],
  // Each mistake comes out, once: what depends on one is none of its own.
  [
    'a: ${one}\nb: ["${two}", {$eval: "three + 1"}]\nc: {$let: {x: {$eval: four}}, in: ["${x}", {$eval: "x.y + len(x)"}]}',
    {},
    '[one] unknown context value one',
    '[two] unknown context value two',
    '[three] unknown context value three',
    '[four] unknown context value four',
  ],
  // A variable is evaluated whether it is used or not; a branch that is not taken is not.
  ['{$let: {x: "${no}"}, in: 1}', {}, '[no] unknown context value no'],
  ['{$if: "false", then: "${no}", else: "${yes}"}', {}, '[yes] unknown context value yes'],
  // Both branches of $switch whose conditions hold are evaluated.
  [
    '{$switch: {"true": "${a}", "1 == 1": "${b}"}}',
    {},
    '[b] unknown context value b',
    '[a] unknown context value a',
    '["true"] $switch can only have one truthy condition',
  ],
];

describe('the JSON-e engine', () => {
  for (const [text, context, value] of VALUES) {
    it(`renders ${text}`, () => {
      const result = evaluateText(text, context);
      assert.deepEqual(saidOf(text, result), []);
      assert.ok(isKnown(result.value));
      assert.deepEqual(toPlain(result.value), value);
    });
  }

  for (const [text, context, ...said] of MISTAKES) {
    it(`rejects ${text}`, () => {
      assert.deepEqual(saidOf(text, evaluateText(text, context)), said);
    });
  }

  it('says in which items of which loops a mistake is', () => {
    const text = '{$map: [[1], [2, 0]], each(x): {$map: {$eval: x}, each(y): {$eval: 1 / y}}}';
    const [problem, ...more] = evaluateText(text).problems;
    assert.equal(more.length, 0);
    const way: string[] = [];
    for (let step = problem?.trail; step; step = step.outer) way.unshift(`${step.operator} ${step.key}`);
    assert.deepEqual(way, ['$map 1', '$map 1']);
  });

  it('gives null for a template that vanishes', () => {
    assert.equal(toPlain(evaluateText('{$if: "false", then: 1}').value), null);
  });
});
