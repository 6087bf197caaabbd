// The package for npm as its users have it: installed from the packed file into an empty folder, without a registry.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { npm } from '../../scripts/lib/npm.mjs';
import { npmPackageFile } from '../../scripts/lib/npm-package.mjs';
import { temporaryFolder } from '../../scripts/lib/temp.mjs';

/** Installs the package. @returns {Promise<{ folder: string, bin: string, env: NodeJS.ProcessEnv }>} `env` has its commands first */
export async function installPackage() {
  const folder = temporaryFolder().path;
  writeFileSync(join(folder, 'package.json'), '{}');
  const cache = ['--cache', join(folder, '.npm')];
  const { code, output } = await npm(['install', npmPackageFile(), '--offline', '--no-audit', '--no-fund', ...cache], {
    cwd: folder,
  });
  if (code !== 0) throw new Error(output);
  const bin = join(folder, 'node_modules/.bin');
  const foreign = /^(TASKCLUSTER_|GITHUB_|(HTTPS?|NO|ALL)_PROXY$)/i;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { folder, bin, env: { ...Object.fromEntries(own), PATH: `${bin}${delimiter}${process.env.PATH}` } };
}

/**
 * Runs a command with its arguments in `folder`.
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
export function execute(command, args, options) {
  return new Promise((resolve) => {
    const child = execFile(command, args, { encoding: 'utf8', ...options }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 127 : 0, stdout, stderr }),
    );
    child.stdin?.end();
  });
}
