import assert from 'node:assert/strict';
import { analyze } from '../../server/core/analyze.js';
import { type SourceDocument, syntaxOf } from '../../server/core/base/document.js';
import type { Finding } from '../../server/core/base/finding.js';
import type { RuleId } from '../../server/core/base/rule-ids.js';
import { type Config, DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { aggregate } from '../../server/core/incremental/aggregate.js';
import { type Analysis, analysisOf } from '../../server/core/incremental/analysis.js';
import { analyzeIsolated } from '../../server/core/incremental/analyze-segment.js';
import { createResultCache } from '../../server/core/incremental/result-cache.js';
import { openDocument } from '../../server/core/incremental/segmented-document.js';
import { RULES } from '../../server/core/rules/registry.js';
import type { Case } from '../support/cases.js';
import { IDENTIFIER_RULES, onlyRules } from '../support/identifier-rules.js';
import { casesOf } from '../support/rule-cases.js';

// Every rule sees every task: the task of each case of each rule says the same alone, in a list of 300, in a graph of 300 and in
// a template of 120, all of which are long enough to be taken in segments and mostly by the fast path.

const ABOUT_IDENTIFIERS: readonly RuleId[] = ['syntax', 'limits', ...IDENTIFIER_RULES];
const ONLY_IDENTIFIERS = onlyRules(ABOUT_IDENTIFIERS);

const configOf = (id: RuleId, { sunset }: Case): Config => ({
  ...(ABOUT_IDENTIFIERS.includes(id) ? ONLY_IDENTIFIERS : DEFAULT_CONFIG),
  ...(sunset && { sunset }),
});

/** Cases whose task is another thing in a longer file, and why. */
const OTHERWISE: ReadonlyMap<string, string> = new Map([
  [
    'a template alone, as fxci-config keeps those of its hooks: whoever renders it may add the times',
    'that it is a template shows only where nothing stands beside it',
  ],
  ['tasks for trusted people only', 'a task beside it is made for everybody'],
  ['the same where one item of the list is left out', 'what all tasks lack is said of the mapping beneath them'],
]);

/** What cannot be read alone can make another text with others behind it. Documents cannot be items of a list. */
const isOneDocument = ({ text, findings }: Case): boolean =>
  !findings.some(({ head }) => head.endsWith(' syntax')) && !/^(?:---|\.\.\.)/m.test(text);

const CASES = RULES.flatMap(({ id }) => casesOf(id).map((test) => ({ id, test })));

const sourceOf = ({ fileName }: Case, text: string): SourceDocument => ({
  fileName: fileName.replace(/^.*(?=\.taskcluster\.yml$)|^.*\//, ''),
  ...(fileName.includes('/') && { folder: fileName.slice(0, fileName.lastIndexOf('/')) }),
  syntax: syntaxOf(fileName) ?? 'yaml',
  text,
  selection: 'auto',
});

/** An ordinary task with nothing wrong in it. */
const ordinary = (i: number): Readonly<Record<string, unknown>> => ({
  taskQueueId: `proj-ordinary/queue-${i % 7}`,
  created: '2024-05-06T07:08:09Z',
  deadline: '2024-05-07T07:08:09Z',
  payload: { command: ['true'], maxRunTime: 600 },
  metadata: { name: `ordinary ${i}`, description: 'd', owner: 'o@example.com', source: 'https://example.com/' },
});

/** A text with others of its kind around it, and where it begins in the whole: in characters and in lines. */
interface Embedding {
  readonly name: string;
  readonly source: SourceDocument;
  readonly firstLine: number;
  readonly lastLine: number;
}

const indented = (text: string, by: string, first: string): string =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line, i) => (i === 0 ? first + line : line === '' ? line : by + line))
    .join('\n');

function embed(
  name: string,
  fileName: string,
  test: Case,
  entries: {
    readonly head: string;
    readonly entry: (text: string, i: number) => string;
    readonly tail: string;
    readonly above: number;
  },
  count: number,
): Embedding {
  const write = (i: number): string => JSON.stringify(ordinary(i));
  const middle = Math.floor(count / 2);
  const before = Array.from({ length: middle }, (_, i) => entries.entry(write(i), i));
  const own = entries.entry(test.text.replace(/\n$/, ''), middle);
  const after = Array.from({ length: count - middle - 1 }, (_, i) =>
    entries.entry(write(middle + 1 + i), middle + 1 + i),
  );
  const firstLine = (entries.head + before.join('')).split('\n').length - 1 + entries.above;
  const text = `${entries.head}${before.join('')}${own}${after.join('')}`.replace(/,\n$/, '\n') + entries.tail;
  const lastLine = firstLine - entries.above + own.split('\n').length - 2;
  return { name, source: { ...sourceOf(test, text), fileName }, firstLine, lastLine };
}

