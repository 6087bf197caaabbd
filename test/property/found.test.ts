import assert from 'node:assert/strict';
import { analyze } from '../../server/core/analyze.js';
import { migrate } from '../../server/core/apply-fixes.js';
import { applyEdits } from '../../server/core/base/text-edit.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';

/** What the property tests found, once each: the first fix of a finding of the rule, and what it must make of the text. */
const FOUND: readonly {
  readonly what: string;
  readonly rule: string;
  readonly fileName?: string;
  readonly text: string;
  readonly fixed: string;
}[] = [
  {
    what: 'a suggestion for a block scalar is quoted where it would be read as a boolean',
    rule: 'provisioner-id-format',
    text: 'provisionerId: |\n  true\nworkerType: w\npayload: {}\n',
    fixed: 'provisionerId: "true"\nworkerType: w\npayload: {}\n',
  },
  {
    what: 'a comment is not moved behind a block scalar',
    rule: 'redundant-identifiers',
    text: 'taskQueueId: >-\n  p/w\nworkerType: w # why\nprovisionerId: p\npayload: {}\n',
    fixed: 'taskQueueId: >-\n  p/w\n# why\npayload: {}\n',
  },
  {
    what: 'the last two lines of a text without a line break at its end can both go',
    rule: 'redundant-identifiers',
    text: 'taskQueueId: p/w\npayload: {}\nprovisionerId: p # why\nworkerType: w # too',
    fixed: 'taskQueueId: p/w\npayload: {}\n# why\n# too',
  },
  {
    what: 'a suggestion leaves out the line break of a block scalar',
    rule: 'worker-type-format',
    fileName: '.taskcluster.yml',
    text: 'version: 1\ntasks:\n- provisionerId: p\n  workerType: |\n    w-{level}\n  payload: {}\n',
    fixed: 'version: 1\ntasks:\n- provisionerId: p\n  workerType: w-${level}\n  payload: {}\n',
  },
  {
    what: 'a value in the place of none keeps a space behind the colon',
    rule: 'redundant-identifiers',
    text: '{payload: {}, metadata: {}, taskQueueId: p/w, provisionerId:}',
    fixed: '{payload: {}, metadata: {}, taskQueueId: p/w}',
  },
];

describe('property tests found', () => {
  for (const { what, rule, text, fixed, fileName = 'x.yml' } of FOUND) {
    it(what, () => {
      const { findings } = analyze({ fileName, syntax: 'yaml', text, selection: 'auto' }, DEFAULT_CONFIG);
      const fix = findings.find((finding) => finding.rule === rule && finding.fixes.length > 0)?.fixes[0];
      assert.equal(applyEdits(text, fix?.edits ?? []), fixed);
    });
  }

  it('keys inside a quoted text that is not indented are not keys', () => {
    const text = "tasks:\n- payload: {}\n  metadata: 'x\n  provisionerId: p\n  workerType: w'\n";
    const document = { fileName: 'x.yml', syntax: 'yaml', text, selection: 'auto' } as const;
    assert.equal(migrate(document, DEFAULT_CONFIG).text, text);
    assert.deepEqual(
      analyze({ ...document, fileName: '.taskcluster.yml' }, DEFAULT_CONFIG).findings.map(({ rule }) => rule),
      ['limits'],
    );
  });
});
