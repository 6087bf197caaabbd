import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { TIMEOUT_MS, withServer } from '../support/server.js';
import { BAD, PAIR, TWO_PAIRS } from '../support/texts.js';

const COMMENT = '# taskcluster-lint-disable-next-line';

describe('suppressing a finding', function () {
  this.timeout(TIMEOUT_MS);

  it('inserts a comment above its line, which silences it', () =>
    withServer({}, async (server) => {
      const document = await server.open('.taskcluster.yml', TWO_PAIRS);
      const before = await document.diagnostics();
      const [action, ...others] = await document.suppressActions(document.at('provisionerId', 2));
      assert.deepEqual(others, []);
      assert.equal(action?.title, 'Suppress prefer-task-queue-id on this line');
      assert.equal(action.isPreferred, undefined);
      const after = document.after(action);
      assert.equal(
        after,
        TWO_PAIRS.replace(/^( *)(.*provisionerId)/m, `$1${COMMENT} prefer-task-queue-id -- TODO: say why\n$1$2`),
      );
      const changed = await server.open('b/.taskcluster.yml', after);
      // Each of the two pairs is marked in the same way.
      assert.equal((await changed.diagnostics()).length, before.length / 2);
      assert.equal((await changed.fixAll())?.title, 'Fix all Taskcluster problems that can be fixed safely');
    }));

  it('asks for the reason in a client that can', () =>
    withServer({ initializationOptions: { suppress: true } }, async (server) => {
      const document = await server.open('task.yml', BAD, 'yaml', 3);
      const actions = await document.suppressActions(document.at('B_Linux'));
      const action = actions.find(({ title }) => title === 'Suppress task-queue-id-format on this line…');
      const { line } = document.at('B_Linux');
      assert.equal(action?.edit, undefined);
      assert.deepEqual(action?.command?.arguments, [
        {
          uri: document.uri,
          version: 3,
          rule: 'task-queue-id-format',
          position: { line, character: 0 },
          before: `${COMMENT} task-queue-id-format -- `,
          after: '\n',
        },
      ]);
    }));

  it('is not offered in JSON, in a text that cannot be read, and for a comment that silences nothing', () =>
    withServer({}, async (server) => {
      const json = await server.open('task.json', '{"payload": {}, "metadata": {}, "taskQueueId": "b"}');
      assert.deepEqual(await json.suppressActions(json.at('taskQueueId')), []);
      const broken = await server.open('broken.yml', `${PAIR}a: [\n`);
      assert.deepEqual(await broken.suppressActions(broken.at('provisionerId')), []);
      const unused = await server.open('task.yml', `${PAIR}# taskcluster-lint-disable-file template -- none\n`);
      assert.deepEqual(await unused.suppressActions(unused.at('-- none')), []);
      const [remove] = await unused.codeActions(unused.at('-- none'));
      assert.equal(remove?.title, 'Remove the comment');
      assert.equal(unused.after(remove), PAIR);
    }));
});
