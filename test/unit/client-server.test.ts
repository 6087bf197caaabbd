import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { LogOutputChannel } from 'vscode';
import { createRestartPolicy } from '../../client/crashes.js';
import { createEmitter } from '../../client/events.js';
import {
  type Connected,
  createLanguageServer,
  type ServerState,
  type ServerWindow,
} from '../../client/language-server.js';
import { startWhenNeeded } from '../../client/lazy-start.js';
import type { Decision } from '../../client/live/decision.js';
import { createLink } from '../../client/live/server-connection.js';
import { ACCESS, type Access, FETCH, LIVE_CHANGED } from '../../server/lsp/protocol.js';
import { FakeWorkspace, fakeDocument, settled } from '../support/fake-editor.js';
import { english } from '../support/l10n.js';

/** A language server whose client is a fake, with all that was done to it. */
function setUp({ fails = 0, answers = [] as (string | undefined)[] } = {}) {
  const done: string[] = [];
  const log: string[] = [];
  const said: string[] = [];
  const states: ServerState[] = [];
  let failing = fails;
  let giveUp = (): void => {};
  let tellState = (_state: ServerState): void => {};
  const sending = { fails: false };
  const connect = async (
    _output: LogOutputChannel,
    onState: (state: ServerState) => void,
    onGiveUp: () => void,
  ): Promise<Connected> => {
    done.push('connect');
    giveUp = onGiveUp;
    tellState = onState;
    let running = false;
    const client = {
      async start() {
        done.push('start');
        if (failing-- > 0) throw new Error('no such file');
        running = true;
        onState('running');
      },
      async dispose() {
        done.push('stop');
        running = false;
        onState('stopped');
      },
      isRunning: () => running,
      code2ProtocolConverter: { asUri: (uri: unknown) => String(uri) },
      sendRequest: async (method: string, params: object) =>
        method === 'nothing' ? null : `${method} ${JSON.stringify(params)}`,
      sendNotification: async (method: string) => {
        if (sending.fails) throw new Error('the secret that was sent');
        done.push(method);
      },
    };
    return { client: client as never, pid: () => 7, dispose: () => void done.push('clean up') };
  };
  const channel = {
    info: (line: string) => log.push(line),
    warn: (line: string) => log.push(line),
    error: (line: unknown) => log.push(String(line)),
    show: () => done.push('show'),
    dispose: () => done.push('close'),
  };
  const window: ServerWindow = {
    createOutputChannel: () => channel as never,
    showErrorMessage: async (message) => {
      said.push(message);
      return answers.shift();
    },
  };
  const server = createLanguageServer(connect, 'Taskcluster 1', window, english);
  server.onDidChangeState(() => states.push(server.state));
  return { server, done, log, said, states, sending, crash: () => tellState('stopped'), giveUp: () => giveUp() };
}

describe('The language server, as the extension sees it', () => {
  it('does nothing before it is started, and is started once', async () => {
    const { server, done, states, log } = setUp();
    assert.deepEqual([server.state, server.pid(), done], ['idle', undefined, []]);
    await Promise.all([server.start(), server.start()]);
    await server.start();
    assert.deepEqual(done, ['connect', 'start']);
    assert.deepEqual(states, ['starting', 'running']);
    assert.equal(server.pid(), 7);
    assert.deepEqual(log, ['Taskcluster 1: starting the language server']);
  });

  it('is asked and told only while it runs', async () => {
    const { server, done } = setUp();
    const uri = 'file:///a.yml' as never;
    assert.equal(await server.ask('m', uri), undefined);
    assert.equal(await server.request('m', {}), undefined);
    server.notify('before', {});
    await server.start();
    assert.equal(await server.ask('m', uri), 'm {"uri":"file:///a.yml"}');
    assert.equal(await server.ask('nothing', uri), undefined);
    assert.equal(await server.request('m', { a: 1 }), 'm {"a":1}');
    server.notify('after', {});
    await server.stop();
    assert.equal(await server.ask('m', uri), undefined);
    server.notify('late', {});
    assert.deepEqual(done, ['connect', 'start', 'after', 'stop', 'clean up']);
  });

  it('says that something could not be sent, and nothing of what it was', async () => {
    const { server, log, sending } = setUp();
    await server.start();
    sending.fails = true;
    server.notify(ACCESS, {});
    await settled();
    assert.deepEqual(log.slice(1), [`${ACCESS} could not be sent`]);
  });

  it('has every client wired before it starts, those after a restart, too', async () => {
    const { server, done } = setUp();
    server.onConnect(() => void done.push('wire'));
    await server.start();
    await server.restart();
    assert.deepEqual(done, ['connect', 'wire', 'start', 'stop', 'clean up', 'connect', 'wire', 'start']);
    assert.equal(server.state, 'running');
  });

  it('that cannot be started says so once, and is started again where the user wants it', async () => {
    const { server, done, said, states, log } = setUp({ fails: 1, answers: ['Restart'] });
    await server.start();
    await settled();
    assert.deepEqual(said, ['The Taskcluster language server could not be started.']);
    assert.ok(log.includes('Error: no such file'));
    assert.deepEqual(done, ['connect', 'start', 'connect', 'start']);
    assert.deepEqual(states, ['starting', 'stopped', 'starting', 'running']);
  });

  it('that cannot be started stays stopped where the user does nothing', async () => {
    const { server, done } = setUp({ fails: 1, answers: [undefined] });
    await server.start();
    await server.start();
    await settled();
    assert.deepEqual([server.state, done], ['stopped', ['connect', 'start']]);
    await server.stop();
  });

  it('that crashes again and again offers its output', async () => {
    const { server, done, said, crash, giveUp } = setUp({ answers: ['Show Output'] });
    await server.start();
    crash();
    giveUp();
    await settled();
    assert.equal(server.state, 'stopped');
    assert.match(said[0] ?? '', /keeps crashing/);
    assert.deepEqual(done, ['connect', 'start', 'show']);
  });

  it('leaves nothing behind', async () => {
    const { server, done } = setUp();
    server.dispose();
    assert.deepEqual(done, [], 'no output channel was made only to be closed');
    await server.start();
    server.dispose();
    assert.deepEqual(done.at(-1), 'close');
  });
});

