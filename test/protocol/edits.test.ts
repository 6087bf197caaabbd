import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CancellationTokenSource } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { FIXABLE, type Fixable, PLAN_EDITS, type PlannedEdits } from '../../server/lsp/protocol.js';
import { FOLDER, type TestServer, TIMEOUT_MS, withServer } from '../support/server.js';
import { BAD, MIGRATED, PAIR, TWO_PAIRS } from '../support/texts.js';

const plan = (server: TestServer, path: string, text: string, rule: string | null): Promise<PlannedEdits> =>
  server.connection.sendRequest(PLAN_EDITS, { uri: `${FOLDER}/${path}`, text, rule });

/** The text after the edits, as an editor makes them. */
function applied(text: string, { edits }: PlannedEdits): string {
  return TextDocument.applyEdits(TextDocument.create('', 'yaml', 1, text), [...edits]);
}

describe('taskcluster/planEdits', function () {
  this.timeout(TIMEOUT_MS);

  it('migrates a text that is not open, each pair with an edit of its own', () =>
    withServer({}, async (server) => {
      const one = await plan(server, 'task.yml', PAIR, null);
      assert.deepEqual([one.kind, one.fixed, one.left], ['task', 1, []]);
      assert.deepEqual(
        one.edits.map(({ title, safety }) => [title, safety]),
        [['Convert to taskQueueId: proj-test/linux', 'safe']],
      );
      assert.equal(applied(PAIR, one), MIGRATED);
      const two = await plan(server, '.taskcluster.yml', TWO_PAIRS, null);
      assert.deepEqual([two.fixed, two.edits.length], [2, 2]);
    }));

  it('uses the only suggestion of a rule, and says that it is one', () =>
    withServer({}, async (server) => {
      const planned = await plan(server, 'task.yml', BAD, 'task-queue-id-format');
      assert.deepEqual(
        planned.edits.map(({ title, safety }) => [title, safety]),
        [['Change to proj-test/b-linux', 'suggestion']],
      );
      assert.equal(applied(BAD, planned), BAD.replace('B_Linux', 'b-linux'));
      assert.deepEqual((await plan(server, 'task.yml', BAD, 'schema')).edits, []);
      assert.deepEqual((await plan(server, 'task.yml', BAD, 'no-such-rule')).edits, []);
    }));

  it('places edits in a text with CRLF', () =>
    withServer({}, async (server) => {
      const text = PAIR.replaceAll('\n', '\r\n');
      const planned = await plan(server, 'task.yml', text, null);
      assert.equal(applied(text, planned), MIGRATED.replaceAll('\n', '\r\n'));
    }));

  it('leaves alone what the settings exclude, and what cannot be read', () =>
    withServer({ settings: { files: { exclude: ['old/**'] } } }, async (server) => {
      const excluded = await plan(server, 'old/task.yml', PAIR, null);
      assert.deepEqual([excluded.kind, excluded.edits], ['none', []]);
      const broken = await plan(server, '.taskcluster.yml', `${TWO_PAIRS}x: [\n`, null);
      assert.deepEqual(broken.edits, []);
      assert.match(broken.left[0]?.reason ?? '', /^the file cannot be read; fix line \d+ first$/);
    }));

  it('ends when it is cancelled', () =>
    withServer({}, async (server) => {
      const source = new CancellationTokenSource();
      const params = { uri: `${FOLDER}/.taskcluster.yml`, text: TWO_PAIRS, rule: null };
      const asked = server.connection.sendRequest(PLAN_EDITS, params, source.token);
      source.cancel();
      await assert.rejects(asked, /[Cc]ancel/);
      await server.assertAlive();
    }));
});

describe('taskcluster/fixable', function () {
  this.timeout(TIMEOUT_MS);

  it('counts the problems of each rule that need no choice', () =>
    withServer({}, async (server) => {
      const ask = (text: string): Promise<Fixable> =>
        server.connection.sendRequest(FIXABLE, { uri: `${FOLDER}/.taskcluster.yml`, text });
      assert.deepEqual(await ask(TWO_PAIRS), { 'prefer-task-queue-id': 2 });
      assert.deepEqual(await ask(TWO_PAIRS.replace('linux', 'B_Linux')), {
        'prefer-task-queue-id': 2,
        'worker-type-format': 1,
      });
      assert.deepEqual(await ask('version: 1\ntasks: []\n'), {});
    }));
});
