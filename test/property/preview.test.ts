import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import fc from 'fast-check';
import { type SourceDocument, syntaxOf } from '../../server/core/base/document.js';
import { finish } from '../../server/core/base/steps.js';
import type { Span } from '../../server/core/base/text.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { NO_KNOWLEDGE } from '../../server/core/deployment/knowledge.js';
import { type Change, openDocument } from '../../server/core/incremental/segmented-document.js';
import { buildModel } from '../../server/core/model/build.js';
import { parse } from '../../server/core/syntax/parse.js';
import { createPreviews } from '../../server/documents/previews.js';
import { createSnapshots } from '../../server/documents/snapshots.js';
import { definitionOf, listText } from '../../server/features/preview/definition.js';
import { type PreviewChoice, preview } from '../../server/features/preview/preview.js';
import { taskRows } from '../../server/features/preview/task-row.js';
import { tasksAt } from '../../server/features/preview/tasks-at.js';
import { documents } from '../support/generate/documents.js';
import { changeOf, edited, edits, withUndo } from '../support/generate/versions.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100);
const WORLD = { now: '2026-01-31T12:00:00.000Z', rootUrl: undefined };

/** Bodies and payloads that fit nothing. */
const ODD: readonly unknown[] = [{}, [], null, 'x', { ref: 7 }, { __proto__: 1, repository: { full_name: '' } }];

/** Previews a document in every way, and compares what must hold. */
function check(source: SourceDocument): void {
  const { text } = source;
  const model = buildModel(source, parse(text, source.syntax));
  const isIn = ({ start, end }: Span): boolean => 0 <= start && start <= end && end <= text.length;
  const shown = (choice: PreviewChoice): void => {
    const made = finish(preview(model, choice, WORLD));
    for (const { span } of made.failures) assert.ok(isIn(span));
    for (const { place, name, times, scopes, dependencies } of taskRows(made.tasks, text))
      for (const field of [{ place }, ...(name ? [name] : []), ...times, ...scopes, ...dependencies])
        assert.ok(isIn(field.place));
    for (const task of made.tasks.slice(0, 3))
      for (const format of ['yaml', 'json'] as const) {
        const definition = definitionOf(task, text, format);
        assert.equal(definition.lines.length, definition.text.split('\n').length);
        for (const span of definition.lines) assert.ok(!span || isIn(span));
        if (format === 'json') JSON.parse(definition.text);
      }
    listText(made, text, 'json');
    for (const offset of [0, Math.floor(text.length / 2), text.length])
      for (const index of tasksAt(made.tasks, model.tree, offset)) assert.ok(made.tasks[index]);
  };
  shown({});
  for (const { name } of finish(preview(model, {}, WORLD)).occasions.slice(0, 4)) {
    shown({ occasion: name, fields: { branch: 'b', tag: 't', repository: 'x', actor: 'a' } });
    for (const body of ODD) shown({ occasion: name, body });
  }
}

/** Shows versions of a document, one after the other. */
function follow(source: SourceDocument): (version: number, text: string, choice: PreviewChoice) => Promise<unknown[]> {
  const config = { config: DEFAULT_CONFIG, selection: source.selection };
  const snapshots = createSnapshots(() => config, { error: assert.fail });
  const previews = createPreviews();
  const world = { now: WORLD.now, knowledge: NO_KNOWLEDGE };
  return async (version, text, choice) => {
    const uri = 'file:///w/.taskcluster.yml';
    snapshots.drop(uri);
    const segments = openDocument({ ...source, text });
    const snapshot = snapshots.get({ uri, version, segments, isReadable: true });
    const shown = await previews.of(snapshot, choice, world, () => true);
    const outcomes = await previews.outcomes(snapshot, world, () => true);
    return [shown, previews.definition(snapshot, 0, 'json'), outcomes];
  };
}

describe('the preview', function () {
  this.timeout(120_000);

  it('of any document has its places in the document', () => {
    fc.assert(
      fc.property(documents, ({ document }) => check(document)),
      { numRuns: RUNS },
    );
  });

  it('of the examples, cut off anywhere, too', () => {
    for (const name of readdirSync('examples', { recursive: true, encoding: 'utf8' })) {
      if (!/\.(ya?ml|json)$/.test(name)) continue;
      const whole = readFileSync(`examples/${name}`, 'utf8');
      const step = Math.ceil(whole.length / 10);
      for (let end = step; end < whole.length + step; end += step)
        check({
          fileName: basename(name),
          syntax: syntaxOf(name) ?? 'yaml',
          text: whole.slice(0, end),
          selection: 'auto',
        });
    }
  });

  it('of a version is the same whatever was shown before it', async () => {
    await fc.assert(
      fc.asyncProperty(edited, edits, async (source, changes) => {
        const followed = follow(source);
        let { text } = source;
        let undo: Change | undefined;
        for (const [version, one] of changes.entries()) {
          ({ text, undo } = withUndo((one.kind === 'undo' && undo) || changeOf(one, text), text));
          for (const choice of [{ occasion: 'push', only: true }, { occasion: 'pull-request' }])
            assert.deepEqual(await followed(version, text, choice), await follow(source)(version, text, choice), text);
        }
      }),
      { numRuns: RUNS / 4 },
    );
  });
});
