// Bundles the editor suite, which VS Code loads as one CommonJS file.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { dist, root } from './paths.mjs';

const suite = join(root, 'test/editor/suite');

/** @type {import('esbuild').BuildOptions} */
const OPTIONS = { bundle: true, format: 'cjs', target: 'es2022', sourcemap: 'inline', logLevel: 'warning' };

/** Writes dist/test/suite.js and returns its path. */
export async function bundleSuite() {
  const outfile = join(dist, 'test/suite.js');
  await esbuild.build({
    ...OPTIONS,
    entryPoints: [join(suite, 'index.ts')],
    outfile,
    platform: 'node',
    external: ['vscode', 'mocha'],
  });
  return outfile;
}

/**
 * Mocha for browsers, which sets a global variable. esbuild takes it for an ES module, because its package says so; its wrapper
 * would then overwrite what the bundle exports, if it saw that.
 * @type {import('esbuild').Plugin}
 */
const mochaGlobal = {
  name: 'mocha-global',
  setup(build) {
    build.onLoad({ filter: /[\\/]mocha[\\/]mocha\.js$/ }, async ({ path }) => ({
      contents: `const module = undefined, exports = undefined;\n${await readFile(path, 'utf8')}`,
    }));
  },
};

/** The same for the web worker host: writes dist/test/suite.web.js and returns its path in this project. */
export async function bundleWebSuite() {
  await esbuild.build({
    ...OPTIONS,
    entryPoints: [join(suite, 'index.web.ts')],
    outfile: join(dist, 'test/suite.web.js'),
    platform: 'browser',
    external: ['vscode'],
    alias: { 'node:assert/strict': join(suite, 'assert.web.ts') },
    plugins: [mochaGlobal],
  });
  return 'dist/test/suite.web.js';
}
