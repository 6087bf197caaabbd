import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import settings from '../../schemas/settings.json' with { type: 'json' };
import { analyze } from '../../server/core/analyze.js';
import { DECLARED_KINDS, type SourceDocument } from '../../server/core/base/document.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';

const TASK = 'created: {$fromNow: ""}\npayload: {}\nmetadata: {}\n';

function analysisOf(text: string, more: Partial<SourceDocument> = {}) {
  return analyze({ fileName: 'new.yml', syntax: 'yaml', selection: 'auto', text, ...more }, DEFAULT_CONFIG);
}

describe('the kind that a comment declares', () => {
  const kinds: readonly (readonly [what: string, text: string, kind: string])[] = [
    ['at the top', '# taskcluster-kind: hook\nhookId: x\n', 'hook'],
    ['below other comments and the mark of a document', '# Nightly.\n\n---\n#taskcluster-kind: hook  \n', 'hook'],
    ['with Windows line ends', '# taskcluster-kind: worker-pool\r\nowner: me\r\n', 'worker-pool'],
    ['behind a byte order mark', '\uFEFF# taskcluster-kind: task\na: 1\n', 'task'],
    ['not below the content', `a: 1\n# taskcluster-kind: hook\n`, 'none'],
    ['not with an unknown name', '# taskcluster-kind: hooks\na: 1\n', 'none'],
    ['not if it is a value', 'a: "# taskcluster-kind: hook"\n', 'none'],
    ['although the content looks like something else', `# taskcluster-kind: hook\n${TASK}`, 'hook'],
  ];
  for (const [what, text, kind] of kinds) it(what, () => assert.equal(analysisOf(text).kind, kind));

  it('counts in JSON with comments', () =>
    assert.equal(analysisOf('// taskcluster-kind: hook\n{}\n', { syntax: 'jsonc' }).kind, 'hook'));

  it('comes before the setting', () =>
    assert.equal(analysisOf('# taskcluster-kind: hook\n', { kind: 'task' }).kind, 'hook'));

  it('does not count in a file that is excluded', () =>
    assert.equal(analysisOf('# taskcluster-kind: hook\n', { selection: 'excluded' }).kind, 'none'));

  it('says what is missing', () => {
    const { findings } = analysisOf('# taskcluster-kind: hook\nhookId: nightly\n');
    assert.deepEqual(
      findings.map(({ message }) => message),
      ['The hook needs the keys "metadata" and "task".'],
    );
  });

  it('makes one thing of a long file that looks like a list of entries', () => {
    const text = `# taskcluster-kind: task\n${Array.from({ length: 2000 }, (_, i) => `key-${i}:\n  a: 1\n`).join('')}`;
    assert.equal(analysisOf(text).kind, 'task');
    assert.equal(analysisOf(text.slice(text.indexOf('\n') + 1)).kind, 'none');
  });
});

describe('the kinds of the setting', () => {
  it('are those that can be declared', () => assert.deepEqual(settings.definitions.kind.enum, DECLARED_KINDS));
});
