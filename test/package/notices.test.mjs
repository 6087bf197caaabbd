import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { bundleOptions } from '../../scripts/lib/bundles.mjs';
import { packageFile, root } from '../../scripts/lib/paths.mjs';
import { VALIDATORS_FILE } from '../../scripts/lib/validators.mjs';
import { zipFile } from './zip.mjs';

const oneLine = (text) => text.replace(/\s+/g, ' ').trim();
const packageOf = (path) => /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];

/** The folders of all packages that something in the bundles comes from. */
async function bundledPackages() {
  const built = await Promise.all(bundleOptions(true).map((options) => esbuild.build({ ...options, write: false })));
  const inputs = built.flatMap(({ metafile }) =>
    Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs)),
  );
  // The validators are bundled beforehand; comments in them say from where.
  const inValidators = [...readFileSync(VALIDATORS_FILE, 'utf8').matchAll(/^\/\/ (\S*node_modules\/\S+)$/gm)];
  return new Set([...inputs, ...inValidators.map(([, path]) => path)].flatMap((path) => packageOf(path) ?? []));
}

describe('The third-party notices in the .vsix', function () {
  this.timeout(60_000);
  const notices = oneLine(zipFile(readFileSync(packageFile()), 'extension/dist/third-party-notices.txt').toString());
  /** @type {readonly string[]} */
  let folders;

  before(async () => {
    folders = [...(await bundledPackages())];
  });

  it('are about packages that one knows to be there', () => {
    for (const name of [
      'taskcluster-lib-urls',
      'ajv',
      'ajv-formats',
      'js-yaml',
      'preact',
      'vscode-languageclient',
      'yaml',
    ])
      assert.ok(folders.includes(`node_modules/${name}`), name);
  });

  it('are not about json-e, which only tests compare with', () => {
    assert.ok(!folders.includes('node_modules/json-e'));
  });

  it('name every bundled package, with its version, its licence and the text of it', () => {
    for (const folder of folders) {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      assert.ok(notices.includes(`${name} ${version}, ${license} https://`), `${name} ${version}`);
      const file = readdirSync(join(root, folder)).find((one) => /^licen[cs]e/i.test(one));
      assert.ok(file, name);
      assert.ok(notices.includes(oneLine(readFileSync(join(root, folder, file), 'utf8'))), name);
    }
  });
});
