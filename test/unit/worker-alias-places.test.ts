import assert from 'node:assert/strict';
import { lineIndex } from '../../server/core/base/text.js';
import type { ProjectFiles } from '../../server/documents/project-files.js';
import { type FilePlace, workerAliasAt } from '../../server/documents/worker-alias-places.js';

const TEXTS: Readonly<Record<string, string>> = {
  'config.yml': `trust-domain: x
workers:
  aliases:
    b-linux:
      provisioner: '{trust-domain}-{level}'
      worker-type: linux
    b-win.*: {provisioner: x, worker-type: win}
    t-(a+)+: {provisioner: x, worker-type: odd}
`,
  'kinds/build/kind.yml': `task-defaults:
  worker-type: b-linux
tasks:
  win:
    worker-type:
      by-platform:
        linux.*: b-linux
        default: b-win11
  other: {worker-type: nobody}
`,
  'kinds/build/extra.yml': 'a: {worker-type: b-linux}\n',
  'kinds/build/notes.md': 'worker-type: b-linux\n',
  'ci/test/kind.yml': 'a: {worker-type: b-linux}\nb: {worker: {type: b-linux}}\n',
};

const ROOT = 'file:///p/taskcluster';

const FILES: ProjectFiles = {
  read: async (uri) => TEXTS[uri.slice(ROOT.length + 1)],
  list: async (uri) => {
    const folder = `${uri.slice(ROOT.length + 1)}/`;
    const names = Object.keys(TEXTS).filter((name) => name.startsWith(folder));
    return [...new Set(names.map((name) => `${uri}/${name.slice(folder.length).split('/')[0]}`))];
  },
  exists: async () => false,
};

function at(name: string, needle: string, files = FILES) {
  const text = TEXTS[name] ?? '';
  const position = lineIndex(text).positionAt(text.indexOf(needle) + 1);
  return workerAliasAt(`${ROOT}/${name}`, () => text, position, files);
}

function shown(places: readonly FilePlace[]): string[] {
  return places.map(({ uri, range }) => {
    const name = uri.slice(ROOT.length + 1);
    const line = TEXTS[name]?.split('\n')[range.start.line] ?? '';
    return `${name}:${range.start.line + 1} ${line.slice(range.start.character, range.end.character)}`;
  });
}

describe('worker aliases', () => {
  it('lead from a kind to the configuration', async () => {
    const found = await at('kinds/build/kind.yml', 'b-linux');
    assert.deepEqual(shown(found ? [found.definition] : []), ['config.yml:4 b-linux']);
    assert.deepEqual(found?.here, { start: { line: 1, character: 15 }, end: { line: 1, character: 22 } });
  });

  it('lead from a value that is matched by a pattern, and depends on the platform', async () => {
    const files: ProjectFiles = {
      ...FILES,
      read: async (uri) => (await FILES.read(uri))?.replace(/^.*\(a\+\).*\n/m, ''),
    };
    const found = await at('kinds/build/kind.yml', 'b-win11', files);
    assert.deepEqual(shown(found ? [found.definition] : []), ['config.yml:7 b-win.*']);
  });

  it('lead from the configuration to all kinds', async () => {
    const found = await at('config.yml', 'b-linux');
    assert.deepEqual(shown((await found?.uses()) ?? []), [
      'kinds/build/kind.yml:2 b-linux',
      'kinds/build/kind.yml:7 b-linux',
      'kinds/build/extra.yml:1 b-linux',
      'ci/test/kind.yml:1 b-linux',
    ]);
  });

  it('lead nowhere if it is not known what they mean', async () => {
    // A pattern that may take forever is not tried.
    assert.equal(await at('kinds/build/kind.yml', 'b-win11'), undefined);
    assert.equal(await at('kinds/build/kind.yml', 'nobody'), undefined);
    assert.equal(await at('kinds/build/kind.yml', 'platform'), undefined);
    assert.equal(await at('config.yml', 'trust'), undefined);
    assert.equal(await at('kinds/build/kind.yml', 'b-linux', { ...FILES, read: async () => undefined }), undefined);
  });
});