function embeddings(test: Case): Embedding[] {
  const { fileName, text } = test;
  const { syntax } = sourceOf(test, text);
  const isMapping = /^(?:#.*\n)*["'\w]/.test(text) || (syntax !== 'yaml' && text.startsWith('{'));
  if (!isMapping) return [];
  const ending = syntax === 'yaml' ? 'yml' : syntax;
  const list =
    syntax === 'yaml'
      ? { head: '', entry: (one: string) => `${indented(one, '  ', '- ')}\n`, tail: '', above: 0 }
      : { head: '[\n', entry: (one: string) => `${indented(one, '  ', '  ')},\n`, tail: ']\n', above: 0 };
  const graph =
    syntax === 'yaml'
      ? {
          head: '',
          entry: (one: string, i: number) => `id-${i}:\n  task:\n${indented(one, '    ', '    ')}\n`,
          tail: '',
          above: 2,
        }
      : {
          head: '{\n',
          entry: (one: string, i: number) => `  "id-${i}": {"task":\n${indented(one, '    ', '    ')}},\n`,
          tail: '}\n',
          above: 1,
        };
  return [
    embed('a list of 300', `tasks.${ending}`, test, list, 300),
    embed('a graph of 300', `graph.${ending}`, test, graph, 300),
  ].filter(() => !fileName.endsWith('.taskcluster.yml'));
}

/** A `.taskcluster.yml` that ends with its list of tasks, with 120 more. */
function longTemplate(test: Case): Embedding | undefined {
  const list = /^tasks:\n(?:\s*#.*\n)*( *)- (?:.*\n)(?:(?:\1 .*|\1-.*| *#.*|)\n)*$/m.exec(test.text);
  if (!test.fileName.endsWith('.taskcluster.yml') || /\.v0\./.test(test.fileName) || !list) return undefined;
  const indent = list[1] ?? '';
  const more = Array.from({ length: 120 }, (_, i) => `${indent}- ${JSON.stringify(ordinary(i))}\n`).join('');
  const lastLine = test.text.split('\n').length - 1;
  return { name: 'a template of 120', source: sourceOf(test, test.text + more), firstLine: 0, lastLine };
}

/** What is said, each with the line that it begins in. */
function said(
  findings: readonly Finding<'document'>[],
  text: string,
  { firstLine, lastLine }: Pick<Embedding, 'firstLine' | 'lastLine'>,
): string[] {
  return findings
    .map(({ rule, severity, message, span, fixable }) => {
      const line = text.slice(0, span.start).split('\n').length - 1;
      return { line, words: `${severity} ${rule}${fixable ? ' (fixable)' : ''}: ${message}` };
    })
    .filter(({ line }) => line >= firstLine && line <= lastLine)
    .map(({ line, words }) => `${line - firstLine} ${words}`)
    .sort();
}

/** What all rules say of a document that is taken as one, whatever they say of plain tasks. */
function analyzeThoroughly(document: SourceDocument, config: Config): Analysis {
  const inOne = openDocument(document, Number.POSITIVE_INFINITY);
  return analysisOf(aggregate(inOne, createResultCache(config, analyzeIsolated)), config);
}

const whole = { firstLine: 0, lastLine: Number.POSITIVE_INFINITY };

describe('embedding: a task says the same wherever it stands', () => {
  let embedded = 0;
  for (const { id, test } of CASES.filter(({ test: one }) => isOneDocument(one) && !OTHERWISE.has(one.title))) {
    it(`${id}: ${test.title}`, () => {
      const config = configOf(id, test);
      const alone = analyzeThoroughly(sourceOf(test, test.text), config);
      const ways = alone.kind === 'task' ? embeddings(test) : [longTemplate(test) ?? []].flat();
      for (const way of ways) {
        embedded++;
        const { findings } = analyze(way.source, config);
        assert.deepEqual(said(findings, way.source.text, way), said(alone.findings, test.text, whole), way.name);
        assert.equal(findings.length, alone.findings.length, `${way.name}: findings elsewhere`);
      }
    });
  }
  it('covers the cases', () => assert.ok(embedded > 500, `${embedded} embeddings`));
});
