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

/** What else is in it. */
const FILES = [
  ...[
    'ci',
    'cli',
    'configuration',
    'editors',
    'fix-many',
    'privacy',
    'settings',
    'suppressions',
    'what-the-worker-runs',
  ].map((page) => `docs/${page}.md`),
  ...['report', 'report-pools'].map((schema) => `schemas/${schema}.json`),
  'CHANGELOG.md',
  'LICENSE',
];

/** The page about the package, with links from the top of it. */
const readme = () => readFileSync(join(root, 'docs/npm.md'), 'utf8').replace(/\]\((?=[\w-]+\.md)/g, '](docs/');

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
  for (const file of [...PROGRAMS, ...FILES]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  writeFileSync(join(folder, 'README.md'), readme());
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`);
  return npm(['pack', '--pack-destination', dist, '--loglevel=error'], { cwd: folder, onOutput });
}
