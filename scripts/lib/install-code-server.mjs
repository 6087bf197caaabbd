// A real VS Code without VS Code's own download: code-server, with the Node it needs, both from the npm registry.
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from './npm.mjs';
import { editorCache } from './paths.mjs';
import { run } from './process.mjs';
import { Unavailable } from './unavailable.mjs';

const CODE_SERVER = '4.139.1';
const NODE = '24.21.0';
const NAME = `code-server ${CODE_SERVER}`;

const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const home = join(editorCache, `code-server-${CODE_SERVER}-node-${NODE}`);

const inside = (folder) => ({
  node: join(folder, 'node_modules', nodePackage, 'bin/node'),
  entry: join(folder, 'node_modules/code-server/out/node/entry.js'),
});

async function install(args, cwd) {
  // Without install scripts: code-server's own want a compiler and headers for modules that no extension needs.
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await npm(['install', ...args, ...flags], { cwd });
  if (code === 0) return;
  throw new Unavailable(NAME, npmError(output), 'do check that npm can reach its registry');
}

/** The line of npm's output that says most: not the bare names and numbers that come first. */
function npmError(output) {
  const lines = [...output.matchAll(/^npm (?:error|ERR!) (.+)$/gm)].map(([, text]) => text);
  return lines.find((text) => !/^(code|syscall|errno|type|path|dest|address|port) /.test(text)) ?? output.trim();
}

/** Removes what interrupted installations left, but not what another process is installing right now. */
async function removeLeftovers() {
  for (const name of await readdir(editorCache)) {
    const pid = Number(/^partial-(\d+)$/.exec(name)?.[1]);
    if (!pid) continue;
    try {
      process.kill(pid, 0);
    } catch {
      await rm(join(editorCache, name), { recursive: true, force: true });
    }
  }
}

/**
 * Installs code-server if it is not there yet. The work happens in a folder of its own, which gets its final name when
 * all is in place and code-server has started once: so a folder with the final name is whole.
 * @param {(line: string) => void} say
 * @returns {Promise<{ node: string, entry: string }>}
 */
export async function ensureCodeServer(say) {
  const { node, entry } = inside(home);
  if (existsSync(node) && existsSync(entry)) return { node, entry };

  say(`Installing ${NAME} (a VS Code, about 800 MB, once) into .editor/ ...`);
  await mkdir(editorCache, { recursive: true });
  await removeLeftovers();
  const partial = join(editorCache, `partial-${process.pid}`);
  try {
    await mkdir(partial);
    await install(['--prefix', partial, `${nodePackage}@${NODE}`, `code-server@${CODE_SERVER}`], partial);
    await install(['--omit=dev'], join(partial, 'node_modules/code-server/lib/vscode'));
    const fresh = inside(partial);
    const { code, output } = await run(fresh.node, [fresh.entry, '--version']);
    if (code !== 0) throw new Unavailable(NAME, `it does not start (${output.trim()})`, 'do report this machine');
    await rm(home, { recursive: true, force: true });
    await rename(partial, home);
  } catch (error) {
    if (!existsSync(entry)) throw error; // else another process was faster
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return { node, entry };
}
