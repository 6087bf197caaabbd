import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseJson } from '../../server/core/syntax/json/parse-json.js';
import { parseStrictJson } from '../../server/core/syntax/json/parse-strict-json.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 500);

const READ: readonly string[] = [
  '{}',
  ' [ ] ',
  'null',
  '-0.5e+10',
  '"a"',
  '{"a": [1, true, false, null, "b"], "c": {}}',
  '{\r\n\t"a":1 ,"a" : 2\n}\n',
  '["\\"", "\\\\", "\\/", "\\u00e9\\n", "\\uD83D\\uDE00", "é\u{1F600}\u2028\u007f"]',
  '{"": {"__proto__": 0, "constructor": 1E2}}',
  '['.repeat(200) + ']'.repeat(200),
];

/** Mistakes, and what is too much for it. */
const LEFT: readonly string[] = [
  '',
  ' ',
  '{',
  '{"a"}',
  '{"a": }',
  '{"a": 1,}',
  '{a: 1}',
  '{1: 1}',
  "['a']",
  '[1,]',
  '[,1]',
  '[1 2]',
  '[1] 2',
  '[1]]',
  '[01]',
  '[1.]',
  '[.5]',
  '[+1]',
  '[1e]',
  '[-]',
  '[nul]',
  '[truE]',
  '["a]',
  '["a\\"]',
  '["a\n"]',
  '["\t"]',
  '["\\x"]',
  '["\\u12"]',
  '// a\n1',
  '[1 /* a */]',
  '\uFEFF{}',
  '\u00a0{}',
  '['.repeat(201) + ']'.repeat(201),
];

/** Asserts that the fast reader gives the tree of the other one, or leaves the text alone; returns whether it read it. */
function readsAlike(text: string): boolean {
  const tree = parseStrictJson(text, 'json');
  if (tree) assert.deepStrictEqual(tree, parseJson(text, { comments: false }), JSON.stringify(text));
  return tree !== undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('the fast reader of JSON', () => {
  for (const text of READ) it(`reads ${JSON.stringify(text.slice(0, 60))}`, () => assert(readsAlike(text)));

  for (const text of LEFT)
    it(`leaves ${JSON.stringify(text.slice(0, 60))} to the other one`, () => assert(!readsAlike(text)));

  it('reads what JSON.parse reads, as the other one does, and nothing else', () => {
    const written = fc
      .tuple(fc.jsonValue(), fc.constantFrom<string | number>(0, 2, '\t'))
      .map(([value, indent]) => JSON.stringify(value, null, indent));
    const character = fc.constantFrom(...'{}[],:"\\ \n\t0-1.eEntfaé/*');
    const edit = fc.record({
      at: fc.nat(),
      removed: fc.nat({ max: 3 }),
      added: fc.string({ unit: character, maxLength: 3 }),
    });
    fc.assert(
      fc.property(written, fc.array(edit, { maxLength: 3 }), (text, edits) => {
        let changed = text;
        for (const { at, removed, added } of edits) {
          const start = at % (changed.length + 1);
          changed = changed.slice(0, start) + added + changed.slice(start + removed);
        }
        assert.equal(readsAlike(changed), isJson(changed), JSON.stringify(changed));
      }),
      { numRuns: RUNS },
    );
  });
});
