import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { reportMigration } from '../../client/migration-report.js';
import type { DocumentMigration, DocumentStatus } from '../../server/lsp/protocol.js';
import { english } from '../support/l10n.js';

const STATUS: DocumentStatus = { kind: 'task', excluded: false, errors: 0, warnings: 0, pairs: 0 };

type Range = DocumentMigration['left'][number]['range'];

const lines = (first: number, last: number): Range => ({
  start: { line: first, character: 2 },
  end: { line: last, character: 8 },
});

function report({
  status,
  ...rest
}: Omit<Partial<DocumentMigration>, 'status'> & { status?: Partial<DocumentStatus> }) {
  const migration = { version: 1, edits: [], converted: 0, left: [], ...rest };
  return reportMigration({ ...migration, status: { ...STATUS, ...status } }, english);
}

describe('What the command to convert a file says', () => {
  const NOTHING: readonly [string, Partial<DocumentStatus>, string, string][] = [
    [
      'of a file without pairs',
      {},
      'Nothing to convert: no task in this file names its queue with only provisionerId and workerType.',
      'nothing',
    ],
    [
      'of a file with mistakes instead',
      { errors: 2 },
      'Nothing to convert: no task in this file names its queue with only provisionerId and workerType. The file has 2 errors.',
      'problems',
    ],
    [
      'of any other YAML file',
      { kind: 'none' },
      'Nothing to convert: neither its name nor its content identifies this file as a Taskcluster file.',
      'nothing',
    ],
    [
      'of a file that is left out',
      { kind: 'none', excluded: true },
      'Nothing to convert: the setting taskcluster.files.exclude or .taskcluster-lint.yml excludes this file.',
      'nothing',
    ],
    [
      'of worker pools',
      { kind: 'worker-pool', errors: 1 },
      'Nothing to convert: this file defines worker pools. A workerPoolId is not a pair of provisionerId and workerType.',
      'nothing',
    ],
  ];
  for (const [of, status, message, toSee] of NOTHING) {
    it(`${of}: why there is nothing to convert`, () =>
      assert.deepEqual(report({ status }), { message, toSee, places: [] }));
  }

  it('is how many pairs were converted', () => {
    assert.equal(report({ converted: 1 }).message, 'Converted 1 pair to taskQueueId.');
    assert.equal(report({ converted: 3 }).message, 'Converted 3 pairs to taskQueueId.');
  });

  it('is how many pairs stay, where, and why: each reason once', () => {
    const left = [
      { range: lines(4, 5), reason: 'its workerType contains a slash' },
      { range: lines(9, 9), reason: 'something reads it' },
      { range: lines(20, 21), reason: 'its workerType contains a slash.' },
    ];
    assert.equal(report({ left: left.slice(0, 1) }).message, '1 pair stays. Line 5: its workerType contains a slash.');
    assert.deepEqual(report({ converted: 1, left }), {
      message:
        'Converted 1 pair to taskQueueId. 3 pairs stay. Lines 5 and 21: its workerType contains a slash. Line 10: something reads it.',
      toSee: 'places',
      places: left.map(({ range }) => range),
    });
  });

  it('is not longer than a message can be', () => {
    const left = Array.from({ length: 60 }, (_, i) => ({ range: lines(i, i), reason: `reason ${i % 6}` }));
    assert.equal(
      report({ left }).message,
      '60 pairs stay. Line 1 and 9 more: reason 0. Line 2 and 9 more: reason 1. Line 3 and 9 more: reason 2. And 3 more reasons.',
    );
  });

  it('names lines as they are after the conversion', () => {
    const edits = [
      { range: { start: { line: 2, character: 0 }, end: { line: 4, character: 0 } }, newText: 'taskQueueId: a/b\n' },
      { range: lines(30, 33), newText: '' },
    ];
    const { message, places } = report({ converted: 1, edits, left: [{ range: lines(10, 11), reason: 'x' }] });
    assert.equal(message, 'Converted 1 pair to taskQueueId. 1 pair stays. Line 10: x.');
    assert.deepEqual(places, [lines(9, 10)]);
  });
});
