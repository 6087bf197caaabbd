import assert from 'node:assert/strict';
import {
  compile,
  contextOf,
  createMemo,
  evaluate,
  fromJson,
  functionValue,
  keysOf,
  nodesOf,
  type ObjectValue,
  object,
  plainField,
  spanOf,
  string,
  type TypeName,
  Types,
  toPlain,
  unknown,
  type Value,
} from '../../server/core/jsone/engine/index.js';
import { parse } from '../../server/core/syntax/parse.js';
import { evaluateText, NOW, saidOf } from '../support/jsone.js';

/** The names of types that are bits. */
function typeNames(bits: number): TypeName[] {
  return (Object.keys(Types) as TypeName[]).filter((name) => bits & Types[name]);
}

/** The value at a path, e.g. `a.0.b`. */
function at(value: Value, path: string): Value {
  return path.split('.').reduce((inner, key) => {
    const found =
      inner.kind === 'object'
        ? inner.fields.get(key)?.value
        : inner.kind === 'array'
          ? inner.items[Number(key)]
          : undefined;
    assert.ok(found, `nothing at ${key}`);
    return found;
  }, value);
}

/** Values as text: what is unknown as `?` with its types, a choice as its options. */
function shown(value: Value): string {
  switch (value.kind) {
    case 'unknown':
      return value.pieces
        ? `?${JSON.stringify(value.pieces.map((piece) => piece ?? '?').join(''))}`
        : `?${value.types === unknown().types ? '' : typeNames(value.types).join('|')}`;
    case 'choice':
      return `(${value.options.map(shown).join(' or ')})`;
    case 'absent':
      return 'nothing';
    case 'array':
      return `[${[...value.items.map(shown), ...(value.open ? ['...'] : [])].join(', ')}]`;
    case 'object': {
      const fields = [...value.fields].map(
        ([key, field]) => `${key}${field.certain ? '' : '?'}: ${shown(field.value)}`,
      );
      return `{${[...fields, ...(value.open ? ['...'] : [])].join(', ')}}`;
    }
    default:
      return JSON.stringify(toPlain(value));
  }
}

describe('values of the JSON-e engine know the nodes that made them', () => {
  /** Template, path of the value, the texts of the nodes: where it stands, then what it was made of. */
  const cases: readonly [string, string, readonly string[]][] = [
    ['a: text', 'a', ['text']],
    ['{$let: {x: made here}, in: {a: {$eval: x}}}', 'a', ['x', 'made here']],
    ['{$let: {x: one}, in: {a: "${x}-two"}}', 'a', ['"${x}-two"', 'one']],
    ['{$let: {x: one}, in: {a: {$eval: "x + \'-\'"}}}', 'a', ['"x + \'-\'"', 'one']],
    ['{$map: [one, two], each(x): {$eval: x}}', '1', ['x', 'two']],
    ['{$flatten: [[one], [{$if: "true", then: two}]]}', '1', ['two']],
    ['{$flattenDeep: [[[one]]]}', '0', ['one']],
    ['{$merge: [{a: one}, {a: two}]}', 'a', ['two']],
    ['{$mergeDeep: [{a: {b: one}}, {a: {c: two}}]}', 'a.b', ['one']],
    ['{$switch: {"true": one}}', '', ['one']],
    ['{$match: {"true": one}}', '0', ['one']],
    ['{$sort: [two, one]}', '0', ['one']],
    ['{$reverse: [two, one]}', '0', ['one']],
    ['{$find: [one, two], each(x): x == "two"}', '', ['two']],
    ['{$reduce: [one, two], initial: none, "each(acc, x)": {$eval: x}}', '', ['x', 'two']],
    ['{$json: {a: 1}}', '', ['{$json: {a: 1}}']],
    ['a: &a one\nb: *a', 'b', ['one']],
  ];
  for (const [text, path, nodes] of cases) {
    it(`${text} at ${path || 'the root'}`, () => {
      const { value, problems } = evaluateText(text);
      assert.equal(problems.length, 0);
      const found = nodesOf((path ? at(value, path) : value).origin);
      assert.deepEqual(
        found.map(({ start, end }) => text.slice(start, end)),
        nodes,
      );
    });
  }

  it('a merged mapping names its parts, and each field its key', () => {
    const text = '{$merge: [{a: 1, b: 1}, {b: 2}]}';
    const value = evaluateText(text).value as ObjectValue;
    assert.deepEqual(
      value.parts.map(({ start, end }) => text.slice(start, end)),
      ['{a: 1, b: 1}', '{b: 2}'],
    );
    const field = value.fields.get('b');
    assert.equal(field?.entry && text.slice(field.entry.start, field.entry.end), 'b: 2');
    assert.equal(field?.under?.entry && text.slice(field.under.entry.start, field.under.entry.end), 'b: 1');
  });

  it('a value of the context names its place there, through variables and loops', () => {
    const text = '{$let: {all: {$eval: event.commits}}, in: {$map: {$eval: all}, each(c): {$eval: c.id}}}';
    const { value } = evaluateText(text, { event: { commits: [{ id: 'a' }, { id: 'b' }] } });
    const path = contextOf(at(value, '1').origin);
    assert.deepEqual(path?.kind === 'context' && keysOf(path), ['event', 'commits', 1, 'id']);
  });
});

