import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';

/**
 * The code block of a document that begins with this info string, so that what readers copy is what tests try.
 * @param {string} file the document, from the top of the project
 * @param {string} info what stands behind the fence, e.g. `yaml .taskcluster.yml`
 */
export function codeBlock(file, info) {
  const blocks = [...readFileSync(join(root, file), 'utf8').matchAll(/^```([^\n]+)\n(.*?)^```$/gms)];
  const found = blocks.filter(([, label]) => label === info);
  if (found.length !== 1) throw new Error(`${file} has ${found.length} blocks \`\`\`${info}`);
  return found[0][2];
}
