import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createLanguageServer } from '../../client/language-server.js';
import type { Decision } from '../../client/live/decision.js';
import { describeLookUps } from '../../client/live/describe.js';
import { reportMigration } from '../../client/migration-report.js';
import { groupsFor, nodesOf } from '../../client/pools/tree-node.js';
import { outcomeWords } from '../../client/preview/lens-words.js';
import { readBody } from '../../client/preview/own-events.js';
import { keptFor, notAnswered, notRunning } from '../../client/words.js';
import type { Why } from '../../server/core/deployment/knowledge.js';
import type { DocumentMigration } from '../../server/lsp/protocol.js';
import { pseudo } from '../support/l10n.js';

const ALLOWED: Decision = { kind: 'allowed', rootUrl: 'https://tc.example.com' };

/** Names and numbers are the same in all languages, and so is what the server or the deployment says. */
const isTranslated = (text: string): boolean => text.includes('[[') || text === 'tc.example.com';

describe('In another language', () => {
  it('the status item of the deployment speaks it', () => {
    const decisions: readonly Decision[] = [
      { kind: 'off', why: 'disabled' },
      { kind: 'off', why: 'untrusted' },
      { kind: 'off', why: 'no-root-url' },
      { kind: 'ask', rootUrl: 'https://tc.example.com' },
    ];
    const whys: readonly (Why | undefined)[] = [
      'offline',
      'timeout',
      'bad-credentials',
      'forbidden',
      'unauthorized',
      'unusable-answer',
      'overloaded',
      undefined,
    ];
    const said = [
      ...decisions.map((decision) => describeLookUps(decision, undefined, undefined, pseudo)),
      ...whys.flatMap((why) => [undefined, 'me'].map((id) => describeLookUps(ALLOWED, why && { why }, id, pseudo))),
    ];
    for (const { text, detail, command } of said) {
      assert.deepEqual(
        [text, detail, command.title].filter((words) => !isTranslated(words)),
        [],
      );
    }
    assert.equal(said[3]?.detail, '[[Thi~s wo~rkspa~ce~ na~me~s tc.example.com]]');
  });

  it('the report of a migration speaks it, whatever there is to say', () => {
    const status = { kind: 'task', excluded: false, errors: 0, warnings: 0, pairs: 0 } as const;
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } };
    const left = ['a', 'b', 'c', 'd'].map((reason) => ({ range, reason }));
    const migration: DocumentMigration = { version: 1, edits: [], converted: 0, left: [], status };
    const cases: readonly Partial<DocumentMigration>[] = [
      {},
      { status: { ...status, excluded: true } },
      { status: { ...status, kind: 'none' } },
      { status: { ...status, kind: 'worker-pool' } },
      { status: { ...status, errors: 2 } },
      { converted: 1 },
      { converted: 2, left: [...left, ...left.slice(0, 1)] },
    ];
    for (const one of cases) {
      const { message } = reportMigration({ ...migration, ...one }, pseudo);
      assert.match(message, /^(\[\[[^[\]]*\]\] ?)+$/);
    }
  });

  it('the views of pools, previews and graphs speak it', () => {
    const outcome = (tasks: number) => ({ name: 'x', title: 'a push', tasksFor: undefined, result: { tasks } });
    const said = [
      ...groupsFor(ALLOWED, pseudo).map((node) => node.kind === 'group' && node.label),
      ...(['workspace', 'all'] as const).flatMap((which) =>
        [undefined, { status: {}, pools: [] }].flatMap((result) =>
          nodesOf(which, result, ALLOWED, undefined, pseudo).map((node) => node.kind === 'note' && node.text),
        ),
      ),
      ...[0, 1, 2].flatMap((tasks) => outcomeWords([outcome(tasks)], pseudo).map(({ title }) => title)),
      ...['[]', '{'].map((text) => {
        const read = readBody(text);
        return 'problem' in read && read.problem(pseudo);
      }),
      notRunning(pseudo),
      notAnswered(pseudo),
      keptFor('It is so.', pseudo),
    ];
    for (const words of said) assert.ok(words && isTranslated(words), String(words));
  });

  it('a server that does not start is reported in it', async () => {
    const said: string[] = [];
    const window = {
      createOutputChannel: () => ({ info: () => {}, error: () => {} }) as never,
      showErrorMessage: async (...words: string[]) => void said.push(...words),
    };
    await createLanguageServer(() => Promise.reject(new Error('no')), 'about', window, pseudo).start();
    assert.deepEqual(said.map(isTranslated), [true, true, true]);
  });
});

describe('The client says everything through t', () => {
  /** What people do not read, or what is a name, a protocol, or the log, which is in English for reports. */
  const OTHER =
    /^(Taskcluster|Taskcluster \$\{own\} in|Firefox CI|Community|<!DOCTYPE|default-src|Taskcluster for VS Code: looks up|The editor does not allow this request|status \$\{status\}|\$\{about\}: starting|Stopping the server|The language server has stopped|\$\{method\}|\$\{first\})/;
  /** A call that says something in quotes, in single or double ones. */
  const SAID = /(?<![\w.])(?:l10n\.)?t\(\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/g;
  const LITERAL = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
  const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm;

  /** Words between spaces, or one that begins with a capital. */
  const isProse = (text: string): boolean =>
    /[A-Za-z…] [A-Za-z}("]|} [A-Za-z"]|^[A-Z][a-z]+$/.test(text.replace(/\$\{[^}]*\}/g, '}'));

  const unsaid = (source: string): string[] =>
    [...source.replace(COMMENT, '').replace(SAID, '').matchAll(LITERAL)]
      .map(([literal]) => literal.slice(1, -1))
      .filter((text) => isProse(text) && !OTHER.test(text) && !text.includes("l10n.t('"));

  for (const name of readdirSync('client', { recursive: true, encoding: 'utf8' }).sort()) {
    if (!name.endsWith('.ts') || name.startsWith('webview')) continue;
    it(name, () => {
      const how = `what a user reads goes through l10n.t('…'), or through t where vscode is not imported; then: npm run docs`;
      assert.deepEqual(unsaid(readFileSync(`client/${name}`, 'utf8')), [], how);
    });
  }

  it('is told from what is not said so', () => {
    assert.deepEqual(unsaid("say('Open a file.'); t('Open the file'); say(`It has ${n} tasks`); // A 'b c'"), [
      'Open a file.',
      'It has ${n} tasks',
    ]);
  });
});
