import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { packageFile } from '../../scripts/lib/paths.mjs';
import { zipNames } from './zip.mjs';

const CONTENT = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/changelog.md',
  'extension/dist/extension.js',
  'extension/dist/server.js',
  'extension/dist/third-party-notices.txt',
  'extension/dist/validators.js',
  'extension/dist/web/extension.js',
  'extension/dist/web/server.js',
  'extension/dist/webview/graph.css',
  'extension/dist/webview/graph.js',
  'extension/dist/webview/pool.css',
  'extension/dist/webview/pool.js',
  'extension/dist/webview/preview.css',
  'extension/dist/webview/preview.js',
  'extension/images/icon.png',
  'extension/images/walkthrough/ci.png',
  'extension/images/walkthrough/deployment.png',
  'extension/images/walkthrough/fix-all.png',
  'extension/images/walkthrough/open.png',
  'extension/images/walkthrough/preview.png',
  'extension/l10n/bundle.l10n.json',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
];

describe('The .vsix', () => {
  const archive = readFileSync(packageFile());

  it('contains these files and no others', () => {
    assert.deepEqual(zipNames(archive).sort(), CONTENT);
  });

  it('is smaller than 1.25 MB', () => {
    assert.ok(archive.length < 1_250_000, `${archive.length} bytes`);
  });
});
