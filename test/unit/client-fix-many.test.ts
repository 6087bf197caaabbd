import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import { type Candidate, type Files, isUnchanged, readCandidate } from '../../client/fix-many/candidates.js';
import { inGroups } from '../../client/fix-many/in-groups.js';
import { fixedBetween, leftAfter } from '../../client/fix-many/outcome.js';
import { reportOf } from '../../client/fix-many/report.js';
import { excludeGlob } from '../../client/fix-many/search-globs.js';
import type { PlannedEdits } from '../../server/lsp/protocol.js';
import { english } from '../support/l10n.js';

const uriOf = (path: string): Uri => ({ path, toString: () => `file://${path}` }) as Uri;
const PAIR = 'provisionerId: a\nworkerType: b\n';

interface Open {
  version: number;
  text: string;
}

/** A workspace with files on disk, some of which are open. */
function workspace(disk: Record<string, string | Uint8Array>, open: Record<string, Open> = {}): Files {
  const bytesOf = ({ path }: Uri): Uint8Array => {
    const content = disk[path];
    if (content === undefined) throw new Error('no such file');
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  };
  return {
    textDocuments: Object.entries(open).map(([path, document]) => ({
      uri: uriOf(path),
      version: document.version,
      getText: () => document.text,
    })),
    fs: {
      stat: async (uri) => ({ size: bytesOf(uri).length }),
      readFile: async (uri) => bytesOf(uri),
    },
  };
}

describe('the files that a command may change', () => {
  const read = (path: string, files: Files, isListed = false) => readCandidate(uriOf(path), files, isListed, english);

  it('are those that may be Taskcluster files by their name or text, or if the settings list such files', async () => {
    const files = workspace({ '/a.yml': PAIR, '/b.yml': 'x: 1\n', '/c/.taskcluster.yml': '' });
    assert.deepEqual(
      { ...((await read('/a.yml', files)) as Candidate), uri: '' },
      { uri: '', text: PAIR, version: undefined },
    );
    assert.equal(await read('/b.yml', files), undefined);
    assert.ok(await read('/b.yml', files, true));
    assert.ok(await read('/c/.taskcluster.yml', files));
  });

  it('are read as the editor shows them: with unsaved edits, without the byte order mark', async () => {
    const files = workspace(
      { '/a.yml': 'x: 1\n', '/b.yml': `\uFEFF${PAIR}` },
      { '/a.yml': { version: 7, text: PAIR } },
    );
    const [a, b] = [await read('/a.yml', files), await read('/b.yml', files)];
    assert.ok(a && 'text' in a && b && 'text' in b);
    assert.deepEqual([a.text, a.version, b.text, b.version], [PAIR, 7, PAIR, undefined]);
  });

  it('are named if they cannot be read', async () => {
    const files = workspace({ '/a.yml': Uint8Array.of(...new TextEncoder().encode(PAIR), 0xe9) });
    const reasons = await Promise.all(['/a.yml', '/gone.yml'].map((path) => read(path, files)));
    assert.deepEqual(
      reasons.map((one) => one && 'reason' in one && one.reason),
      ['it is not valid UTF-8', 'it could not be read: no such file'],
    );
  });

  it('are not overwritten if they have changed since: on disk, in the editor, or gone', async () => {
    const uri = uriOf('/a.yml');
    const closed = { uri, text: PAIR, version: undefined };
    const open = { uri, text: PAIR, version: 3 };
    const now = (version: number, text: string) => workspace({ '/a.yml': 'x: 1\n' }, { '/a.yml': { version, text } });
    assert.equal(await isUnchanged(closed, workspace({ '/a.yml': PAIR })), true);
    assert.equal(await isUnchanged(closed, workspace({ '/a.yml': `${PAIR}#\n` })), false);
    assert.equal(await isUnchanged(closed, workspace({})), false);
    assert.equal(await isUnchanged(closed, now(1, PAIR)), true);
    assert.equal(await isUnchanged(closed, now(1, 'x: 1\n')), false);
    assert.equal(await isUnchanged(open, now(3, PAIR)), true);
    assert.equal(await isUnchanged(open, now(4, PAIR)), false);
    assert.equal(await isUnchanged(open, workspace({ '/a.yml': 'x: 1\n' })), false);
  });

  it('are not in folders that a search leaves out', () => {
    assert.equal(excludeGlob(undefined), '{**/node_modules}');
    assert.equal(
      excludeGlob({ '**/node_modules': true, old: true, new: false, '**/*.js': { when: '$(basename).ts' } }),
      '{**/node_modules,old}',
    );
    assert.equal(excludeGlob({ 'a/{b,c}/*.{d,e}': true }), '{**/node_modules,a/b/*.d,a/b/*.e,a/c/*.d,a/c/*.e}');
  });
});

