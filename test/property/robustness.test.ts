import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import fc from 'fast-check';
import { analyze } from '../../server/core/analyze.js';
import { applyFixes, migrate } from '../../server/core/apply-fixes.js';
import { type SourceDocument, type Syntax, syntaxOf } from '../../server/core/base/document.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { documents } from '../support/generate/documents.js';
import { assertFindings } from './oracle.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100);

/** Does with a document all that is ever done with one. What it finds must be fit to be shown, whatever the text. */
function survives(document: SourceDocument): void {
  const { findings } = analyze(document, DEFAULT_CONFIG);
  assertFindings(document.text, findings);
  const { text, left } = migrate(document, DEFAULT_CONFIG);
  assert.equal(typeof text, 'string');
  for (const { span } of left) assert.ok(span.start <= span.end && span.end <= document.text.length);
  assert.equal(typeof applyFixes(document, DEFAULT_CONFIG).text, 'string');
}

const NAMES: Readonly<Record<Syntax, readonly string[]>> = {
  yaml: ['.taskcluster.yml', 'task.yml'],
  json: ['task.json', 'sample.taskcluster.json'],
  jsonc: ['task.jsonc'],
};

/** Under every kind of name, and as a file that a setting includes. */
function survivesAs(text: string, ...syntaxes: readonly Syntax[]): void {
  for (const syntax of syntaxes) {
    for (const [i, fileName] of NAMES[syntax].entries())
      survives({ fileName, syntax, text, selection: i === 0 ? 'auto' : 'included' });
  }
}

/** The same for what takes long: everything is done once, under one name ("fix all" does what the migration does). */
function survivesOnce(text: string, syntax: Syntax): void {
  for (const [i, fileName] of NAMES[syntax].entries()) {
    const document: SourceDocument = { fileName, syntax, text, selection: 'auto' };
    assertFindings(text, analyze(document, DEFAULT_CONFIG).findings);
    if (i === 0) assert.equal(typeof migrate(document, DEFAULT_CONFIG).text, 'string');
  }
}

const ALL: readonly Syntax[] = ['yaml', 'json', 'jsonc'];

const SAMPLES: readonly string[] = [
  'version: 1\ntasks:\n- &t {provisionerId: &p "a", workerType: *p, payload: {}} # c\n- <<: *t\n  workerType: >-\n    b\n',
  'provisionerId: a\nworkerType: b\ntaskQueueId: !!str c/d\npayload:\n  ? k\n  : |+\n   x\n\n---\n[a: b, *c]\n...\n%YAML 1.2\n---\n"\\u12',
  '{"provisionerId": "a\\ud800", "workerType": 1e5, /* c */ "payload": {"a": [true, null, -0.5, {}]}, // d\n}',
  'version: 1\ntasks: {$let: {a: {provisionerId: p}}, in: {$map: [1], each(x): {$merge: [{$eval: a}, {workerType: "${x}"}]}}}\n',
  'version: 0\nmetadata: {}\ntasks:\n- provisionerId: "{{ a }}"\r\n  workerType: {{ b }}\r\n  payload: {}\r\n',
];

/** Anchors that each stand for several of the one before. */
function bomb(levels: number, one: (previous: string) => string): string {
  const lines = Array.from({ length: levels }, (_, i) => `a${i + 1}: &a${i + 1} ${one(`*a${i}`)}`);
  return ['a0: &a0 {provisionerId: p, workerType: w, payload: {}}', ...lines, ''].join('\n');
}

/** A `.taskcluster.yml` whose variables each use the one before twice. */
function variables(count: number, one: (previous: string) => string, task: (last: string) => string): string {
  const lines = ['version: 1', 'tasks:', '  $let: {v0: {provisionerId: p, workerType: w, payload: {}}}', '  in:'];
  for (let i = 1; i <= count; i++) {
    const indent = '  '.repeat(i + 1);
    lines.push(`${indent}$let: {v${i}: ${one(`v${i - 1}`)}}`, `${indent}in:`);
  }
  return [...lines, `${'  '.repeat(count + 2)}${task(`v${count}`)}`, ''].join('\n');
}

const unproven = (operand: string): string =>
  `version: 1\ntasks:\n- $merge: [{provisionerId: p, workerType: w}, {$eval: '{}'}, ${operand}, {workerType: v, payload: {}}]\n`;

