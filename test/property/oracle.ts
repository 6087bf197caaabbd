import assert from 'node:assert/strict';
import jsYaml from 'js-yaml';
import jsone from 'json-e';
import { parse as parseJsonc } from 'jsonc-parser';
import type { Finding } from '../../server/core/base/finding.js';
import type { Generated } from '../support/generate/generated.js';

// What must hold of a fix, told from the text alone: nothing here asks the code under test.

const IDENTIFIERS = ['provisionerId', 'workerType', 'taskQueueId'];

/** Reads a text as the services do. JSON with comments, which no service reads, is read by the editors' parser. */
export function read(text: string, form: 'yaml' | 'json' | 'jsonc'): unknown[] {
  const body = text.replace(/^\uFEFF/, '');
  if (form === 'yaml') return jsYaml.loadAll(body);
  if (form === 'json') return [JSON.parse(body)];
  const errors: { offset: number }[] = [];
  const value: unknown = parseJsonc(body, errors as never, { allowTrailingComma: true });
  assert.deepEqual(errors, []);
  return [value];
}

/** What a fix may do. */
export interface Licence {
  /** A `suggestion` changes what the identifiers say; nothing else. */
  readonly identifiersChange: boolean;
}

/** Whether `fixed` is what a fix may make of a document. */
export function assertFixed(generated: Generated, fixed: string, { identifiersChange }: Licence): void {
  const { document, values, merging, template } = generated;
  const after = read(fixed, document.syntax);
  assert.deepEqual(
    plain(after).map(withoutIdentifiers),
    plain(values).map(withoutIdentifiers),
    'something else changed',
  );
  if (!identifiersChange) {
    if (!merging) assert.deepEqual(plain(after).map(normal), plain(values).map(normal), 'the meaning changed');
    if (template) assertRendersAlike(values[0], after[0]);
  }
  assertLinesKept(generated, fixed);
  for (const comment of generated.comments) {
    assert.equal(fixed.split(comment).length, 2, `the comment ${comment} is not there once`);
  }
}

/** Through JSON, which dates, infinities and the order of keys do not survive as such. */
function plain(values: readonly unknown[]): unknown[] {
  return JSON.parse(JSON.stringify(values)) as unknown[];
}

/** The two ways to name a queue, written in one. A half beside a taskQueueId counts for nothing. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== 'object' || value === null) return value;
  const rest = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, normal(inner)]));
  const { provisionerId: left, workerType: right, taskQueueId: whole, ...others } = rest;
  if (typeof left === 'string' && typeof right === 'string') {
    return whole === undefined || whole === `${left}/${right}` ? { ...others, taskQueueId: `${left}/${right}` } : rest;
  }
  const lone = whole !== undefined && (left === undefined) !== (right === undefined);
  return lone ? { ...others, taskQueueId: whole } : rest;
}

function withoutIdentifiers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIdentifiers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !IDENTIFIERS.includes(key))
      .map(([key, inner]) => [key, withoutIdentifiers(inner)]),
  );
}

const EVENTS = [
  { tasks_for: 'github-push', event: { ref: 'refs/heads/main' } },
  { tasks_for: 'github-pull-request', event: { action: 'opened' } },
];

function assertRendersAlike(before: unknown, after: unknown): void {
  for (const event of EVENTS) assert.deepEqual(render(after, event), render(before, event), event.tasks_for);
}

function render(template: unknown, event: object): unknown {
  try {
    return normal(
      plain([
        (jsone(template as object, { ...event, as_slugid: (label: string) => label }) as { tasks: unknown }).tasks,
      ]),
    );
  } catch {
    return 'an error';
  }
}

/** What is known of those who render `.taskcluster.yml`; the overrides of some hold halves. */
export const CALLERS: readonly { readonly title: string; readonly variables: object }[] = [
  { title: 'a push', variables: { tasks_for: 'github-push', event: { ref: 'refs/heads/main', overrides: {} } } },
  { title: 'a pull request', variables: { tasks_for: 'github-pull-request', event: { action: 'opened' } } },
  {
    title: 'a release',
    variables: { tasks_for: 'github-release', event: { action: 'published', overrides: { taskQueueId: 'event/all' } } },
  },
  { title: 'cron', variables: { tasks_for: 'cron', event: {}, cron: { job_name: 'nightly' } } },
  {
    title: 'an action',
    variables: { tasks_for: 'action', event: {}, action: { name: 'a', overrides: { workerType: 'act' } } },
  },
  {
    title: 'another action',
    variables: { tasks_for: 'action', event: {}, action: { name: 'b', overrides: { provisionerId: 'act' } } },
  },
  { title: 'an action without overrides', variables: { tasks_for: 'action', event: {}, action: { overrides: {} } } },
];

