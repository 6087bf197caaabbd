// Builds the bundles: dist/extension.js (VS Code entry), dist/server.js (language server), dist/cli.js, and for
// VS Code in the browser dist/web/extension.js and dist/web/server.js (a web worker).
// `--watch` rebuilds on change; `--production` leaves the source maps out.
import { rm } from 'node:fs/promises';
import * as esbuild from 'esbuild';
import { buildValidators, VALIDATORS_FILE } from './lib/validators.mjs';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

const common = {
  bundle: true,
  minify: true,
  sourcemap: production ? false : 'linked',
  target: 'es2022',
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning',
  // The ES module builds are smaller, and some packages' UMD builds hide their requires from a bundler.
  mainFields: ['module', 'main'],
  // Of this package only the parser is used; what it offers to Node is in one piece, what it offers to browsers is not.
  alias: { yaml: './node_modules/yaml/browser/dist/index.js' },
};

const web = { platform: 'browser', mainFields: ['browser', 'module', 'main'] };

/** The validators are as large as a fifth of the server: the server and the linter share one file with them. */
const shareValidators = {
  name: 'share-validators',
  setup(build) {
    build.onResolve({ filter: /generated\/validators\.cjs$/ }, () => ({ path: './validators.js', external: true }));
  },
};

const program = { platform: 'node', banner: { js: '#!/usr/bin/env node' }, plugins: [shareValidators] };

const bundles = [
  { entryPoints: { validators: VALIDATORS_FILE }, platform: 'node' },
  { entryPoints: { extension: 'client/extension.ts' }, platform: 'node', external: ['vscode'] },
  { entryPoints: { server: 'server/lsp/main.node.ts' }, ...program },
  { entryPoints: { cli: 'server/cli/main.ts' }, ...program },
  { entryPoints: { 'web/extension': 'client/extension.web.ts' }, ...web, external: ['vscode'] },
  { entryPoints: { 'web/server': 'server/lsp/main.worker.ts' }, ...web, format: 'iife' },
];

await buildValidators();
if (!watch) await rm('dist', { recursive: true, force: true });
for (const bundle of bundles) {
  const options = { ...common, ...bundle, outdir: 'dist' };
  if (watch) await (await esbuild.context(options)).watch();
  else await esbuild.build(options);
}
