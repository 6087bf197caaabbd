import assert from 'node:assert/strict';
import fc from 'fast-check';
import jsYaml from 'js-yaml';
import { analyze } from '../../server/core/analyze.js';
import { applyFixes } from '../../server/core/apply-fixes.js';
import type { SourceDocument, Syntax } from '../../server/core/base/document.js';
import type { Finding } from '../../server/core/base/finding.js';
import { applyEdits } from '../../server/core/base/text-edit.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { IDENTIFIER_RULES } from '../support/identifier-rules.js';
import { read } from './oracle.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 300);

const findingsIn = (document: SourceDocument): readonly Finding<'document'>[] =>
  analyze(document, DEFAULT_CONFIG).findings;

/** For each key of a task what people write there, right and wrong; `undefined` leaves the key out. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  taskQueueId: ['proj-example/ci', undefined, 'proj-example/CI', 'proj-example', '', null, 'proj.example/ci'],
  provisionerId: [undefined, 'proj-example'],
  workerType: [undefined, undefined, 'B_Linux', 'ci'],
  worker: [undefined, undefined, 'ci', 3],
  created: ['2024-05-06T07:08:09Z', '2024-05-06T07:08:09Z', undefined, 'today'],
  deadline: ['2024-05-07T07:08:09Z', '2024-05-17T07:08:09Z', '2024-05-01T07:08:09.000Z', undefined, null],
  expires: [undefined, '2024-05-06T09:08:09Z', '2025-05-06T09:08:09Z', 5],
  payload: [{}, {}, undefined, { image: 'alpine' }, 'text', null],
  retries: [undefined, 3, 50, -1, '5', 'three', 1.5, null],
  retrys: [undefined, undefined, 3, 50],
  requires: [undefined, 'any', 'all-complete', 'all-resolved', true],
  priority: [undefined, 'normal', 'hihg', 'urgent', 'low', 3],
  scopes: [undefined, [], ['a:**', 'b:*'], ['**'], 'a:b', ['café'], [1], null],
  routes: [undefined, ['a', 'a'], 'index.a', [''], [2.5]],
  tags: [undefined, { a: 1 }, { a: null }, [], { a: 'x' }],
  extra: [undefined, 'text', {}],
  schedulerId: [undefined, 'my.scheduler', 'ok', 5],
  dependencies: [undefined, ['fN1SbArXTPSVFNUvaOlinQ'], ['build'], []],
  colour: [undefined, undefined, 'blue', { a: [1] }],
  metadata: [
    { name: 'n', description: 'd', owner: 'o', source: 'https://example.com/' },
    { name: 'n', description: 'd', owner: 'o', source: 'github.com/my-org/my-project' },
    { name: 'n', descripton: 'd', owner: 'o', source: 'git@github.com:x' },
    { name: 'n', routes: [], source: '' },
    {},
    undefined,
    'text',
  ],
};

const WRITERS: readonly (readonly [Syntax, (value: unknown) => string])[] = [
  ['yaml', (value) => jsYaml.dump(value)],
  ['yaml', (value) => jsYaml.dump(value, { indent: 4, quotingType: '"', forceQuotes: true })],
  ['yaml', (value) => jsYaml.dump(value, { flowLevel: 1 })],
  ['yaml', (value) => jsYaml.dump(value).replaceAll('\n', '\r\n')],
  ['yaml', (value) => `# the tasks\n${jsYaml.dump({ tasks: [value] })}`],
  ['yaml', (value) => jsYaml.dump([value, value], { noRefs: true })],
  ['json', (value) => JSON.stringify(value)],
  ['json', (value) => `${JSON.stringify(value, undefined, 2)}\n`],
  ['json', (value) => JSON.stringify({ a: { task: value } }, undefined, '\t')],
];

const taskDocuments: fc.Arbitrary<SourceDocument> = fc
  .record({
    picked: fc.record(
      Object.fromEntries(Object.entries(VALUES).map(([key, values]) => [key, fc.constantFrom(...values)])),
    ),
    writer: fc.constantFrom(...WRITERS),
    order: fc.shuffledSubarray(Object.keys(VALUES), { minLength: Object.keys(VALUES).length }),
  })
  .map(({ picked, writer: [syntax, write], order }) => {
    const entries = order.flatMap((key) => (picked[key] === undefined ? [] : [[key, picked[key]]]));
    const text = write(Object.fromEntries(entries));
    return { fileName: syntax === 'yaml' ? 'task.yml' : 'task.json', syntax, text, selection: 'auto' };
  });

/** What a finding says, apart from what depends on the keys beside it: one that was missing may be there now. */
function said({ rule, message }: Finding<'document'>): string {
  // These repeat the identifiers, which have cases enough of their own (fixes.test.ts).
  if (IDENTIFIER_RULES.includes(rule))
    return rule.replace(/^.*-format$/, 'format').replace(/^(?:missing|incomplete)-.*/, 'no queue');
  return `${rule} ${message
    .replace(/needs the keys? .*/, 'needs keys')
    .replace(/ Did you mean .*/, '')
    .replace(/\d+ \w+ before/, 'before')}`;
}

