// Writes what the settings page says of each rule, in package.json, from schemas/settings.json.

import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, tool } from './lib/paths.mjs';
import { withRuleSettings } from './lib/rule-settings.mjs';

const file = join(root, 'package.json');
const read = async (path) => JSON.parse(await readFile(join(root, path), 'utf8'));
const manifest = withRuleSettings(await read('package.json'), await read('schemas/settings.json'));
await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
execFileSync(process.execPath, [tool('@biomejs/biome/bin/biome'), 'format', '--write', file], { cwd: root });
