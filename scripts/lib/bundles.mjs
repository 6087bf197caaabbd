// What is bundled from which file, and how.
import { VALIDATORS_FILE } from './validators.mjs';

const common = {
  bundle: true,
  minify: true,
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

/** The scripts of webviews, each with its style sheet. */
const webview = { ...web, format: 'iife', jsx: 'automatic', jsxImportSource: 'preact' };

const BUNDLES = [
  { entryPoints: { validators: VALIDATORS_FILE }, platform: 'node' },
  { entryPoints: { extension: 'client/extension.ts' }, platform: 'node', external: ['vscode'] },
  { entryPoints: { server: 'server/lsp/main.node.ts' }, ...program },
  { entryPoints: { cli: 'server/cli/main.ts' }, ...program },
  { entryPoints: { 'web/extension': 'client/extension.web.ts' }, ...web, external: ['vscode'] },
  { entryPoints: { 'web/server': 'server/lsp/main.worker.ts' }, ...web, format: 'iife' },
  { entryPoints: { 'webview/graph': 'client/webview/graph/main.tsx' }, ...webview },
  { entryPoints: { 'webview/pool': 'client/webview/pool/main.tsx' }, ...webview },
  { entryPoints: { 'webview/preview': 'client/webview/preview/main.tsx' }, ...webview },
];

/**
 * The options of esbuild for each bundle.
 * @param {boolean} production without source maps
 * @returns {import('esbuild').BuildOptions[]}
 */
export const bundleOptions = (production) =>
  BUNDLES.map((bundle) => ({
    ...common,
    ...bundle,
    sourcemap: production ? false : 'linked',
    outdir: 'dist',
    metafile: true,
  }));
