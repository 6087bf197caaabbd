import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { analyze } from '../../server/core/analyze.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { buildModel } from '../../server/core/model/build.js';
import { parse } from '../../server/core/syntax/parse.js';
import { hover } from '../../server/features/hover/hover.js';
import { CURSOR } from '../support/feature-cases.js';
import { knowledgeOf } from '../support/knowledge.js';

function read(path: string, marked: string) {
  const fileName = path.slice(path.lastIndexOf('/') + 1);
  const text = marked.replace(CURSOR, '');
  const source = {
    fileName,
    folder: path.slice(0, -fileName.length),
    syntax: 'yaml',
    selection: 'auto',
    text,
  } as const;
  const model = buildModel(source, parse(text, 'yaml'));
  const help = hover({ model, offset: marked.indexOf(CURSOR) }, knowledgeOf({}), 0);
  return { help: help?.plainText, ...analyze(source, DEFAULT_CONFIG) };
}

describe('the beginning of a file', () => {
  const begun: readonly (readonly [path: string, text: string, help: RegExp])[] = [
    ['x.yml', 'hookGroupId: x\nho‸okId: y\n', /^hookId/],
    ['hooks/x.yml', 'sche‸dule: []\n', /^schedule/],
    ['x.yml', 'workerPoolId: x/y\now‸ner: me@example.com\n', /^owner/],
    ['x.yml', 'taskQueueId: x/y\nret‸ries: 1\n', /^retries/],
    ['x.yml', 'my-project:\n  workerPools:\n    ci:\n      im‸ageset: x\n', /^imageset/],
  ];
  for (const [path, text, help] of begun) {
    it(`has hovers and no findings: ${path}, ${JSON.stringify(text)}`, () => {
      const found = read(path, text);
      assert.match(found.help ?? '', help);
      assert.deepEqual([found.kind, found.findings], ['none', []]);
    });
  }

  it('is told from files of other tools', () => {
    for (const text of ['ow‸ner: me\nkind: Pool\napiVersion: v1\n', 'na‸me: x\nhooks: []\nrepos: []\n'])
      assert.equal(read('worker-pools/x.yml', text).help, undefined);
  });
});

describe('the version of a .taskcluster.yml', () => {
  it('stays what it is while a key above another is written', () => {
    const kind = (text: string): string => read('.taskcluster.yml', text).kind;
    assert.equal(kind('ve\nmetadata:\n  name: x\ntasks: []\n‸'), 'taskcluster-yml-v0');
    assert.equal(kind('ve\npolicy:\n  pullRequests: public\ntasks: []\n‸'), 'taskcluster-yml-v1');
  });
});