describe('work on many files', () => {
  it('is done in order, and ends when it is cancelled', async () => {
    const all = Array.from({ length: 100 }, (_, i) => i);
    const told: number[] = [];
    const token = { isCancellationRequested: false };
    const odd = await inGroups(
      all,
      async (one) => (one % 2 === 0 ? undefined : one),
      token,
      (done) => told.push(done),
    );
    assert.deepEqual(
      odd,
      all.filter((one) => one % 2 === 1),
    );
    assert.equal(told.at(-1), 100);
    const some = await inGroups(
      all,
      async (one) => one,
      token,
      () => {
        token.isCancellationRequested = true;
      },
    );
    assert.ok(some.length > 0 && some.length < 100);
  });
});

describe('the report about many files', () => {
  const range = (line: number) => ({ start: { line, character: 2 }, end: { line, character: 5 } });
  const plan = (fixed: number, ...left: number[]): PlannedEdits => ({
    kind: 'task',
    edits: fixed > 0 ? [{ range: range(9), newText: '', title: 'Change to lowest', safety: 'suggestion' }] : [],
    fixed,
    left: left.map((line) => ({ range: range(line), rule: 'schema', reason: 'there is no fix for it' })),
  });

  it('counts what is gone', () => {
    assert.equal(fixedBetween(plan(3, 1), plan(0, 1)), 3);
    assert.equal(fixedBetween(plan(3, 1), plan(2, 1)), 1);
    assert.equal(fixedBetween(plan(3), plan(9)), 1);
  });

  it('says what stays, in the order of the text, and what was not chosen', () => {
    assert.deepEqual(leftAfter(plan(1, 12), 'schema', english), [
      { at: { line: 9, character: 2 }, rule: 'schema', reason: '"Change to lowest" was not chosen' },
      { at: { line: 12, character: 2 }, rule: 'schema', reason: 'there is no fix for it' },
    ]);
  });

  it('has a link to each place', () => {
    const { summary, text, links } = reportOf(
      'Fix All',
      [
        { uri: 'file:///a.yml', path: 'a.yml', fixed: 2, left: leftAfter(plan(0, 4), 'schema', english) },
        { uri: 'file:///b.yml', path: 'b.yml', fixed: 0, left: [], skipped: 'it is not valid UTF-8' },
      ],
      english,
    );
    assert.equal(summary, '2 problems fixed in 1 file. 1 problem stays in 1 file. 1 file was left alone.');
    assert.equal(
      text,
      `Fix All

${summary}

Changed:
  a.yml: 2 problems

Stays:
  a.yml:5:3: there is no fix for it (schema)
  b.yml: it is not valid UTF-8
`,
    );
    const lines = text.split('\n');
    assert.deepEqual(
      links.map(({ line, start, end, uri, at }) => [lines[line]?.slice(start, end), uri, at.line]),
      [
        ['a.yml', 'file:///a.yml', 0],
        ['a.yml:5:3', 'file:///a.yml', 4],
        ['b.yml', 'file:///b.yml', 0],
      ],
    );
    assert.equal(reportOf('Fix All', [], english).summary, 'Nothing was changed.');
  });
});
