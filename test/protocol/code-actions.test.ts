import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { TIMEOUT_MS, withServer } from '../support/server.js';
import { BAD, MIGRATED, PAIR, TWO_PAIRS } from '../support/texts.js';

const MIGRATED_TWO = TWO_PAIRS.replaceAll(/provisionerId: (\S+)\n +workerType: (\S+)/g, 'taskQueueId: $1/$2');

describe('quick fixes', function () {
  this.timeout(TIMEOUT_MS);

  for (const half of ['provisionerId', 'workerType']) {
    it(`turn a pair into a taskQueueId, from the ${half}`, () =>
      withServer({}, async (server) => {
        const document = await server.open('task.yml', PAIR);
        const [action, ...others] = await document.codeActions(document.at(half));
        assert.deepEqual(others, []);
        assert.equal(action?.kind, 'quickfix');
        assert.equal(action.isPreferred, true);
        assert.deepEqual(action.diagnostics, await document.diagnostics());
        assert.equal(document.after(action), MIGRATED);
      }));
  }

  it('that are a guess are not preferred', () =>
    withServer({}, async (server) => {
      const document = await server.open('task.yml', BAD);
      const [action] = await document.codeActions(document.at('B_Linux', 2));
      assert.equal(action?.isPreferred, undefined);
      assert.equal(document.after(action), BAD.replace('B_Linux', 'b-linux'));
    }));

  const INVALID = PAIR.replace('linux', 'B_Linux');

  for (const where of ['provisionerId', 'workerType', 'B_Linux']) {
    it(`of an invalid pair fix the mistake first, and prefer none that repeats it, from ${where}`, () =>
      withServer({}, async (server) => {
        const document = await server.open('task.yml', INVALID);
        const line = document.at(where).line;
        const actions = await document.codeActions(
          where === 'B_Linux'
            ? document.at(where)
            : { start: { line, character: 0 }, end: { line: line + 1, character: 0 } },
        );
        const titles = actions.map(({ title }) => title);
        const convert = titles.findIndex((title) => title.startsWith('Convert'));
        const mend = titles.findIndex((title) => title.includes('b-linux'));
        assert.ok(convert >= 0 && (where === 'provisionerId' || (mend >= 0 && mend < convert)), titles.join('\n'));
        for (const action of actions) {
          if (action.isPreferred) assert.doesNotMatch(document.after(action), /B_Linux/);
        }
        assert.ok(!actions[convert]?.isPreferred);
      }));
  }

  it('are offered on the value of a half too', () =>
    withServer({}, async (server) => {
      const document = await server.open('task.yml', PAIR);
      for (const value of ['proj-test', 'linux']) {
        const [action, ...others] = await document.codeActions(document.at(value, 2));
        assert.deepEqual(others, []);
        assert.equal(document.after(action), MIGRATED);
      }
    }));

  it('are there right behind a finding too, and not elsewhere', () =>
    withServer({}, async (server) => {
      const document = await server.open('task.yml', PAIR);
      assert.equal((await document.codeActions(document.at('linux', 'linux'.length))).length, 1);
      assert.deepEqual(await document.codeActions(document.at('payload')), []);
    }));

  it('convert one pair or all of them', () =>
    withServer({}, async (server) => {
      const document = await server.open('.taskcluster.yml', TWO_PAIRS);
      const [one, all, ...others] = await document.codeActions(document.at('provisionerId'));
      assert.deepEqual(others, []);
      assert.equal(all?.title, 'Convert all 2 pairs in this file to taskQueueId');
      assert.equal(all.isPreferred, undefined);
      assert.equal(document.after(all), MIGRATED_TWO);
      const expected = TWO_PAIRS.replace(/provisionerId: (\S+)\n +workerType: (\S+)/, 'taskQueueId: $1/$2');
      assert.equal(document.after(one), expected);
    }));

  it('convert what can be read alone in a file that cannot be, and never the whole file', () =>
    withServer({}, async (server) => {
      const broken = TWO_PAIRS.replace(/$/, '  - provisionerId: proj-c\n    workerType: "ci\n    payload: {}\n');
      const document = await server.open('.taskcluster.yml', broken);
      const [one, ...others] = await document.codeActions(document.at('provisionerId'));
      assert.deepEqual(others, []);
      assert.equal(
        document.after(one),
        broken.replace(/provisionerId: (\S+)\n +workerType: (\S+)/, 'taskQueueId: $1/$2'),
      );
      assert.deepEqual(await document.codeActions(document.at('proj-c')), []);
      assert.equal(await document.fixAll(), undefined);
    }));

  it('carry the version of the document, if the client supports that', () =>
    withServer({ capabilities: { workspace: { workspaceEdit: { documentChanges: true } } } }, async (server) => {
      const document = await server.open('task.yml', PAIR, 'yaml', 7);
      const [action] = await document.codeActions(document.at('workerType'));
      const [change] = action?.edit?.documentChanges ?? [];
      assert.deepEqual(change && 'textDocument' in change && change.textDocument, { uri: document.uri, version: 7 });
      assert.equal(action?.edit?.changes, undefined);
    }));

  it('are plain changes elsewhere', () =>
    withServer({ capabilities: { workspace: { workspaceEdit: {} } } }, async (server) => {
      const document = await server.open('task.yml', PAIR);
      const [action] = await document.codeActions(document.at('workerType'));
      assert.deepEqual(Object.keys(action?.edit?.changes ?? {}), [document.uri]);
      assert.equal(document.after(action), MIGRATED);
    }));
});