describe('A server that has crashed', () => {
  it('is started again, but not for the fifth time in three minutes', () => {
    let now = 0;
    const mayRestart = createRestartPolicy(() => now);
    assert.deepEqual([1, 2, 3, 4, 5].map(mayRestart), [true, true, true, true, false]);
    now = 3 * 60_000;
    assert.equal(mayRestart(), true);
  });
});

describe('The language server is started', () => {
  const TASK = fakeDocument('/a.yml', 'taskQueueId: a/b\n');
  const OTHER = fakeDocument('/b.yml', 'name: x\n');

  /** A workspace with these documents open, and how often the server was started. */
  function watched(...documents: FakeWorkspace['textDocuments']) {
    const workspace = new FakeWorkspace();
    workspace.textDocuments = documents;
    const started = { times: 0 };
    let tellConfigured = (_is: boolean): void => {};
    const configured = new Promise<boolean>((resolve) => {
      tellConfigured = resolve;
    });
    const start = (): void => {
      started.times++;
    };
    const watching = startWhenNeeded(workspace as never, start, configured);
    const listeners = (): number =>
      [workspace.opened, workspace.saved, workspace.changed, workspace.configuration]
        .map((event) => event.count())
        .reduce((a, b) => a + b);
    return { workspace, started, watching, listeners, tellConfigured };
  }

  it('at once where a task is open, and then nothing is watched any more', () => {
    const { started, listeners, workspace } = watched(OTHER, TASK);
    assert.deepEqual([started.times, listeners()], [1, 0]);
    workspace.opened.fire(TASK);
    assert.equal(started.times, 1);
  });

  it('when one is opened or saved, and once', () => {
    for (const how of ['opened', 'saved'] as const) {
      const { workspace, started } = watched(OTHER);
      workspace[how].fire(OTHER);
      assert.equal(started.times, 0);
      workspace[how].fire(TASK);
      workspace[how].fire(TASK);
      assert.equal(started.times, 1);
    }
  });

  it('for any file in a workspace with a config file, which may say of it what it is', async () => {
    for (const [isConfigured, document, times] of [
      [true, OTHER, 1],
      [false, OTHER, 0],
      [true, fakeDocument('/a.py', '', 'python'), 0],
    ] as const) {
      const { started, tellConfigured, workspace } = watched(document);
      assert.equal(started.times, 0);
      tellConfigured(isConfigured);
      await settled();
      assert.equal(started.times, times);
      workspace.opened.fire(document);
      assert.equal(started.times, times);
    }
    assert.equal(watched(fakeDocument('/x/.taskcluster-lint.yml', '')).started.times, 1);
  });

  it('for files by their name, and for none of another language', () => {
    assert.equal(watched(fakeDocument('/x/.taskcluster.yml', '')).started.times, 1);
    assert.equal(watched(fakeDocument('/a.py', TASK.getText(), 'python')).started.times, 0);
  });

  it('when somebody writes the name of a queue, letter by letter or at once', () => {
    const edit = (document: typeof TASK, line: number, text: string) => ({
      document,
      contentChanges: [{ range: { start: { line } }, text }],
    });
    const { workspace, started } = watched();
    workspace.changed.fire(edit(fakeDocument('/a.yml', 'a: 1\ntaskQueueI\n'), 1, 'I'));
    workspace.changed.fire(edit(fakeDocument('/a.py', 'taskQueueId', 'python'), 0, 'd'));
    // The line is gone that was changed.
    workspace.changed.fire(edit(fakeDocument('/a.yml', 'a: 1'), 9, ''));
    assert.equal(started.times, 0);
    workspace.changed.fire(edit(fakeDocument('/a.yml', 'a: 1\ntaskQueueId:\n'), 1, ':'));
    assert.equal(started.times, 1);
    const pasted = watched();
    pasted.workspace.changed.fire(edit(fakeDocument('/a.yml', 'a: 1'), 0, 'provisionerId: a\nworkerType: b\n'));
    assert.equal(pasted.started.times, 1);
  });

  it('where the settings name files, whatever these hold', () => {
    const { workspace, started } = watched(OTHER);
    workspace.set('user', 'files.exclude', ['x']);
    workspace.set('user', 'files.include', []);
    assert.equal(started.times, 0);
    workspace.set('user', 'files.include', ['ci/**']);
    assert.equal(started.times, 1);
  });

  it('not any more when it is disposed of', () => {
    const { workspace, started, watching, listeners } = watched(OTHER);
    watching.dispose();
    workspace.opened.fire(TASK);
    assert.deepEqual([started.times, listeners()], [0, 0]);
  });
});