describe('what a context leaves open is unknown', () => {
  /** Template and value, for the variables `u` (anything), `s` (a text), `o` (an object with a: 1 and more). */
  const cases: readonly [string, string][] = [
    ['{$eval: u}', '?'],
    ['{$eval: u.a.b}', '?'],
    ['{$eval: u == 1}', '?boolean'],
    ['{$eval: u - 1}', '?number'],
    ['{$eval: s + "x"}', '?"?x"'],
    ['x-${u}-y', '?"x-?-y"'],
    ['{$eval: "[o.a, o.b]"}', '[1, ?]'],
    ['{$eval: "u && false"}', 'false'],
    ['{$eval: "u || true"}', 'true'],
    ['{$eval: s == 1}', 'false'],
    ['{$if: u, then: a, else: b}', '("a" or "b")'],
    ['[{$if: u, then: a}]', '[("a" or nothing)]'],
    ['{a: {$if: u, then: 1}, b: 2}', '{a?: 1, b: 2}'],
    ['{$let: {x: {$if: u, then: a, else: b}}, in: "${x}!"}', '("a!" or "b!")'],
    ['{$switch: {"u == 1": a, "u == 2": b, $default: c}}', '("a" or "b" or "c")'],
    ['{$match: {"true": a, "u == 2": b}}', '["a", ("b" or nothing)]'],
    ['{$merge: [{a: 1}, {$if: u, then: {b: 2}, else: {c: 3}}]}', '({a: 1, b: 2} or {a: 1, c: 3})'],
    ['{$merge: [{a: 1}, {$eval: u}]}', '{a?: 1, ...}'],
    ['{$map: {$eval: u.list}, each(x): {n: "${x.name}"}}', '([{n: ?string}, ...] or {...})'],
    ['{$flatten: [[1], {$eval: u}]}', '[1, ?, ...]'],
    ['{$let: {$eval: u}, in: {$eval: anything}}', '?'],
    ['{$eval: "len(u)"}', '?number'],
    ['{$eval: "len([u, u])"}', '2'],
    ['{$json: {$eval: u}}', '?string'],
    ['{$fromNow: "${u}"}', '?string'],
    ['{$sort: [{$eval: s}, a]}', '[?string, "a"]'],
    ['{$reverse: {$eval: u}}', '?array'],
  ];
  const context = new Map<string, Value>([
    ['u', unknown()],
    ['s', unknown(Types.string)],
    ['o', object(new Map([['a', plainField(fromJson(1))]]), { open: true })],
  ]);
  for (const [text, value] of cases) {
    it(`${text} is ${value}`, () => {
      const result = evaluateText(text, {}, { context });
      assert.deepEqual(saidOf(text, result), []);
      assert.equal(shown(result.value), value);
    });
  }

  it('a mistake that only may be reached is not certain', () => {
    const text = '[{$if: u, then: "${a}"}, "${b}", {$eval: "u && c"}]';
    const { problems } = evaluateText(text, {}, { context });
    assert.deepEqual(
      problems.map(({ message, certain }) => [message.split(' ').at(-1), certain]),
      [
        ['a', false],
        ['b', true],
        ['c', false],
      ],
    );
  });

  it('what is unknown, but surely of a wrong type, is a mistake', () => {
    assert.deepEqual(saidOf('{$eval: s.x}', evaluateText('{$eval: s.x}', {}, { context })), [
      '[x] infix: . expects objects',
    ]);
  });

  it('names that an open context may have are unknown', () => {
    const result = evaluateText("{$eval: \"[x, defined('x'), len('a')]\"}", {}, { open: true });
    assert.equal(shown(result.value), '[?, ?boolean, 1]');
    assert.deepEqual(result.problems, []);
  });
});

