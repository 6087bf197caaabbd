// The package for npm, `taskcluster-lint`: the command line and the language server, without the extension. Its manifest is
// made of the extension's, whose name, entries and dependencies mean something else to npm.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { npm } from './npm.mjs';
import { dist, root } from './paths.mjs';

const NAME = 'taskcluster-lint';

/** Where it is put together, to be packed or published from. The build leaves the licences of its bundles there. */
const folder = join(dist, 'npm');

/** The bundles in it. */
export const PROGRAMS = ['dist/cli.js', 'dist/server.js', 'dist/validators.js'];

export const npmNoticesFile = join(folder, 'third-party-notices.txt');

/** What else is in it, by where it comes from. */
const FILES = {
  'docs/npm.md': 'README.md',
  'docs/cli.md': 'docs/cli.md',
  'docs/ci.md': 'docs/ci.md',
  'docs/editors.md': 'docs/editors.md',
  'docs/privacy.md': 'docs/privacy.md',
  'docs/what-the-worker-runs.md': 'docs/what-the-worker-runs.md',
  'schemas/report.json': 'schemas/report.json',
  'schemas/report-pools.json': 'schemas/report-pools.json',
  'CHANGELOG.md': 'CHANGELOG.md',
  LICENSE: 'LICENSE',
};

const manifestOfProject = () => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

function manifest() {
  const { version, license, repository, homepage, bugs, engines, bin } = manifestOfProject();
  return {
    name: NAME,
    version,
    description:
      'Checks Taskcluster task definitions on the command line and in any editor with a language server client.',
    keywords: ['taskcluster', 'lint', 'linter', 'language-server', 'lsp', 'ci', 'json-e', 'mozilla', 'taskQueueId'],
    license,
    repository,
    homepage,
    bugs,
    engines: { node: engines.node },
    bin,
  };
}

/** Where `npm run package` writes the packed package. */
export const npmPackageFile = () => join(dist, `${NAME}-${manifestOfProject().version}.tgz`);

/**
 * Puts the package together in dist/npm/ and packs it. Needs a build for production.
 * @param {(text: string) => void} onOutput
 * @returns {Promise<{ code: number, output: string }>} how npm ended
 */
export function packForNpm(onOutput) {
  const copies = [...PROGRAMS.map((file) => [file, file]), ...Object.entries(FILES)];
  for (const [from, to] of copies) {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    cpSync(join(root, from), join(folder, to));
  }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`);
  return npm(['pack', '--pack-destination', dist, '--loglevel=error'], { cwd: folder, onOutput });
}
