// `npm run package`: writes dist/taskcluster-vscode-<version>.vsix and dist/taskcluster-lint-<version>.tgz, the package for npm,
// from a production build. `-- --pre-release` marks the .vsix as a pre-release; this and other options go to vsce.
import { packForNpm } from './lib/npm-package.mjs';
import { packageFile, root, tool } from './lib/paths.mjs';
import { run } from './lib/process.mjs';

const options = process.argv.slice(2);
const onOutput = (text) => process.stdout.write(text);

async function step(running) {
  const { code } = await running;
  if (code !== 0) process.exit(code);
}

const node = (args) => run(process.execPath, args, { cwd: root, onOutput });

await step(node(['scripts/build.mjs', '--production']));
// The bundles hold all they need, so no dependencies go into the package.
await step(node([tool('@vscode/vsce/vsce'), 'package', '--no-dependencies', '--out', packageFile(), ...options]));
await step(packForNpm(onOutput));
