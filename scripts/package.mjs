// `npm run package`: writes dist/taskcluster-vscode-<version>.vsix from a production build.
import { packageFile, root, tool } from './lib/paths.mjs';
import { run } from './lib/process.mjs';

async function step(args) {
  const { code } = await run(process.execPath, args, { cwd: root, onOutput: (text) => process.stdout.write(text) });
  if (code !== 0) process.exit(code);
}

await step(['scripts/build.mjs', '--production']);
// The bundles hold all they need, so no dependencies go into the package.
await step([tool('@vscode/vsce/vsce'), 'package', '--no-dependencies', '--out', packageFile()]);
