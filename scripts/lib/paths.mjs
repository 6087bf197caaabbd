// The places in the project that the scripts share.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');
export const dist = join(root, 'dist');
export const examples = join(root, 'examples');
/** Where the editor from the npm registry is kept between runs (ignored by git). */
export const editorCache = join(root, '.editor');

/** The file of an npm package's command, to be run with Node: no shell, no .cmd files on Windows. */
export const tool = (path) => join(root, 'node_modules', path);

/** Where `npm run package` writes the extension. */
export function packageFile() {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return join(dist, `${name}-${version}.vsix`);
}
