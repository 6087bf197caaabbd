// Programs that the tests need and that Debian has a package of.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './process.mjs';
import { Unavailable } from './unavailable.mjs';

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first of these commands that is on the PATH. */
export function findCommand(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/**
 * The path of a program; installs its package when this is root on Debian or Ubuntu.
 * @param {{ name: string, package: string, find: () => string | undefined, remedy: string }} program `remedy`: what a person
 *   can do if it cannot be had
 * @param {(line: string) => void} say
 * @returns {Promise<string>}
 */
export async function ensureProgram({ name, package: debian, find, remedy }, say) {
  const found = find();
  if (found) return found;
  if (!findCommand(['apt-get'])) throw new Unavailable(name, 'there is no apt-get here', remedy);
  if (process.getuid?.() !== 0) throw new Unavailable(name, 'only root may call apt-get', remedy);

  say(`Installing Debian's ${debian} ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Another apt-get may be at work: it is waited for.
  const install = ['install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', debian];
  for (const args of [['update'], install]) {
    const { code, output } = await run('apt-get', args, { env });
    const reason = output.split('\n').find((line) => line.startsWith('E: ')) ?? `apt-get ${args[0]} ended with ${code}`;
    if (code !== 0) throw new Unavailable(name, reason, remedy);
  }
  const installed = find();
  if (!installed) throw new Unavailable(name, `the package ${debian} has no such command`, remedy);
  return installed;
}
