// Bundles the editor suite, which VS Code loads as one CommonJS file.
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { dist, root } from './paths.mjs';

/** Writes dist/test/suite.js and returns its path. */
export async function bundleSuite() {
  const outfile = join(dist, 'test/suite.js');
  await esbuild.build({
    entryPoints: [join(root, 'test/editor/suite/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'es2022',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return outfile;
}
