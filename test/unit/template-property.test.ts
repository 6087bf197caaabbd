import assert from 'node:assert/strict';
import fc from 'fast-check';
import jsYaml from 'js-yaml';
import jsone from 'json-e';
import addBuiltins from 'json-e/src/builtins.js';
import timeSpan from 'json-e/src/from-now.js';
import { checkTemplate } from '../../server/core/jsone/check/check.js';
import { judgeTimeSpan } from '../../server/core/jsone/describe/time-span.js';
import { BUILTINS } from '../../server/core/jsone/engine/index.js';
import { parse } from '../../server/core/syntax/parse.js';

const CONTEXT = { n: 1, s: 'x', l: [1], m: { s: 'x' }, f: () => 's' };
const NAMES = new Set(Object.keys(CONTEXT));

function check(template: unknown): string[] {
  const text = JSON.stringify(template, null, 1);
  const [root] = parse(text, 'json').roots;
  assert.ok(root);
  return checkTemplate(root, text, { variables: NAMES }).map(({ message }) => message);
}

/** Why json-e rejects a template, or undefined if it does not. */
function refusal(template: unknown): { message: string; byItsForm: boolean } | undefined {
  try {
    jsone(JSON.parse(JSON.stringify(template)), CONTEXT);
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return {
      message: error.message,
      byItsForm: error.name === 'SyntaxError' || OF_FORM.test(error.message) || isStumble(error),
    };
  }
}

/** json-e stumbles over operands that are missing. */
function isStumble(error: Error): boolean {
  return error instanceof TypeError && /undefined|null/.test(error.message);
}

/** What json-e says of templates that no value of a variable could make right. (Time spans and names may be computed.) */
const OF_FORM =
  /undefined properties|requires|must have exactly|only one operator|is reserved|unknown context value|can evaluate|must be given|should be spelled/;

const WORDS = [
  ...['n', 's', 'l', 'm', 'f', 'x', 'y', 'typo', 'len', 'str', 'defined', 'range', 'true', 'null', 'in', '1', '2.5'],
  ...["'a'", '"b"', '"', "'", '+', '-', '*', '/', '**', '==', '!=', '!', '<', '>=', '& ', '=', '$', '@', '?', '| '],
  ...['(', ')', '[', ']', '{', '}', ',', ':', '.', ' ', '\n', '.s', '[0]', 'f()', 'len(l)', '${', '}', 'm.s'],
];
const LAZY = ['&&', '||'];

const expression = (words: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...words), { maxLength: 7 }).map((parts) => parts.join(''));

const string = (words: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        expression(words).map((text) => `$\{${text}}`),
        fc.constantFrom('a', ' ', '$', '$${', '$$', '{', '}', '${'),
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.join(''));

const KEYS = [
  'a',
  '$if',
  'then',
  'else',
  'in',
  '$let',
  '$map',
  'each(x)',
  'each(x, y)',
  'each(x y)',
  '$reduce',
  'initial',
  '$eval',
];
const MORE_KEYS = [
  '$sort',
  'by(x)',
  '$merge',
  '$flatten',
  '$reverse',
  '$switch',
  '$match',
  '$default',
  '$find',
  '$fromNow',
  'from',
];
const ODD_KEYS = [
  '$foo',
  '$$foo',
  '$then',
  '$else',
  'xthen',
  'main',
  '1',
  '$json',
  'a${s}',
  's == "x"',
  'true',
  '$mergeDeep',
  '${typo}',
];

/** Templates that are often almost right. */
function template(words: readonly string[], lazy: boolean): fc.Arbitrary<unknown> {
  const eager = (key: string): boolean =>
    lazy || !/^(\$(if|switch|match|find|then|default|map|reduce|sort)|by\(x\))$/.test(key);
  const keys = [...KEYS, ...MORE_KEYS, ...ODD_KEYS].filter(eager);
  const { any } = fc.letrec((tie) => {
    const any = tie('any');
    const list = fc.array(any, { minLength: lazy ? 0 : 1, maxLength: 3 });
    const source = lazy ? fc.oneof({ weight: 3, arbitrary: list }, any) : list;
    const text = expression(words);
    const operators: fc.Arbitrary<unknown>[] = [
      fc.record({ $eval: text }),
      fc.record({
        $let: fc.oneof(fc.dictionary(fc.constantFrom('x', 'y', 'n', 'a-b'), any, { maxKeys: 2 }), any),
        in: any,
      }),
      fc.record({ $map: source, 'each(x)': any }),
      fc.record({ $map: source, 'each(x, y)': any }),
      fc.record({ $reduce: source, 'each(x, y)': any, initial: any }),
      fc.record({ $sort: source }),
      fc.record({ $sort: source, 'by(x)': text }),
      ...['$merge', '$mergeDeep', '$flatten', '$flattenDeep', '$reverse'].map((key) =>
        source.map((value) => ({ [key]: value })),
      ),
      fc.record({ $fromNow: fc.oneof(fc.constantFrom('1 day', '1 dya', '', '2h'), any) }),
      ...(lazy
        ? [
            fc.tuple(text, any, any).map(([$if, yes, no]) =>
              Object.fromEntries([
                ['$if', $if],
                ['then', yes],
                ['else', no],
              ]),
            ),
            fc.dictionary(text, any, { maxKeys: 2 }).map(($switch) => ({ $switch })),
          ]
        : []),
      ...(lazy ? [fc.record({ $find: source, 'each(x)': text })] : []),
    ];
    return {
      any: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        fc.oneof(string(words), fc.constantFrom<unknown>(1, null, true, 'text')),
        { weight: 2, arbitrary: fc.oneof(...operators) },
        list,
        fc.dictionary(fc.constantFrom(...keys), any, { maxKeys: 3 }),
      ),
    };
  });
  return any ?? fc.constant(null);
}