/** What each caller gets of a template of `.taskcluster.yml`, with the queue of each task named in one way. */
export function renderings(template: unknown): unknown[] {
  const { version: _version, ...body } = template as Record<string, unknown>;
  return CALLERS.map(({ variables }) => {
    try {
      const { tasks } = jsone(body, { ...variables }) as { tasks: unknown };
      return Array.isArray(tasks) ? tasks.map(normalTask) : tasks;
    } catch {
      return 'an error';
    }
  });
}

/** What is in a task is data. */
function normalTask(task: unknown): unknown {
  if (typeof task !== 'object' || task === null || Array.isArray(task)) return task;
  const { payload, extra, ...rest } = task as Record<string, unknown>;
  return { payload, extra, ...(normal(rest) as object) };
}

const BREAK = /\r\n|\n|\r/;

/** Every line that is not an identifier's stands as it was, in its order; new ones only where lines of identifiers were. */
function assertLinesKept({ document, lines }: Generated, fixed: string): void {
  const { text } = document;
  const kept: string[] = [];
  /** Between which of the kept lines there were lines of identifiers, and what stands behind the last of them. */
  const gaps = new Map<number, string>();
  for (const [i, line] of text
    .replace(/^\uFEFF/, '')
    .split(BREAK)
    .entries()) {
    if (lines[i]?.identifier) gaps.set(kept.length, /[ \t]*(?:#.*)?$/.exec(line)?.[0] ?? '');
    else kept.push(line);
  }
  let at = 0;
  for (const line of fixed.replace(/^\uFEFF/, '').split(BREAK)) {
    // The comma before the last entry of a flow mapping goes with it; then a comment behind the entry stands where that was.
    const withoutComma = gaps.has(at + 1) ? kept[at]?.replace(/,(\s*)$/, '$1') : undefined;
    if (at < kept.length && [kept[at], withoutComma, `${withoutComma}${gaps.get(at + 1)}`].includes(line)) at++;
    else assert.ok(gaps.has(at), `a line that may not change did, or is new: ${JSON.stringify(line)}`);
  }
  assert.equal(at, kept.length, `the line is gone: ${JSON.stringify(kept[at])}`);
  const breaks = (from: string): Set<string> => new Set(from.match(new RegExp(BREAK, 'g')) ?? []);
  const known = breaks(text);
  for (const lineBreak of breaks(fixed))
    assert.ok(known.has(lineBreak), `a new line break: ${JSON.stringify(lineBreak)}`);
  assert.equal(fixed.startsWith('\uFEFF'), text.startsWith('\uFEFF'), 'the byte order mark');
}

/** Whether findings are fit to be shown. */
export function assertFindings(text: string, findings: readonly Finding<'document'>[]): void {
  for (const { message, span, also = [], related = [], fixes } of findings) {
    for (const { start, end } of [span, ...also, ...related.map((place) => place.span)]) {
      assert.ok(start >= 0 && start <= end && end <= text.length, `${message}: ${start}-${end} of ${text.length}`);
    }
    for (const words of [message, ...related.map((place) => place.message), ...fixes.map((fix) => fix.title)]) {
      assert.ok(words.length > 0, 'nothing is said');
      // A mapping as a key is what js-yaml makes of it.
      if (!/undefined|\[object/.test(text)) assert.doesNotMatch(words, /undefined|\[object(?! Object\]" is not a key)/);
      assert.doesNotMatch(words, /(?:^|[\s"(])\/(?:tasks|payload|metadata)\b|\/\d+\//, 'a JSON pointer');
    }
    for (const fix of fixes) {
      assert.ok(fix.edits.length > 0, `${fix.title} does nothing`);
      for (const { span: place } of fix.edits) {
        assert.ok(place.start >= 0 && place.start <= place.end && place.end <= text.length, fix.title);
      }
    }
  }
}