const HARD: readonly (readonly [name: string, text: () => string, ...syntaxes: Syntax[]])[] = [
  ['nothing', () => '', ...ALL],
  ['a byte order mark', () => '\uFEFF', ...ALL],
  ['comments only', () => '# a\n# b', ...ALL],
  ['JSON comments only', () => '// a\n/* b', 'json', 'jsonc'],
  ['line breaks only', () => '\n\r\n\r', ...ALL],
  ['NUL bytes', () => 'payload: \0\nprovisionerId: \0a\nworkerType: b\0\n', ...ALL],
  ['lone surrogates', () => 'payload: {}\nprovisionerId: "\uD800"\nworkerType: \uDC00\n"\uD800": \uDBFF\n'],
  [
    'lone surrogates in JSON',
    () => '{"payload": {}, "provisionerId": "\uD800", "workerType": "\\udc00"}',
    'json',
    'jsonc',
  ],
  [
    'names of Object.prototype',
    () => 'payload: {}\n__proto__: {workerType: w}\nconstructor: a\ntoString: b\nprovisionerId: p\n',
  ],
  ['100,000 open brackets', () => '['.repeat(100_000), ...ALL],
  ['100,000 closing brackets', () => '}]'.repeat(50_000), ...ALL],
  ['100,000 nested lists', () => '['.repeat(100_000) + ']'.repeat(100_000), ...ALL],
  ['100,000 nested mappings', () => '{"payload":'.repeat(100_000), ...ALL],
  ['100,000 dashes', () => '- '.repeat(100_000)],
  ['100,000 question marks', () => '? '.repeat(100_000)],
  ['a deep block mapping', () => Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}payload:`).join('\n')],
  ['a chain of 1,000 aliases', () => `version: 1\n${bomb(1000, (a) => `{k: ${a}}`)}tasks: [*a1000]\npayload: *a1000\n`],
  ['aliases that double', () => `version: 1\n${bomb(13, (a) => `[${a}, ${a}]`)}tasks: *a13\n`],
  ['mappings of aliases that double', () => `version: 1\n${bomb(25, (a) => `{a: ${a}, b: ${a}}`)}tasks: [*a25]\n`],
  ['merge keys that double', () => `version: 1\n${bomb(25, (a) => `{<<: [${a}, ${a}]}`)}tasks: [*a25]\n`],
  ['a chain of merge keys', () => `version: 1\n${bomb(120, (a) => `{<<: ${a}}`)}tasks: [*a120]\n`],
  ['an alias inside its own anchor', () => 'version: 1\ntasks: &a [*a, {<<: *a}]\npayload: &b {b: *b, <<: *b}\n'],
  [
    'lists of variables that double',
    () =>
      variables(
        12,
        (v) => `[{$eval: ${v}}, {$eval: ${v}}]`,
        (v) => `$flattenDeep: {$eval: ${v}}`,
      ),
  ],
  [
    'merged variables that double',
    () =>
      variables(
        40,
        (v) => `{$merge: [{$eval: ${v}}, {$eval: ${v}}]}`,
        (v) => `- $merge: [{$eval: ${v}}, {workerType: c}]`,
      ),
  ],
  [
    'texts that double',
    () =>
      variables(
        60,
        (v) => `"\${${v}}\${${v}}"`,
        (v) => `- {provisionerId: p, workerType: "\${${v}}", payload: {}}`,
      ),
  ],
  ['a variable that names itself', () => 'version: 1\ntasks: {$let: {a: {$eval: a}}, in: [{$eval: a}]}\n'],
  ['a range without end', () => unproven('{$map: {$eval: "range(0, 1000000000)"}, each(x): {x: "${x}"}}')],
  [
    'a loop in a loop',
    () => unproven('{$map: {$eval: "range(0, 9999)"}, each(x): {$map: {$eval: "range(0, 9999)"}, each(y): 1}}'),
  ],
  ['an expression of 10,000 brackets', () => unproven(`{a: {$eval: '${'('.repeat(10_000)}'}}`)],
  ['a power of powers', () => unproven(`{a: {$eval: '${'9**'.repeat(50)}9'}}`)],
  ['a scalar of a megabyte', () => `payload: {}\nprovisionerId: ${'x'.repeat(1_000_000)}\nworkerType: w\n`],
  [
    'a line of a megabyte',
    () => `payload: {}\nprovisionerId: p\nworkerType: w\nk: [${'a, '.repeat(20_000)}"${'x'.repeat(900_000)}"]\n`,
  ],
  [
    'open interpolations',
    () => `payload: {}\nprovisionerId: '${'${{{ '.repeat(2_000)}'\nworkerType: "${'{a.'.repeat(2_000)}"\n`,
  ],
  [
    'a number that is none',
    () => `payload: {}\nprovisionerId: ${'1_'.repeat(50_000)}!\nworkerType: 0b${'1'.repeat(50_000)}2\n`,
  ],
  ['many times the same key', () => `payload: {}\n${'provisionerId: a\nworkerType: b\n'.repeat(2000)}`],
  [
    'one mapping many times',
    () => `version: 1\ntasks: [&x {payload: {}, provisionerId: a, workerType: b}${', *x'.repeat(1000)}]\n`,
  ],
  [
    'comments between and behind everything',
    () => `provisionerId: a # a\n${'# b\n'.repeat(20_000)}workerType: b # c\npayload: {}\n`,
  ],
];

describe('robustness', function () {
  this.timeout(120_000);

  describe('every prefix', () => {
    const files = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter(syntaxOf);
    for (const file of files) {
      it(`of examples/${file}`, () => {
        const text = readFileSync(`examples/${file}`, 'utf8');
        const syntax = syntaxOf(file) ?? 'yaml';
        // Of the longest every third: the tasks of a template are rendered for each event.
        const step = text.length > 2500 ? 3 : 1;
        for (let end = 0; end <= text.length; end += step) {
          const document = { fileName: basename(file), syntax, text: text.slice(0, end), selection: 'auto' } as const;
          assertFindings(document.text, analyze(document, DEFAULT_CONFIG).findings);
          if (end % 100 === 0) survives(document);
        }
      });
    }

    for (const [i, sample] of SAMPLES.entries()) {
      it(`of sample ${i}`, () => {
        for (let end = 0; end <= sample.length; end++) survivesAs(sample.slice(0, end), i === 2 ? 'jsonc' : 'yaml');
      });
    }
  });

  describe('random', () => {
    const run = (text: fc.Arbitrary<string>): void =>
      fc.assert(
        fc.property(text, (body) => survivesAs(body, ...ALL)),
        { numRuns: RUNS },
      );

    it('strings', () => run(fc.string({ unit: 'binary', maxLength: 60 })));

    it('bytes read as UTF-8', () =>
      run(fc.uint8Array({ maxLength: 80 }).map((bytes) => new TextDecoder().decode(bytes))));

    it('marks of YAML, JSON and templates in any order', () => {
      const marks = '{ } [ ] , : ? - # & * ! | > % @ ` " \' \\ << --- ... ~ $ ${ {{ }} a 1 é \t // /* */'.split(' ');
      const words = ['provisionerId', 'workerType', 'taskQueueId', 'payload', '$merge', '$let', '$eval', 'tasks', ': '];
      const unit = fc.constantFrom(...marks, ...words, ' ', '\n', '\n  ', '\r\n', '\uFEFF', '\0', '\uD800');
      run(fc.array(unit, { maxLength: 25 }).map((units) => units.join('')));
    });

    it('edits of documents', () => {
      const edit = fc.record({
        what: fc.constantFrom('cut', 'double', 'swap', 'join', 'indent'),
        at: fc.nat(),
        to: fc.nat(),
      });
      fc.assert(
        fc.property(documents, fc.array(edit, { minLength: 1, maxLength: 4 }), ({ document }, edits) => {
          let lines = document.text.split('\n');
          for (const { what, at, to } of edits) lines = edited(lines, what, at % lines.length, to % lines.length);
          survives({ ...document, text: lines.join('\n') });
        }),
        { numRuns: RUNS },
      );
    });
  });

  describe('made to break a reader', () => {
    for (const [name, text, ...syntaxes] of HARD) {
      it(name, () => {
        for (const syntax of syntaxes.length > 0 ? syntaxes : (['yaml'] as const)) survivesOnce(text(), syntax);
      });
    }
  });

  it('20,000 tasks', () => {
    const task = { provisionerId: 'p', workerType: 'w', payload: {}, metadata: {} };
    const text = JSON.stringify(Array.from({ length: 20_000 }, () => task));
    const { converted } = migrate({ fileName: 'tasks.json', syntax: 'json', text, selection: 'auto' }, DEFAULT_CONFIG);
    assert.equal(converted, 20_000);
  });
});

function edited(lines: readonly string[], what: string, at: number, to: number): string[] {
  const out = [...lines];
  const [line = '', other = ''] = [lines[at], lines[to]];
  if (what === 'cut') out.splice(at, 1);
  if (what === 'double') out.splice(to, 0, line);
  if (what === 'swap') [out[at], out[to]] = [other, line];
  if (what === 'join') out.splice(at, 2, line + (lines[at + 1] ?? ''));
  if (what === 'indent') out[at] = ` ${line}`;
  return out.length > 0 ? out : [''];
}
