// Builds the bundles: dist/extension.js (VS Code entry), dist/server.js (language server), dist/cli.js, and for
// VS Code in the browser dist/web/extension.js and dist/web/server.js (a web worker). dist/third-party-notices.txt has the
// licences of their contents; the package for npm, which has fewer bundles, has a file of its own.
// `--watch` rebuilds on change; `--production` leaves the source maps out.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as esbuild from 'esbuild';
import { bundleOptions } from './lib/bundles.mjs';
import { bundledInputs, noticesOf } from './lib/notices.mjs';
import { npmNoticesFile, PROGRAMS } from './lib/npm-package.mjs';
import { buildValidators } from './lib/validators.mjs';

const watch = process.argv.includes('--watch');
const all = bundleOptions(process.argv.includes('--production'));

const inputs = await buildValidators();
if (watch) {
  for (const options of all) await (await esbuild.context(options)).watch();
} else {
  await rm('dist', { recursive: true, force: true });
  const built = [];
  for (const options of all) built.push(await esbuild.build(options));
  const noticesFor = (bundles) => noticesOf([...inputs, ...bundles.flatMap(bundledInputs)]);
  const programs = built.filter(({ metafile }) => PROGRAMS.some((file) => file in metafile.outputs));
  await writeFile('dist/third-party-notices.txt', noticesFor(built));
  await mkdir(dirname(npmNoticesFile), { recursive: true });
  await writeFile(npmNoticesFile, noticesFor(programs));
}
