// Builds the bundles: dist/extension.js (VS Code entry), dist/server.js (language server), dist/cli.js, and for
// VS Code in the browser dist/web/extension.js and dist/web/server.js (a web worker).
// `--watch` rebuilds on change; `--production` leaves the source maps out.
import { rm } from 'node:fs/promises';
import * as esbuild from 'esbuild';

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

const bundles = [
  { entryPoints: { extension: 'client/extension.ts' }, platform: 'node', external: ['vscode'] },
  { entryPoints: { server: 'server/lsp/main.node.ts' }, platform: 'node', banner: { js: '#!/usr/bin/env node' } },
  { entryPoints: { cli: 'server/cli/main.ts' }, platform: 'node', banner: { js: '#!/usr/bin/env node' } },
  { entryPoints: { 'web/extension': 'client/extension.web.ts' }, ...web, external: ['vscode'] },
  { entryPoints: { 'web/server': 'server/lsp/main.worker.ts' }, ...web, format: 'iife' },
];

if (!watch) await rm('dist', { recursive: true, force: true });
for (const bundle of bundles) {
  const options = { ...common, ...bundle, outdir: 'dist' };
  if (watch) await (await esbuild.context(options)).watch();
  else await esbuild.build(options);
}
