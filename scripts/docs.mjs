// `npm run docs`: writes what follows from another file. See lib/docs/generated.mjs.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from './lib/docs/generated.mjs';
import { root, tool } from './lib/paths.mjs';

const files = generatedFiles();
for (const [path, text] of files) writeFileSync(join(root, path), text);
const json = [...files.keys()].filter((path) => path.endsWith('.json'));
execFileSync(process.execPath, [tool('@biomejs/biome/bin/biome'), 'format', '--write', ...json], { cwd: root });
