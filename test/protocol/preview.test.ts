import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DefinitionAnswer, PreviewAnswer, PreviewChoice, PreviewOutcomes } from '../../server/lsp/protocol.js';
import { TIMEOUT_MS, withServer } from '../support/server.js';

const TEXT = `version: 1
tasks:
  $if: tasks_for == "github-push"
  then:
    - taskQueueId: proj-x/ci
      metadata: {name: "on \${event.ref}"}
    - $if: event.ref == "refs/heads/main"
      then:
        taskQueueId: proj-x/ci
        metadata: {name: only on main}
  else:
    - metadata: {name: "\${event.nope}"}
`;

const ELSEWHERE = 'file:///none';

describe('the preview', function () {
  this.timeout(TIMEOUT_MS);

  it('shows what comes of an event, where it stands, and what comes of the others', () =>
    withServer({}, async (server) => {
      const { uri } = await server.open('.taskcluster.yml', TEXT);
      const ask = (choice: PreviewChoice): Promise<PreviewAnswer> =>
        server.connection.sendRequest('taskcluster/preview', { uri, choice });
      const push = await ask({});
      assert.deepEqual(
        push.tasks.map(({ name }) => [name?.text, name?.place.start.line]),
        [
          ['on refs/heads/main', 5],
          ['only on main', 9],
        ],
      );
      const topic = await ask({ occasion: 'push', fields: { branch: 'topic' } });
      assert.deepEqual(
        topic.tasks.map(({ name }) => name?.text),
        ['on refs/heads/topic'],
      );
      const release = await ask({ occasion: 'release' });
      assert.deepEqual(release.tasks, []);
      assert.deepEqual(
        release.failures.map(({ place }) => place.start.line),
        [11],
      );
      const outcomes: PreviewOutcomes = await server.connection.sendRequest('taskcluster/previewOutcomes', { uri });
      assert.deepEqual(outcomes, push.occasions);
    }));

  it('shows the definition of a task, and which tasks are made from a place, until the document changes', () =>
    withServer({}, async (server) => {
      const document = await server.open('.taskcluster.yml', TEXT);
      const { uri } = document;
      const definition = (task: number): Promise<DefinitionAnswer | null> =>
        server.connection.sendRequest('taskcluster/previewDefinition', { uri, task, format: 'yaml' });
      const tasksAt = (line: number): Promise<number[]> =>
        server.connection.sendRequest('taskcluster/previewTasksAt', { uri, position: { line, character: 9 } });
      assert.equal(await definition(1), null);
      await server.connection.sendRequest('taskcluster/preview', { uri, choice: {} });
      const shown = await definition(1);
      assert.equal(shown?.text, 'taskQueueId: proj-x/ci\nmetadata:\n  name: only on main');
      assert.deepEqual(
        shown.lines.map((place) => place?.start.line),
        [8, 9, 9],
      );
      assert.deepEqual([await tasksAt(4), await tasksAt(9)], [[0], [1]]);
      assert.equal(await definition(2), null);
    }));

  it('writes all tasks of several events as texts', () =>
    withServer({}, async (server) => {
      const { uri } = await server.open('.taskcluster.yml', TEXT);
      const texts: string[] = await server.connection.sendRequest('taskcluster/previewTexts', {
        uri,
        choices: [{ occasion: 'push-tag' }, { occasion: 'release' }],
        format: 'yaml',
      });
      assert.match(texts[0] ?? '', /^- taskQueueId: proj-x\/ci\n/);
      assert.match(texts[1] ?? '', /^# Line 12: .*\n\[\]\n$/);
    }));

  it('says nothing about a document that is not open', () =>
    withServer({}, async (server) => {
      for (const method of ['preview', 'previewDefinition', 'previewOutcomes', 'previewTexts']) {
        const params = { uri: ELSEWHERE, choice: {}, choices: [{}], task: 0, format: 'yaml' };
        assert.equal(await server.connection.sendRequest(`taskcluster/${method}`, params), null, method);
      }
      const position = { line: 0, character: 0 };
      const here = await server.connection.sendRequest('taskcluster/previewTasksAt', { uri: ELSEWHERE, position });
      assert.deepEqual(here, []);
      assert.equal(await server.connection.sendRequest('taskcluster/preview', {}), null);
    }));
});