describe('The link to the language server', () => {
  const ROOT_URL = 'https://tc.example.com';

  /** A link between a fake server and a fake permission. */
  function linked(decision: Decision = { kind: 'allowed', rootUrl: ROOT_URL }) {
    const states = createEmitter();
    const permissions = createEmitter();
    const handlers = new Map<string, (params: never) => unknown>();
    const told: unknown[] = [];
    const server = {
      state: 'idle' as ServerState,
      onDidChangeState: states.event,
      notify: (method: string, params: object) => void told.push([method, params]),
      request: async <R>(method: string) => method as R,
      onConnect(wire: (client: never) => void) {
        const on = (method: string, handler: (params: never) => unknown): void => void handlers.set(method, handler);
        wire({ onRequest: on, onNotification: on } as never);
      },
    };
    const permission = {
      decision,
      access: (): Access | undefined => ({ rootUrl: ROOT_URL }),
      onDidChange: permissions.event,
    };
    const link = createLink(server, permission, async () => ({ status: 200, headers: {}, body: '{}' }));
    const news = { times: 0 };
    link.onDidChange(() => {
      news.times++;
    });
    const enter = (state: ServerState): void => {
      server.state = state;
      states.fire();
    };
    return { link, server, permission, told, news, handlers, enter, change: () => permissions.fire() };
  }

  it('tells a server that runs what it may ask, at its start and whenever that changes', () => {
    const { told, enter, change, permission } = linked();
    change();
    enter('starting');
    assert.deepEqual(told, []);
    enter('running');
    change();
    assert.deepEqual(told, Array(2).fill([ACCESS, { rootUrl: ROOT_URL }]));
    permission.access = () => undefined;
    change();
    assert.equal(told.length, 2, 'nothing while the secrets are looked for');
  });

  it('knows what the server said last, until it stops or something else may be asked', () => {
    const { link, handlers, enter, change, news } = linked();
    const say = (): unknown => handlers.get(LIVE_CHANGED)?.({ why: 'offline' } as never);
    enter('running');
    say();
    assert.deepEqual([link.status, news.times], [{ why: 'offline' }, 2]);
    change();
    assert.equal(link.status, undefined);
    say();
    enter('stopped');
    assert.equal(link.status, undefined);
  });

  it('carries requests for the deployment that may be asked, as it is decided at that time', async () => {
    const { handlers, permission } = linked();
    const fetch = (url: string): unknown =>
      handlers.get(FETCH)?.({ url, headers: {}, timeout: 1, maxBytes: 1 } as never);
    assert.deepEqual(await fetch(`${ROOT_URL}/api`), { status: 200, headers: {}, body: '{}' });
    assert.ok('error' in Object(await fetch('https://evil.example/api')));
    permission.decision = { kind: 'off', why: 'disabled' };
    assert.ok('error' in Object(await fetch(`${ROOT_URL}/api`)));
  });

  it('hears nothing any more when it is disposed of', () => {
    const { link, told, enter, change } = linked();
    link.dispose();
    enter('running');
    change();
    assert.deepEqual(told, []);
  });
});

describe('An emitter', () => {
  it('calls everybody who listens, also after one that throws', () => {
    const { event, fire, dispose } = createEmitter();
    const heard: string[] = [];
    const { error } = console;
    console.error = (problem: unknown) => heard.push(String(problem));
    try {
      event(() => {
        throw new Error('x');
      });
      const listener = (): unknown => heard.push('heard');
      const first = event(listener);
      event(listener);
      fire();
      first.dispose();
      fire();
      dispose();
      fire();
    } finally {
      console.error = error;
    }
    assert.deepEqual(heard, ['Error: x', 'heard', 'heard', 'Error: x', 'heard']);
  });
});
