import assert from 'node:assert/strict';
import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Finding } from '../../server/core/base/finding.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import type { FurtherFindings } from '../../server/documents/further-findings.js';
import { OPEN_DOCUMENTS, type OpenDocument } from '../../server/documents/open-document.js';
import { type ConfigOf, createSnapshots, type Snapshots } from '../../server/documents/snapshots.js';
import { toDiagnostics } from '../../server/lsp/diagnostics.js';
import { task } from '../support/texts.js';

const DEFAULT: ConfigOf = () => ({ config: DEFAULT_CONFIG, selection: 'auto' });

/** A task as an item of a list. */
function item(...lines: string[]): string {
  return `- ${task(...lines)
    .trimEnd()
    .replaceAll('\n', '\n  ')}\n`;
}

const pair = (i: number): string => item('provisionerId: proj-x', `workerType: ci-${i}-x`);
const queue = (i: number): string => item(`taskQueueId: proj-x/ci-${i}-x`);
const linesOf = (text: string): number => text.split('\n').length - 1;
const many = (count: number, of: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => of(i)).join('');

/** The document after a text was put in at the beginning of a line, as the next version of it. */
function insert(snapshots: Snapshots, document: OpenDocument, line: number, text: string): OpenDocument {
  const at = { line, character: 0 };
  snapshots.drop(document.uri);
  return OPEN_DOCUMENTS.update(document, [{ range: { start: at, end: at }, text }], document.version + 1);
}

/** Which items of so many lines have hints. */
function hinted(snapshots: Snapshots, document: OpenDocument, size: number, further?: FurtherFindings): number[] {
  const diagnostics = toDiagnostics(snapshots.get(document), further);
  const hints = diagnostics.filter(({ severity }) => severity === DiagnosticSeverity.Hint);
  return [...new Set(hints.map(({ range }) => Math.floor(range.start.line / size)))];
}

describe('snapshots of open documents', function () {
  this.timeout(60_000);

  it('have every segment judged once they are prepared, also after a change of what stands around the segments', async () => {
    const snapshots = createSnapshots(DEFAULT, { error: assert.fail });
    const list = many(300, pair).replace(/^(?=.)/gm, '  ');
    const before = OPEN_DOCUMENTS.create('file:///.taskcluster.yml', 'yaml', 1, `version: 1\ntasks:\n${list}`);
    snapshots.get(before).aggregate();
    const after = insert(snapshots, before, 1, 'reporting: checks-v1\n');
    const { resultCache, document } = snapshots.get(after);
    assert.equal(document.segments.length, 300);
    assert.equal(document.segments[0], before.segments.segments[0], 'the segments are the same');
    assert.ok(await snapshots.prepare(snapshots.get(after), () => true));
    assert.equal(document.segments.filter((segment) => !resultCache.has(document, segment)).length, 0);
  });

  it('are complete again after one that could not be made', () => {
    const messages: string[] = [];
    let fails = true;
    const config = {
      get rules() {
        if (fails) throw new Error('a bug');
        return {};
      },
    };
    const log = { error: (message: string) => void messages.push(message) };
    const snapshots = createSnapshots(() => ({ config, selection: 'auto' }), log);
    const before = OPEN_DOCUMENTS.create('file:///tasks.yml', 'yaml', 1, many(300, pair));
    assert.equal(snapshots.get(before).aggregate().results.length, 0);
    assert.equal(messages.length, 1);
    fails = false;
    const after = insert(snapshots, before, 100 * linesOf(pair(0)), pair(1000));
    assert.equal(snapshots.get(after).aggregate().results.length, 301);
    assert.equal(snapshots.get(after).countPairs(), 301);
  });

  it('show all hints of a text that is in one segment, and of others those around the last change', () => {
    const snapshots = createSnapshots(DEFAULT, { error: assert.fail });
    const short = OPEN_DOCUMENTS.create('file:///short.yml', 'yaml', 1, many(60, pair));
    assert.equal(short.segments.segments.length, 1);
    assert.deepEqual(
      hinted(snapshots, short, linesOf(pair(0))),
      Array.from({ length: 60 }, (_, i) => i),
    );
    const long = OPEN_DOCUMENTS.create('file:///long.yml', 'yaml', 1, many(1000, pair));
    snapshots.get(long).aggregate();
    const changed = insert(snapshots, long, 500 * linesOf(pair(0)), pair(1000));
    assert.deepEqual(
      hinted(snapshots, changed, linesOf(pair(0))),
      Array.from({ length: 50 }, (_, i) => 475 + i),
    );
  });

  it('show hints around the last change where the deployment gives rise to them', () => {
    const snapshots = createSnapshots(DEFAULT, { error: assert.fail });
    const span = { start: 2, end: 13 };
    const absent: Finding<'segment'> = {
      rule: 'unknown-worker-pool',
      severity: 'hint',
      message: 'It is absent.',
      span,
      fixable: false,
      fixes: [],
    };
    const long = OPEN_DOCUMENTS.create('file:///long.yml', 'yaml', 1, many(1000, queue));
    assert.equal(long.segments.segments.length, 1000);
    snapshots.get(long).aggregate();
    const changed = insert(snapshots, long, 500 * linesOf(queue(0)), queue(1000));
    assert.deepEqual(
      hinted(snapshots, changed, linesOf(queue(0)), () => [absent]),
      Array.from({ length: 50 }, (_, i) => 475 + i),
    );
  });
});