describe('fix all', function () {
  this.timeout(TIMEOUT_MS);

  for (const only of ['source.fixAll.taskcluster', 'source.fixAll', 'source']) {
    it(`answers to ${only}`, () =>
      withServer({}, async (server) => {
        const document = await server.open('.taskcluster.yml', TWO_PAIRS);
        const [action, ...others] = await document.codeActions(document.at('version'), [only]);
        assert.deepEqual(others, []);
        assert.equal(action?.kind, 'source.fixAll.taskcluster');
        assert.equal(document.after(action), MIGRATED_TWO);
      }));
  }

  for (const only of ['source.organizeImports', 'source.fixAll.other', 'refactor', 'sourcery']) {
    it(`does not answer to ${only}`, () =>
      withServer({}, async (server) => {
        const document = await server.open('task.yml', PAIR);
        assert.deepEqual(await document.codeActions(document.at('workerType'), [only]), []);
      }));
  }

  it('changes only what must change', () =>
    withServer({}, async (server) => {
      const document = await server.open('.taskcluster.yml', TWO_PAIRS);
      const action = await document.fixAll();
      const [change] = action?.edit?.documentChanges ?? [];
      const lines =
        change && 'edits' in change ? change.edits.flatMap((edit) => ('range' in edit ? [edit.range] : [])) : [];
      const pairLines = TWO_PAIRS.split('\n').flatMap((line, i) => (/provisionerId|workerType/.test(line) ? [i] : []));
      for (const { start, end } of lines) {
        assert.ok(pairLines.includes(start.line), `an edit begins in line ${start.line}`);
        assert.ok(pairLines.includes(end.line) || (end.character === 0 && pairLines.includes(end.line - 1)));
      }
    }));

  it('is nothing where nothing is to be fixed safely', () =>
    withServer({}, async (server) => {
      assert.equal(await (await server.open('good.yml', MIGRATED)).fixAll(), undefined);
      assert.equal(await (await server.open('bad.yml', BAD)).fixAll(), undefined);
      assert.equal(await (await server.open('none.yml', 'a: 1\n')).fixAll(), undefined);
    }));

  it('leaves a rule alone that is off', () =>
    withServer({ settings: { rules: { 'prefer-task-queue-id': 'off' } } }, async (server) => {
      assert.equal(await (await server.open('task.yml', PAIR)).fixAll(), undefined);
    }));
});

describe('taskcluster/migrateDocument', function () {
  this.timeout(TIMEOUT_MS);

  it('gives the edits, their version and the number of pairs', () =>
    withServer({}, async (server) => {
      const document = await server.open('.taskcluster.yml', TWO_PAIRS, 'yaml', 3);
      const migration = await document.migration();
      assert.deepEqual([migration?.version, migration?.converted, migration?.left], [3, 2, []]);
      const edits = [...(migration?.edits ?? [])];
      assert.equal(document.after({ title: '', edit: { changes: { [document.uri]: edits } } }), MIGRATED_TWO);
    }));

  it('says what the document is if there is nothing to migrate', () =>
    withServer({ settings: { files: { exclude: ['old/**'] } } }, async (server) => {
      const statuses = [
        ['task.yml', MIGRATED, { kind: 'task', excluded: false }],
        ['other.yml', 'a: 1\n', { kind: 'none', excluded: false }],
        ['old/task.yml', PAIR, { kind: 'none', excluded: true }],
      ] as const;
      for (const [name, text, status] of statuses) {
        const migration = await (await server.open(name, text)).migration();
        assert.deepEqual(migration?.status, { ...status, errors: 0, warnings: 0, pairs: 0 });
        assert.deepEqual([migration.edits, migration.converted, migration.left], [[], 0, []]);
      }
    }));

  it('changes nothing in an unreadable file, and says which line to fix first', () =>
    withServer({}, async (server) => {
      const document = await server.open('.taskcluster.yml', `${TWO_PAIRS}  - "not closed\n`);
      const migration = await document.migration();
      assert.deepEqual([migration?.edits, migration?.converted], [[], 0]);
      const line = TWO_PAIRS.split('\n').length;
      const reason = `the file cannot be read; fix line ${line} first`;
      assert.deepEqual(
        migration?.left.map((left) => left.reason),
        [reason, reason],
      );
    }));

  it('is null for a document that is not open', () =>
    withServer({}, async (server) => {
      const document = await server.open('task.yml', PAIR);
      await document.close();
      assert.equal(await document.migration(), null);
    }));
});