describe('an evaluation notes', () => {
  const event = { ref: 'refs/heads/main', sender: { login: 'me' }, list: [1] };

  it('what it reads of the context, and how', () => {
    const text =
      '["${event.ref}", {$let: {s: {$eval: event.sender}}, in: {$eval: "[s.login, s[\'no\'], \'x\' in s]"}}, {$eval: defined("other")}]';
    const { reads } = evaluateText(text, { event }).notes();
    assert.deepEqual(
      reads.map(({ path, how, code, at }) => {
        const { start, end } = spanOf({ ...code, within: at });
        return `${keysOf(path).join('.')} ${how} ${text.slice(start, end)}`;
      }),
      [
        'event name event',
        'event.ref member ref',
        'event name event',
        'event.sender member sender',
        'event.sender.login member login',
        "event.sender.no index s['no']",
        "event.sender.x test 'x' in s",
        'other test defined("other")',
      ],
    );
  });

  it('what it compares with it, slices too', () => {
    const text =
      "{$let: {ref: {$eval: event.ref}}, in: {$eval: \"ref[:11] == 'refs/heads/' && event.sender.login in ['me']\"}}";
    const compared = evaluateText(text, { event })
      .notes()
      .comparisons.map(({ path, operator, other }) => {
        const of = path.kind === 'slice' ? path.of : path;
        return [keysOf(of).join('.'), path.kind === 'slice' ? path.to : undefined, operator, toPlain(other)];
      });
    assert.deepEqual(compared, [
      ['event.ref', 11, '==', 'refs/heads/'],
      ['event.sender.login', undefined, 'in', ['me']],
    ]);
  });

  it('which functions of the caller it calls', () => {
    const slugid = functionValue('as_slugid', {
      gives: ['string'],
      summary: '',
      call: ([label]) => string(`id-of-${label?.kind === 'string' ? label.value : ''}`),
    });
    const result = evaluateText('a: ${as_slugid("build")}', {}, { context: new Map([['as_slugid', slugid]]) });
    assert.deepEqual(toPlain(result.value), { a: 'id-of-build' });
    assert.deepEqual(
      result.notes().calls.map(({ name, args }) => [name, ...args.map((arg) => toPlain(arg))]),
      [['as_slugid', 'build']],
    );
  });
});

describe('a memo', () => {
  const long = Array.from({ length: 40 }, (_, i) => `k${i}: "\${a}${i}"`).join(', ');
  const text = `{$let: {a: "\${event.a}"}, in: [{${long}}, {b: "\${event.b}", c: "\${nope}", ${long}}]}`;
  const tree = parse(text, 'yaml');
  const [root] = tree.roots;
  assert.ok(root);
  const template = compile(root, tree);
  const evaluated = (event: object, memo = createMemo()) =>
    evaluate(template, { context: new Map([['event', fromJson(event)]]), now: NOW, memo });

  it('changes nothing', () => {
    const memo = createMemo();
    for (const event of [
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: 1, b: 1 },
      { a: 2, b: 2 },
    ]) {
      const first = evaluated(event);
      const again = evaluated(event, memo);
      assert.deepEqual(toPlain(again.value), toPlain(first.value));
      assert.deepEqual(saidOf(text, again), saidOf(text, first));
      assert.deepEqual(again.notes().reads.length, first.notes().reads.length);
      assert.equal(again.steps, first.steps);
    }
  });

  it('gives the very value again for a part that reads nothing that changed', () => {
    const memo = createMemo();
    const one = evaluated({ a: 1, b: 1 }, memo).value;
    const other = evaluated({ a: 1, b: 2 }, memo).value;
    assert.equal(at(one, '0'), at(other, '0'));
    assert.notEqual(at(one, '1'), at(other, '1'));
  });

  it('sees through functions under other names', () => {
    const tricky = `{$let: {f: {$eval: defined}}, in: {$let: {g: {$eval: "f(n)"}}, in: {x: "\${g}", ${Array.from({ length: 40 }, (_, i) => `k${i}: "\${f(n)}"`).join(', ')}}}}`;
    const parsed = parse(tricky, 'yaml');
    assert.ok(parsed.roots[0]);
    const compiled = compile(parsed.roots[0], parsed);
    const memo = createMemo();
    const run = (names: object) => {
      const context = new Map(Object.entries({ n: 'other', ...names }).map(([name, value]) => [name, fromJson(value)]));
      return toPlain(at(evaluate(compiled, { context, now: NOW, memo }).value, 'x'));
    };
    assert.equal(run({}), 'false');
    assert.equal(run({ other: 1 }), 'true');
  });
});
