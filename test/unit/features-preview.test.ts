import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { finish } from '../../server/core/base/steps.js';
import { lineOf } from '../../server/core/base/text.js';
import { buildModel } from '../../server/core/model/build.js';
import type { SyntaxTree } from '../../server/core/syntax/node.js';
import { parse } from '../../server/core/syntax/parse.js';
import { definitionOf } from '../../server/features/preview/definition.js';
import { type Preview, type PreviewChoice, preview } from '../../server/features/preview/preview.js';
import { type Field, taskRows } from '../../server/features/preview/task-row.js';
import { tasksAt } from '../../server/features/preview/tasks-at.js';
import { readFeatureCases } from '../support/feature-cases.js';

const WORLD = { now: '2026-01-31T12:00:00.000Z', rootUrl: 'https://tc.example.com' };

/** What a preview says, with the lines of the source in front. */
function described(made: Preview, tree: SyntaxTree, offset: number, index: number): Record<string, string[]> {
  const { text } = tree;
  const at = ({ text: words, place }: Field): string => `${lineOf(text, place.start)} ${words}`;
  const rows = taskRows(made.tasks, text);
  const task = made.tasks[index];
  const definition = (format: 'yaml' | 'json'): string[] => {
    if (!task) return [];
    const { text: written, lines } = definitionOf(task, text, format);
    return written.split('\n').map((line, i) => {
      const span = lines[i];
      return `${(span ? String(lineOf(text, span.start)) : '-').padStart(2)} ${line}`;
    });
  };
  return {
    occasions: made.occasions.map(({ name, title, result }) => {
      const outcome =
        'tasks' in result
          ? String(result.tasks)
          : `${at({ text: result.failure.message, place: result.failure.span })}`;
      return `${name === made.shown ? '* ' : ''}${name} (${title}): ${outcome}`;
    }),
    tasks: rows.map(({ name, taskId, queue, times, dependencies, scopes, routes, place }) =>
      [
        lineOf(text, place.start),
        ...(name ? [`name ${at(name)}`] : []),
        ...(taskId ? [`id ${at(taskId)}`] : []),
        ...(queue ? [`queue ${at(queue)}`] : []),
        ...times.map((one) => `when ${at(one)}`),
        ...dependencies.map((one) => `needs ${at(one)}${one.task === undefined ? '' : ` (task ${one.task})`}`),
        ...scopes.map((one) => `scope ${at(one)}`),
        ...routes.map((one) => `route ${at(one)}`),
      ].join('; '),
    ),
    failures: made.failures.map(({ message, span }) => `${lineOf(text, span.start)} ${message}`),
    reason: made.reason === undefined ? [] : [made.reason],
    here: [tasksAt(made.tasks, tree, offset).join(' ')],
    yaml: definition('yaml'),
    json: definition('json'),
  };
}

describe('what a file yields', () => {
  for (const { title, fileName, syntax, text, offset, results } of readFeatureCases(
    readFileSync('test/unit/features/preview.cases.md', 'utf8'),
  )) {
    it(title, () => {
      assert.ok(results.some(({ name }) => name !== 'choice'));
      const model = buildModel({ fileName, syntax, text, selection: 'auto' }, parse(text, syntax));
      const choice = JSON.parse(results.find(({ name }) => name === 'choice')?.text ?? '{}') as PreviewChoice;
      const made = finish(preview(model, choice, WORLD));
      for (const { name, info, text: wanted } of results) {
        if (name === 'choice') continue;
        const said = described(made, model.tree, offset, Number(info || 0))[name];
        assert.deepEqual(said, wanted.split('\n').slice(0, -1), name);
      }
    });
  }
});