describe('templates and json-e', () => {
  const runs = { numRuns: 2_000 };

  it('what json-e rejects for its form is reported', () => {
    fc.assert(
      fc.property(template([...WORDS, ...LAZY], true), (value) => {
        const refused = refusal(value);
        if (refused?.byItsForm) assert.notDeepEqual(check(value), [], refused.message);
      }),
      runs,
    );
  }).timeout(30_000);

  it('what is reported is refused by json-e, where it looks at everything', () => {
    fc.assert(
      fc.property(template(WORDS, false), (value) => {
        const reported = check(value);
        if (reported.length > 0) assert.ok(refusal(value), reported.join(' '));
      }),
      runs,
    );
  }).timeout(30_000);

  it('expressions are judged as json-e does', () => {
    fc.assert(
      fc.property(expression(WORDS), ($eval) => {
        const refused = refusal({ $json: { $eval } });
        const reported = check({ $json: { $eval } });
        if (reported.length > 0) assert.ok(refused, reported.join(' '));
        if (refused?.byItsForm) assert.notDeepEqual(reported, [], refused.message);
      }),
      { numRuns: 5_000 },
    );
  }).timeout(30_000);

  it('any text is checked without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        for (const root of parse(text, 'yaml').roots) checkTemplate(root, text, { variables: NAMES });
      }),
    );
  }).timeout(30_000);

  it('finds the place in the source, however the string is written', () => {
    const words = fc.array(
      fc.oneof(fc.string({ unit: 'grapheme', maxLength: 5 }), fc.constantFrom('\n', ' ', '\n  ', "'", '"')),
      { maxLength: 6 },
    );
    const lines = fc.tuple(words, words).map((parts) => parts.map((part) => part.join('').replaceAll('$', '')));
    const write = fc.constantFrom<(value: unknown) => string>(
      (value) => JSON.stringify(value, null, 2),
      (value) => jsYaml.dump(value, { lineWidth: 20 }),
      (value) => jsYaml.dump(value, { lineWidth: -1, forceQuotes: true }),
      (value) => jsYaml.dump(value, { lineWidth: 20, forceQuotes: true, quotingType: '"' }),
    );
    fc.assert(
      fc.property(lines, write, ([before, after], dump) => {
        const text = dump({ a: [`${before}$\{typo}${after}`] });
        const [root] = parse(text, 'yaml').roots;
        assert.ok(root);
        const problems = checkTemplate(root, text, { variables: NAMES });
        assert.deepEqual(
          problems.map(({ span }) => text.slice(span.start, span.end)),
          ['typo'],
          text,
        );
      }),
      { numRuns: 2_000 },
    );
  }).timeout(30_000);

  it('knows every function of json-e, and what it takes', () => {
    assert.deepEqual(Object.keys(BUILTINS).sort(), Object.keys(addBuiltins({})).sort());
    const LITERALS = {
      string: '"1d"',
      number: '1',
      boolean: 'true',
      null: 'null',
      array: '["1"]',
      object: '{}',
      function: 'len',
    };
    for (const [name, { parameters = [], rest }] of Object.entries(BUILTINS)) {
      const takes = parameters.filter(({ optional }) => !optional).map(({ types }) => types);
      const right = takes.map(([type = 'string']) => LITERALS[type]);
      const wrong = Object.entries(LITERALS).filter(
        ([type]) => type !== 'function' && !takes[0]?.some((other) => other === type),
      );
      const calls = [
        ...[right.slice(1), [...right, '"1"']].filter((args) => args.length !== right.length || !rest),
        ...wrong.map(([, literal]) => [literal, ...right.slice(1)]),
      ];
      assert.deepEqual(check({ $json: { $eval: `${name}(${right})` } }), [], name);
      assert.equal(refusal({ $eval: `typeof(${name}(${right}))` }), undefined, name);
      for (const args of calls) {
        const $eval = `typeof(${name}(${args}))`;
        assert.equal(check({ $eval }).length > 0, refusal({ $eval }) !== undefined, $eval);
      }
    }
  }).timeout(30_000);

  it('reads time spans as json-e does', () => {
    const segment = fc.constantFrom(
      '1',
      '12',
      ' ',
      '-',
      '+',
      'day',
      'days',
      'd',
      'h',
      'hour',
      'mo',
      'm',
      'min',
      'y',
      'yr',
      's',
      'wk',
      'x',
    );
    const near = fc.array(segment, { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(near, (text) => {
        let reads = true;
        try {
          timeSpan(text, '2024-01-01T00:00:00Z');
        } catch {
          reads = false;
        }
        const judgement = judgeTimeSpan(text);
        assert.equal(judgement === undefined, reads);
        if (judgement?.suggestion !== undefined) assert.equal(judgeTimeSpan(judgement.suggestion), undefined);
      }),
      { numRuns: 5_000 },
    );
  }).timeout(30_000);
});
