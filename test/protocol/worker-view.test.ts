import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { WorkerView } from '../../server/lsp/protocol.js';
import { TIMEOUT_MS, withServer } from '../support/server.js';
import { PAIR, task } from '../support/texts.js';

const DOCKER = task('taskQueueId: proj-test/linux').replace('{}', '{image: ubuntu, maxRunTime: 60}');
const KIND = 'view.taskcluster';
const COMMAND = 'taskcluster.showWhatTheWorkerRuns';

describe('what the worker runs', function () {
  this.timeout(TIMEOUT_MS);

  it('is told for the task at a position', () =>
    withServer({}, async (server) => {
      const text = `${DOCKER.trimEnd().replace(/^/gm, '  ').replace(' ', '-')}\n`;
      const second = text.replace('build', 'test').replace('ubuntu', 'debian');
      const document = await server.open('tasks.yml', text + second);
      const ask = (line: number): Promise<WorkerView | null> =>
        server.connection.sendRequest('taskcluster/workerView', {
          uri: document.uri,
          position: { line, character: 2 },
        });
      const [one, two] = [await ask(1), await ask(text.split('\n').length)];
      assert.ok(one?.found && two?.found);
      assert.deepEqual([one.name, two.name], ['build', 'test']);
      assert.match(one.markdown, /^ {2}ubuntu$/m);
      assert.match(two.markdown, /^ {2}debian$/m);
    }));

  it('is told why it is not, and nothing for a document that is not open', () =>
    withServer({}, async (server) => {
      const document = await server.open('task.yml', PAIR);
      const position = { line: 0, character: 0 };
      const view = await server.connection.sendRequest('taskcluster/workerView', { uri: document.uri, position });
      assert.deepEqual(view, {
        found: false,
        reason:
          'The task "build" is not converted: its payload has no key "image", so it is not in the format of docker-worker.',
      });
      const other = await server.connection.sendRequest('taskcluster/workerView', { uri: 'file:///none', position });
      assert.equal(other, null);
      assert.equal(await server.connection.sendRequest('taskcluster/workerView', {}), null);
    }));

  it('is a code action for a client that has the command', () =>
    withServer({ initializationOptions: { workerView: true } }, async (server) => {
      const document = await server.open('task.yml', DOCKER);
      const position = document.at('image');
      const [action, ...others] = await document.codeActions(position);
      assert.deepEqual(others, []);
      assert.equal(action?.title, 'Show what the worker runs');
      assert.equal(action.kind, KIND);
      assert.equal(action.edit, undefined);
      assert.deepEqual(action.command, {
        title: action.title,
        command: COMMAND,
        arguments: [document.uri, position],
      });
      assert.equal((await document.codeActions(position, [KIND])).length, 1);
      assert.equal((await document.codeActions(position, ['view'])).length, 1);
      for (const only of ['quickfix', 'refactor', 'source', 'source.fixAll'])
        assert.deepEqual(await document.codeActions(position, [only]), [], only);
    }));

  it('is not a code action for another format, or another client', async () => {
    await withServer({ initializationOptions: { workerView: true } }, async (server) => {
      const document = await server.open('task.yml', PAIR);
      assert.deepEqual(await document.codeActions(document.at('payload')), []);
    });
    await withServer({}, async (server) => {
      const document = await server.open('task.yml', DOCKER);
      assert.deepEqual(await document.codeActions(document.at('image')), []);
      const { codeActionProvider } = server.capabilities;
      assert.ok(typeof codeActionProvider === 'object' && !codeActionProvider.codeActionKinds?.includes(KIND));
    });
  });
});
