import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { RULE_IDS } from '../../server/core/base/rule-ids.js';
import { parseAnyYaml } from '../../server/core/syntax/yaml/parse-yaml.js';
import { parseOrdinaryYaml } from '../../server/core/syntax/yaml-fast/parse-yaml-fast.js';
import { documents } from '../support/generate/documents.js';
import { casesOf } from '../support/rule-cases.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 500);

/** Asserts that the fast reader gives the tree of the other one, or leaves the text alone; returns whether it read it. */
function readsAlike(text: string): boolean {
  const tree = parseOrdinaryYaml(text);
  if (tree) assert.deepStrictEqual(tree, parseAnyYaml(text), JSON.stringify(text));
  return tree !== undefined;
}

/** One construct each; several are joined to longer texts, and edited. */
const READ: readonly string[] = [
  '',
  '\n\n',
  '# a\n  # b',
  '---\na: b\n',
  '# a\n--- # b\n- c',
  'a: b',
  '  a: b\n  c: d\n',
  'a:\n',
  'a: \n# b\nc: # d\n',
  'a :  b  \n"c" : d # e\n\'f\': g\n',
  'a: b:c d#e -f "g"\n',
  'a: -1\nb: .5\nc: 2024-05-06\nd: ~\ne: True\nf: 0x1F\ng: nulls\nh: null\ni: <<\n',
  '1: a\n0: b\ntrue: c\nnull: d\n__proto__: e\nconstructor: f\n',
  'a: b\n   c\n\n\n   - d\n\ne: f\n',
  'a:\n  b\n  c\n',
  "a: \"b\\n\\\"\\u00e9\\x41\\\\\"\nc: 'd''e'\n",
  "a: \"b  \n\n\n    c\n  \"\nd: '\n  e''s\n\n  f'\n",
  'a:\n  b:\n    c: d\n  e: f\n# g\nh: i\n',
  'a:\n- b\n-\n- # c\n-\n  d: e\nf: g\n',
  'a:\n  - b: c\n    d: e\n  -   f: g\n      h:\n      - i\n',
  '- - a\n  - - b\n- c\n',
  'a: []\nb: {}\nc: [d, "e", \'f\', [], {g: h, "i":j, k: }, ]\n',
  'a: [ # b\n  c,\n\n# d\n  {e:\n    f}\n]\ng: http://h/\n',
  '{"a": [1, {"b": "c d"}],\n"e": null}\n',
  'a: |\n  b\n\n    c  \nd: e\n',
  'a: |- # b\n\n  c\n\n\n# d\n',
  'a: >\n  b\n  c\n\n  d\n    e\n    f\n\n  g\n\n',
  '- >-\n  a\n\n\n  b\n- |+\n b\n\n- c',
  'a:\n- b: |\n    c\td\n  e: f\n',
  'é: \u{1F600} # \u{1F600}\n',
];

/** What is left to the other reader: the rarer parts of YAML, and everything that has a mistake. */
const LEFT: readonly string[] = [
  'a: &b c\nd: *b\n',
  'a: !!str 1\n',
  '<<: {a: b}\n',
  '? a\n: b\n',
  '%YAML 1.2\n---\na: b\n',
  '---\na: b\n---\nc: d\n',
  'a: b\n...\n',
  '\uFEFFa: b\n',
  'a: \0\n',
  'a: \uD800\n',
  'a: b\rc: d\n',
  'a:\tb\n',
  'a:\n\tb: c\n',
  'a: b: c\n',
  'a: - b\n',
  'a: "b": c\n',
  'a: "b" c\n',
  'a: "b"#c\n',
  'a: "b\n',
  'a: "b\nc"\n',
  'a: "\\q"\n',
  'a: @b\n',
  'a: `b`\n',
  'a: %b\n',
  'a: b\na: c\n',
  '"1": a\n1: b\n',
  '0x10: a\n16: b\n',
  'a: b\n "c": d\n',
  'a:\n    b: c\n  d: e\n',
  '  a: b\nc: d\n',
  'a: b\n- c\n',
  '- a\nb: c\n',
  'a: b # c\n  d\n',
  'a: [b\n',
  'a:\n  [b,\nc]\n',
  'a: [b]]\n',
  'a: [b c: d]\n',
  'a: {b}\n',
  'a: {b: c, b: d}\n',
  'a: {{ b }}\n',
  'a: {b: , c: d}\n',
  'a: |2\n  b\n',
  'a: |\n    \n  b\n',
  'a: |\nb: c\n',
  'a: |\n  b\n     \n',
  '- -\n- a\n',
  `${'- '.repeat(300)}a\n`,
  `a: ${'['.repeat(300)}${']'.repeat(300)}\n`,
];

