import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type ServerOptions, TIMEOUT_MS, withServer } from '../support/server.js';
import { BAD, PAIR } from '../support/texts.js';

const OFF = { rules: { 'task-queue-id-format': 'off' } };

describe('settings', function () {
  this.timeout(TIMEOUT_MS);

  const ways: Record<string, ServerOptions> = {
    'initializationOptions, under "taskcluster"': { initializationOptions: { taskcluster: OFF } },
    'initializationOptions, bare': { initializationOptions: OFF },
    'workspace/configuration': { settings: OFF },
    'workspace/configuration, over initializationOptions': {
      settings: OFF,
      initializationOptions: { rules: { 'task-queue-id-format': 'hint' } },
    },
  };
  for (const [way, options] of Object.entries(ways)) {
    for (const pull of [false, true]) {
      it(`reach the ${pull ? 'asked' : 'sending'} server by ${way}`, () =>
        withServer({ ...options, pull }, async (server) => {
          assert.deepEqual(await (await server.open('task.yml', BAD)).rules(), []);
        }));
    }
  }

  it('reach the server by workspace/didChangeConfiguration, and the open documents with them', () =>
    withServer({}, async (server) => {
      const document = await server.open('task.yml', BAD);
      assert.equal((await document.diagnostics())[0]?.severity, 1);
      await server.changeConfiguration({ taskcluster: { rules: { 'task-queue-id-format': 'info' } }, other: 1 });
      const again = await server.inbox.until(() => server.inbox.publishedFor(document.uri)[1]);
      assert.deepEqual([again.version, again.diagnostics[0]?.severity], [document.version, 3]);
    }));

  it('that change are asked for again, and the client is told to ask for diagnostics again', () =>
    withServer({ settings: {}, pull: true }, async (server) => {
      const document = await server.open('task.yml', BAD);
      const before = await document.pull();
      assert.equal(before.kind === 'full' && before.items.length, 1);
      server.settings = OFF;
      await server.changeConfiguration(null);
      await server.inbox.until(() => (server.inbox.refreshes > 0 ? true : undefined));
      const after = await document.pull(before.resultId);
      assert.deepEqual(after.kind === 'full' && after.items, []);
    }));

  it('that stay the same do not disturb', () =>
    withServer({ settings: {}, pull: true }, async (server) => {
      const document = await server.open('task.yml', BAD);
      const { resultId } = await document.pull();
      await server.changeConfiguration(null);
      await server.assertAlive();
      assert.equal((await document.pull(resultId)).kind, 'unchanged');
      assert.equal(server.inbox.refreshes, 0);
    }));

  for (const [days, severity] of [
    [undefined, 2],
    [6, 1],
    [8, undefined],
  ] as const) {
    it(`say with maxTaskDeadlineDays ${days} how severe a deadline 7 days ahead is`, () =>
      withServer({ settings: { maxTaskDeadlineDays: days } }, async (server) => {
        const far = PAIR.replace(/^(created|deadline):.*$/gm, '').concat(
          '\ncreated: "2026-01-01T00:00:00Z"\ndeadline: "2026-01-08T00:00:00Z"\n',
        );
        const found = await (await server.open('task.yml', far)).diagnostics();
        assert.equal(found.find(({ code }) => code === 'time-order')?.severity, severity);
      }));
  }

  it('that are wrong are left out with one line each, and the others count', () => {
    const settings = {
      rules: { 'no-such-rule': 'off', 'prefer-task-queue-id': 'loud', 'task-queue-id-format': 'warning' },
      files: { include: 'all', exclude: [17] },
    };
    return withServer({ initializationOptions: settings }, async (server) => {
      const [bad] = await (await server.open('bad.yml', BAD)).diagnostics();
      assert.equal(bad?.severity, 2);
      assert.deepEqual(new Set(await (await server.open('pair.yml', PAIR)).rules()), new Set(['prefer-task-queue-id']));
      assert.deepEqual(server.inbox.log, [
        'Setting taskcluster.rules: there is no rule "no-such-rule". Ignored.',
        'Setting taskcluster.rules: prefer-task-queue-id is "loud", expected one of off, hint, info, warning, error. Ignored.',
        'Setting taskcluster.files.include: expected a list of globs, got "all". Ignored.',
        'Setting taskcluster.files.exclude: 17 is not a glob. Ignored.',
      ]);
    });
  });

  for (const settings of [17, 'x', [], null, { rules: [], files: 0 }, { rules: { __proto__: null, constructor: 1 } }]) {
    it(`like ${JSON.stringify(settings)} do no harm`, () =>
      withServer({ settings, initializationOptions: settings }, async (server) => {
        const document = await server.open('task.yml', BAD);
        assert.deepEqual(await document.rules(), ['task-queue-id-format']);
        await server.changeConfiguration(settings);
        await server.assertAlive();
      }));
  }
});

