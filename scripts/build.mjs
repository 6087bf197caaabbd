// Builds the bundles: dist/extension.js (VS Code entry), dist/server.js (language server), dist/cli.js, and for
// VS Code in the browser dist/web/extension.js and dist/web/server.js (a web worker). dist/third-party-notices.txt has the
// licences of their contents.
// `--watch` rebuilds on change; `--production` leaves the source maps out.
import { rm, writeFile } from 'node:fs/promises';
import * as esbuild from 'esbuild';
import { bundleOptions } from './lib/bundles.mjs';
import { bundledInputs, noticesOf } from './lib/notices.mjs';
import { buildValidators } from './lib/validators.mjs';

const watch = process.argv.includes('--watch');
const all = bundleOptions(process.argv.includes('--production'));

const inputs = await buildValidators();
if (watch) {
  for (const options of all) await (await esbuild.context(options)).watch();
} else {
  await rm('dist', { recursive: true, force: true });
  for (const options of all) inputs.push(...bundledInputs(await esbuild.build(options)));
  await writeFile('dist/third-party-notices.txt', noticesOf(inputs));
}