function shown(run: () => void, text: string, title: string): void {
  try {
    run();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${message}\n--- ${title}\n${text}`, { cause: error });
  }
}

describe('property: tasks with mistakes', function () {
  this.timeout(240_000);

  it('a fix removes its mistake, and causes no other', () => {
    fc.assert(
      fc.property(taskDocuments, (document) => {
        const before = findingsIn(document);
        for (const finding of before) {
          for (const fix of finding.fixes) {
            const text = applyEdits(document.text, fix.edits);
            shown(
              () => {
                read(text, document.syntax);
                const after = findingsIn({ ...document, text });
                // That a written-out time is past can only be said beside another time: a fix that adds one did not make it so.
                const wrong = after.filter(
                  ({ severity, message }) => severity !== 'hint' && !/^The task has expired| is past /.test(message),
                );
                const known = new Set(before.map(said));
                assert.deepEqual(
                  wrong.map(said).filter((words) => !known.has(words)),
                  [],
                );
                const count = (findings: readonly Finding<'document'>[]): number =>
                  findings.filter(({ rule, message }) => rule === finding.rule && message === finding.message).length;
                assert.ok(count(after) < count(before), `still there: ${finding.message}`);
              },
              `${document.text}--- became\n${text}`,
              `${finding.message} -> ${fix.title}`,
            );
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('"fix all" leaves everything alone but the identifiers', () => {
    fc.assert(
      fc.property(taskDocuments, (document) => {
        const bare = (value: unknown): unknown =>
          JSON.parse(
            JSON.stringify(value, (key, inner: unknown) =>
              ['provisionerId', 'workerType', 'taskQueueId'].includes(key) ? undefined : inner,
            ),
          );
        const fixed = read(applyFixes(document, DEFAULT_CONFIG).text, document.syntax);
        assert.deepEqual(bare(fixed), bare(read(document.text, document.syntax)));
      }),
      { numRuns: RUNS },
    );
  });
});

/** A text that can be read, with marks where something may be left out. */
const SOUND = `version: 1
policy:
  pullRequests: public
tasks:
  - taskQueueId: "proj-example/ci"
    deadline: {$fromNow: 1 day}
    scopes:
      - 'queue:a'
      - "secrets:get:b" # a comment
    retries: 3
    payload:
      image: alpine
      env: {A: "b", C: 'd'}
    metadata:
      name: "unit tests"
      description: 'it''s'
      owner: me@example.com
      source: https://example.com/
`;

/** All the ways to break a line of it that have one answer. */
const BREAKS: readonly (readonly [string, (line: string) => string | undefined])[] = [
  ['without its closing quote', (line) => (/["']$/.test(line) ? line.slice(0, -1) : undefined)],
  ['without its colon', (line) => (/^[ -]*\w+:(?: \w+)?$/.test(line) ? line.replace(':', '') : undefined)],
  ['without the space behind its colon', (line) => (/^ +\w+: \w+$/.test(line) ? line.replace(': ', ':') : undefined)],
];

describe('property: a text that cannot be read', function () {
  this.timeout(240_000);
  const lines = SOUND.split('\n');
  for (const [title, change] of BREAKS) {
    for (const [i, line] of lines.entries()) {
      const broken = change(line);
      if (broken === undefined) continue;
      it(`line ${i + 1} ${title}`, () => {
        const text = lines.with(i, broken).join('\n');
        const document: SourceDocument = { fileName: '.taskcluster.yml', syntax: 'yaml', text, selection: 'auto' };
        const [problem, ...others] = findingsIn(document).filter(({ rule }) => rule === 'syntax');
        if (!problem) {
          // It means something else, and can be read.
          read(text, 'yaml');
          return;
        }
        assert.deepEqual(others, []);
        assert.equal(text.slice(0, problem.span.start).split('\n').length, i + 1, problem.message);
        const [fix] = problem.fixes;
        assert.equal(fix?.safety, 'suggestion', problem.message);
        assert.equal(applyEdits(text, fix?.edits ?? []), SOUND, problem.message);
      });
    }
  }
});