describe('files.include and files.exclude', function () {
  this.timeout(TIMEOUT_MS);

  const excluded: Record<string, string> = {
    'a path in the folder': 'ci/*.yml',
    'any folder': '**/task.yml',
    'the full path': '/work space/ci/*.yml',
    alternatives: '{ci,jobs}/task.{yml,yaml}',
  };
  for (const [what, glob] of Object.entries(excluded)) {
    it(`match ${what}`, () =>
      withServer({ settings: { files: { exclude: [glob] } } }, async (server) => {
        const document = await server.open('ci/task.yml', BAD);
        assert.deepEqual([await document.rules(), (await document.status())?.kind], [[], 'none']);
        assert.deepEqual(await (await server.open('other.yml', BAD)).rules(), ['task-queue-id-format']);
      }));
  }

  it('take parentheses for what they are in a file name', () =>
    withServer({ settings: { files: { exclude: ['(a+)+b.yml'] } } }, async (server) => {
      assert.deepEqual(await (await server.open('(a+)+b.yml', BAD)).rules(), []);
      assert.deepEqual(await (await server.open('aab.yml', BAD)).rules(), ['task-queue-id-format']);
    }));

  it('make a file one for Taskcluster that does not look like it', () =>
    withServer({ settings: { files: { include: ['ci/**'] } } }, async (server) => {
      const text = 'description: not yet a task\n';
      assert.notEqual((await (await server.open('ci/new.yml', text)).status())?.kind, 'none');
      assert.equal((await (await server.open('new.yml', text)).status())?.kind, 'none');
    }));

  it('say what kind of file it is, and a comment in it does so first', () =>
    withServer({ settings: { files: { kinds: { 'ci/**': 'hook', '**/*.yml': 'task' } } } }, async (server) => {
      const hook = await server.open('ci/new.yml', 'hookId: nightly\n');
      assert.deepEqual([(await hook.status())?.kind, await hook.rules()], ['hook', ['schema']]);
      assert.equal((await (await server.open('new.yml', 'description: x\n')).status())?.kind, 'task');
      const pool = await server.open('ci/pool.yml', '# taskcluster-kind: worker-pool\nowner: me@example.com\n');
      assert.equal((await pool.status())?.kind, 'worker-pool');
    }));

  it('that exclude win over those that include', () =>
    withServer({ settings: { files: { include: ['ci/**'], exclude: ['**/old/**'] } } }, async (server) => {
      assert.deepEqual(await (await server.open('ci/old/task.yml', BAD)).rules(), []);
    }));

  it('belong to the innermost workspace folder', () => {
    const folders = ['file:///a', 'file:///a/inner'];
    return withServer({ folders, settings: { files: { exclude: ['task.yml'] } } }, async (server) => {
      assert.deepEqual(await (await server.open('file:///a/task.yml', BAD)).rules(), []);
      assert.deepEqual(await (await server.open('file:///a/inner/task.yml', BAD)).rules(), []);
      assert.deepEqual(await (await server.open('file:///a/other/task.yml', BAD)).rules(), ['task-queue-id-format']);
    });
  });

  it('follow the workspace folders', () => {
    const capabilities = { workspace: { workspaceFolders: true } };
    return withServer({ capabilities, settings: { files: { exclude: ['task.yml'] } } }, async (server) => {
      const document = await server.open('file:///later/task.yml', BAD);
      assert.deepEqual(await document.rules(), ['task-queue-id-format']);
      const event = { added: [{ uri: 'file:///later', name: 'later' }], removed: [] };
      await server.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
      const again = await server.inbox.until(() => server.inbox.publishedFor(document.uri)[1]);
      assert.deepEqual(again.diagnostics, []);
    });
  });
});
