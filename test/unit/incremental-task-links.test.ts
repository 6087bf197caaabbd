import assert from 'node:assert/strict';
import { analyze } from '../../server/core/analyze.js';
import type { SourceDocument } from '../../server/core/base/document.js';
import type { Finding } from '../../server/core/base/finding.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { type Aggregate, aggregate } from '../../server/core/incremental/aggregate.js';
import { analysisOf } from '../../server/core/incremental/analysis.js';
import { analyzeIsolated } from '../../server/core/incremental/analyze-segment.js';
import { createResultCache } from '../../server/core/incremental/result-cache.js';
import {
  editDocument,
  openDocument,
  type SegmentedDocument,
  textOf,
} from '../../server/core/incremental/segmented-document.js';

// Tasks of a long `.taskcluster.yml` that wait for one another by their labels. Such a file is understood task by task, and
// the task that a label belongs to is mostly another one.

const COUNT = 120;

/** A task of the list with a label, and the labels that it waits for. */
const task = (label: string, needs: readonly string[] = []): string => `  - taskId: {$eval: as_slugid("${label}")}
    taskQueueId: proj-example/ci
    dependencies: [${needs.map((need) => `{$eval: as_slugid("${need}")}`).join(', ')}]
    deadline: {$fromNow: 1 day}
    payload: {image: make, maxRunTime: 60, command: [${label}]}
    metadata: {name: ${label}, description: d, owner: o@example.com, source: 'https://example.com/'}
`;

/** 120 tasks: task-0 to task-119, in their places those that are given. */
const template = (others: Readonly<Record<number, string>> = {}): string =>
  `version: 1\ntasks:\n${Array.from({ length: COUNT }, (_, i) => others[i] ?? task(`task-${i}`)).join('')}`;

const sourceOf = (text: string): SourceDocument => ({
  fileName: '.taskcluster.yml',
  syntax: 'yaml',
  text,
  selection: 'auto',
});

/** What is found, each with the line that it is in. */
function said(text: string, findings: readonly Finding<'document'>[]): string[] {
  return findings.map(({ span, severity, rule, message }) => {
    const start = text.lastIndexOf('\n', span.start) + 1;
    return `${text.slice(start, text.indexOf('\n', start)).trim()} | ${severity} ${rule}: ${message}`;
  });
}

const findingsIn = (text: string): string[] => said(text, analyze(sourceOf(text), DEFAULT_CONFIG).findings);

/** A document that is open and edited. After each edit the same must be found as in the text that it is then. */
class Edited {
  private readonly cache = createResultCache(DEFAULT_CONFIG, analyzeIsolated);
  private segments: SegmentedDocument;
  private before: Aggregate;

  constructor(text: string) {
    this.segments = openDocument(sourceOf(text));
    assert.equal(this.segments.segments.length, COUNT, 'a segment for each task');
    this.before = aggregate(this.segments, this.cache);
  }

  /** Puts another text in the place of one that stands there once. */
  replace(text: string, newText: string): void {
    const whole = textOf(this.segments);
    assert.equal(whole.split(text).length, 2, `"${text}" stands there once`);
    const start = whole.indexOf(text);
    this.segments = editDocument(this.segments, { start, end: start + text.length, newText });
    this.before = aggregate(this.segments, this.cache, this.before);
    assert.deepEqual(this.findings(), findingsIn(textOf(this.segments)));
  }

  findings(): string[] {
    return said(textOf(this.segments), analysisOf(this.before, DEFAULT_CONFIG).findings);
  }
}

/** What the hundred-and-first task waits for is the sixth, misspelt. */
const MISSPELT = template({ 5: task('build'), 100: task('last', ['biuld']) });
const NO_TASK =
  'dependencies: [{$eval: as_slugid("biuld")}] | error template: No task has the taskId as_slugid("biuld"). Did you mean "build"?';
const CYCLE =
  'dependencies: [{$eval: as_slugid("task-99")}] | error template: These tasks depend on one another: as_slugid("task-7") -> as_slugid("task-99") -> as_slugid("task-7"). Then the service creates no tasks at all.';

describe('tasks of a long .taskcluster.yml that wait for one another', () => {
  it('a label of a task far above', () => {
    assert.deepEqual(findingsIn(template({ 100: task('last', ['task-5', 'task-99']) })), []);
  });

  it('a label of a task far below', () => {
    assert.deepEqual(findingsIn(template({ 3: task('first', ['task-117']) })), []);
  });

  it('a label that no task has, at its line', () => {
    assert.deepEqual(findingsIn(MISSPELT), [NO_TASK]);
  });

  it('two tasks that wait for one another, 92 tasks apart', () => {
    const text = template({ 7: task('task-7', ['task-99']), 99: task('task-99', ['task-7']) });
    assert.deepEqual(findingsIn(text), [CYCLE]);
  });

  it('a long chain is not a cycle', () => {
    const chain = Array.from({ length: COUNT }, (_, i) => [i, task(`task-${i}`, i > 0 ? [`task-${i - 1}`] : [])]);
    assert.deepEqual(findingsIn(template(Object.fromEntries(chain))), []);
  });

  it('two tasks with one label', () => {
    assert.deepEqual(findingsIn(template({ 100: task('task-5') })), [
      '- taskId: {$eval: as_slugid("task-5")} | warning template: An earlier task also has the taskId as_slugid("task-5"). The service only creates the last of them.',
    ]);
  });

  it('an edit mends the label, another one breaks it again', () => {
    const document = new Edited(MISSPELT);
    assert.deepEqual(document.findings(), [NO_TASK]);
    document.replace('biuld', 'build');
    assert.deepEqual(document.findings(), []);
    document.replace('[{$eval: as_slugid("build")}]', '[{$eval: as_slugid("biuld")}]');
    assert.deepEqual(document.findings(), [NO_TASK]);
  });

  it('an edit opens the cycle, another one closes it again', () => {
    const document = new Edited(template({ 7: task('task-7', ['task-99']), 99: task('task-99', ['task-7']) }));
    assert.deepEqual(document.findings(), [CYCLE]);
    document.replace('[{$eval: as_slugid("task-7")}]', '[]');
    assert.deepEqual(document.findings(), []);
    document.replace(
      'task-99")}\n    taskQueueId: proj-example/ci\n    dependencies: []',
      'task-99")}\n    taskQueueId: proj-example/ci\n    dependencies: [{$eval: as_slugid("task-7")}]',
    );
    assert.deepEqual(document.findings(), [CYCLE]);
  });

  it('an edit takes the label away from the task that another one waits for', () => {
    const document = new Edited(template({ 100: task('last', ['task-5']) }));
    assert.deepEqual(document.findings(), []);
    document.replace('  - taskId: {$eval: as_slugid("task-5")}', '  - taskId: {$eval: as_slugid("task-five")}');
    assert.deepEqual(document.findings(), [
      'dependencies: [{$eval: as_slugid("task-5")}] | error template: No task has the taskId as_slugid("task-5"). A task can only depend on a task that exists.',
    ]);
  });

  it('an edit takes the task away that another one waits for', () => {
    const document = new Edited(template({ 5: task('build'), 100: task('last', ['build']) }));
    document.replace(task('build'), '');
    assert.deepEqual(document.findings(), [
      'dependencies: [{$eval: as_slugid("build")}] | error template: No task has the taskId as_slugid("build"). A task can only depend on a task that exists.',
    ]);
    document.replace(task('task-6'), task('build'));
    assert.deepEqual(document.findings(), []);
  });
});