/** The YAML of the project: its examples, and the cases of the rules. */
const TEXTS: readonly string[] = [
  ...filesIn('examples', /\.yml$/),
  ...RULE_IDS.flatMap(casesOf)
    .filter(({ fileName }) => fileName.endsWith('.yml'))
    .map(({ text }) => text),
];

function filesIn(folder: string, name: RegExp): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => name.test(file));
  return files.map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
}

const MARKS = '{ } [ ] , # & * " \' << ~ | > - : ? ! % @ ` \\ = 1 true --- ... a é \uD83D\uDE00 \uD83D \t'.split(' ');
const JOINTS = [
  ' ',
  '  ',
  ': ',
  '- ',
  ' #',
  '\n',
  '\n\n',
  '\n ',
  '\n  ',
  '\n    ',
  '\r\n',
  'a: ',
  'b: ',
  '""',
  '|\n',
  '>-\n',
];
const piece = fc.constantFrom(...MARKS, ...JOINTS);

const edit = fc.record({
  what: fc.constantFrom('insert', 'replace', 'cut', 'cut line', 'double line', 'indent', 'outdent', 'join'),
  at: fc.nat(),
  to: fc.nat(),
  piece,
});

type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function edited(text: string, { what, at, to, piece: by }: Edit): string {
  const place = at % (text.length + 1);
  if (what === 'insert') return text.slice(0, place) + by + text.slice(place);
  if (what === 'replace') return text.slice(0, place) + by + text.slice(place + 1 + (to % 3));
  if (what === 'cut') return text.slice(0, place) + text.slice(place + 1 + (to % 5));
  const lines = text.split('\n');
  const i = at % lines.length;
  const line = lines[i] ?? '';
  if (what === 'cut line') lines.splice(i, 1);
  if (what === 'double line') lines.splice(to % lines.length, 0, line);
  if (what === 'indent') lines[i] = ' '.repeat(1 + (to % 3)) + line;
  if (what === 'outdent') lines[i] = line.replace(/^ {1,2}/, '');
  if (what === 'join') lines.splice(i, 2, line + (lines[i + 1] ?? ''));
  return lines.join('\n');
}

/** A few lines of a text, so that many edits of all its parts cost little. */
const excerpt = fc
  .tuple(fc.constantFrom(...TEXTS, ...READ), fc.nat(), fc.integer({ min: 1, max: 25 }))
  .map(([text, at, count]) => {
    const lines = text.split('\n');
    const start = at % lines.length;
    return lines.slice(start, start + count).join('\n');
  });

describe('property: the fast reader of YAML', function () {
  this.timeout(120_000);

  for (const text of READ) {
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.ok(readsAlike(text));
      assert.ok(readsAlike(text.replaceAll('\n', '\r\n')), 'with CRLF');
    });
  }

  for (const text of LEFT) {
    it(`leaves alone ${JSON.stringify(text.slice(0, 40))}`, () => assert.equal(parseOrdinaryYaml(text), undefined));
  }

  it('reads the examples and nearly all cases of the rules as the other one', () => {
    const read = TEXTS.filter(readsAlike).length;
    assert.ok(read > 0.8 * TEXTS.length, `${read} of ${TEXTS.length}`);
    for (const text of TEXTS) readsAlike(text.replaceAll('\n', '\r\n'));
    for (const text of TEXTS) readsAlike(text.trimEnd());
  });

  it('reads generated documents as the other one', () => {
    let read = 0;
    fc.assert(
      fc.property(documents, ({ document: { text } }) => {
        if (readsAlike(text)) read++;
      }),
      { numRuns: RUNS },
    );
    assert.ok(read > RUNS / 4, `${read} of ${RUNS}`);
  });

  it('reads edited texts as the other one', () => {
    let read = 0;
    const runs = 8 * RUNS;
    fc.assert(
      fc.property(excerpt, fc.array(edit, { minLength: 1, maxLength: 3 }), (text, edits) => {
        if (readsAlike(edits.reduce(edited, text))) read++;
      }),
      { numRuns: runs },
    );
    assert.ok(read > runs / 4, `${read} of ${runs}`);
  });

  it('reads marks in any order as the other one', () => {
    let read = 0;
    const runs = 12 * RUNS;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        if (readsAlike(pieces.join(''))) read++;
      }),
      { numRuns: runs },
    );
    assert.ok(read > runs / 50, `${read} of ${runs}`);
  });
});
