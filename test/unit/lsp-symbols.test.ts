import assert from 'node:assert/strict';
import type { DocumentSymbol } from 'vscode-languageserver';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { OPEN_DOCUMENTS, type OpenDocument } from '../../server/documents/open-document.js';
import { createSnapshots, type Snapshots } from '../../server/documents/snapshots.js';
import { readSymbolDisplay, SYMBOLS, symbolsOf } from '../../server/lsp/convert-symbols.js';

const DISPLAY = readSymbolDisplay({
  capabilities: { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } },
  processId: null,
  rootUri: null,
});
const URI = 'file:///tasks.yml';

const task = (name: string): string => `- taskQueueId: proj-x/ci\n  payload: {}\n  metadata: {name: ${name}}\n`;

function snapshotsOf(): Snapshots {
  return createSnapshots(() => ({ config: DEFAULT_CONFIG, selection: 'auto' }), {
    error: assert.fail,
  });
}

function openTasks(count: number): OpenDocument {
  const text = Array.from({ length: count }, (_, i) => task(`t${i}`)).join('');
  const document = OPEN_DOCUMENTS.create(URI, 'yaml', 1, text);
  assert.ok(document.segments.segments.length === count);
  return document;
}

async function symbolsIn(snapshots: Snapshots, document: OpenDocument): Promise<DocumentSymbol[]> {
  const symbols = await symbolsOf(snapshots.get(document), DISPLAY, () => true);
  return (symbols ?? []) as DocumentSymbol[];
}

describe('symbols of an open document', function () {
  this.timeout(60_000);

  it('are worked out again only where the text has changed', async () => {
    const snapshots = snapshotsOf();
    const document = openTasks(300);
    const before = await symbolsIn(snapshots, document);
    const { aggregate, derived } = snapshots.get(document);
    const known = derived.of(SYMBOLS);
    const kept = aggregate().results.map((result) => known.get(result));
    assert.deepEqual(
      before.map(({ name }) => name),
      Array.from({ length: 300 }, (_, i) => `t${i}`),
    );

    const at = { line: 3 * 100, character: 0 };
    const changed = OPEN_DOCUMENTS.update(document, [{ range: { start: at, end: at }, text: task('new') }], 2);
    snapshots.drop(URI);
    const next = snapshots.get(changed);
    const unknown = next.aggregate().results.filter((result) => !next.derived.of(SYMBOLS).has(result));
    assert.ok(unknown.length >= 1 && unknown.length <= 2, `${unknown.length} of 301 segments are new`);
    const after = await symbolsIn(snapshots, changed);
    assert.deepEqual(after.slice(0, 100), before.slice(0, 100));
    assert.deepEqual([after[100]?.name, after[101]?.name, after[101]?.range.start.line], ['new', 't100', 303]);
    assert.equal(next.derived.of(SYMBOLS).get(next.aggregate().results[0] ?? assert.fail()), kept[0]);
  });

  it('are given up between two slices when they are no longer wanted, and not begun anew', async () => {
    const snapshots = snapshotsOf();
    const document = openTasks(20_000);
    const snapshot = snapshots.get(document);
    const results = snapshot.aggregate().results;
    const countKnown = (): number => results.filter((result) => snapshot.derived.of(SYMBOLS).has(result)).length;
    assert.equal(countKnown(), 0, 'judging asks for no symbols');
    let asked = 0;
    const isCurrent = (): boolean => {
      asked++;
      return false;
    };
    const answer = await symbolsOf(snapshot, DISPLAY, isCurrent);
    // A machine that reads 5000 tasks in one slice has nothing to give up.
    assert.equal(answer === undefined, asked === 1);
    const known = countKnown();
    assert.ok(known > 0 && (answer !== undefined || known < 5000));
    assert.equal((await symbolsIn(snapshots, document)).length, 5000);
    assert.equal(countKnown(), 5000, 'no more segments are read than are shown');
  });

  it('are forgotten when the head of the list changes, which may change what they are', async () => {
    const snapshots = snapshotsOf();
    const list = Array.from({ length: 300 }, (_, i) => task(`t${i}`).replace(/^/gm, '  ').trimEnd()).join('\n');
    const text = `version: 1\ntasks:\n${list}\n`;
    const document = OPEN_DOCUMENTS.create('file:///.taskcluster.yml', 'yaml', 1, text);
    assert.equal((await symbolsIn(snapshots, document)).length, 300);
    const [start, end] = [
      { line: 1, character: 0 },
      { line: 1, character: 5 },
    ];
    const other = OPEN_DOCUMENTS.update(document, [{ range: { start, end }, text: 'none' }], 2);
    snapshots.drop(document.uri);
    const symbols = await symbolsIn(snapshots, other);
    // None of the mappings is used as a task now, but they still look like some.
    assert.equal(symbols.length, 300);
    assert.deepEqual(symbols[299]?.range.start, { line: 2 + 299 * 3, character: 4 });
  });
});
