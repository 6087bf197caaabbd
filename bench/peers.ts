// The peers: other people's servers and linters, installed apart from the project, in a folder of their own.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that the benchmark makes goes in here. Git does not see it. */
export const FOLDER = join(process.cwd(), '.bench');

const INSTALLED = join(FOLDER, 'peers');

/** From this version of Node on all peers run; with an older one they get a Node of their own, from npm. */
const NEEDED_NODE = 22.13;
const OWN_NODE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

const PACKAGES: Readonly<Record<string, string>> = {
  'yaml-language-server': '2.0.0',
  '@actions/languageserver': '0.3.61',
  'vscode-langservers-extracted': '4.10.0',
  'ajv-cli': '5.0.0',
  'ajv-formats': '2.1.1',
  v8r: '6.1.0',
  ...(isNewEnough() ? {} : { [OWN_NODE]: '24.21.0' }),
};

/** Installs the peers, once. */
export function installPeers(): void {
  const manifest = `${JSON.stringify({ private: true, dependencies: PACKAGES }, undefined, 2)}\n`;
  const file = join(INSTALLED, 'package.json');
  const stamp = join(INSTALLED, 'installed.json');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === manifest) return;
  console.error(`Installing the peers into ${INSTALLED}`);
  mkdirSync(INSTALLED, { recursive: true });
  writeFileSync(file, manifest);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
    cwd: INSTALLED,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  writeFileSync(stamp, manifest);
}

/** The command for a script of a peer's package. */
export function peerCommand(script: string, needsNewNode: boolean): string[] {
  return [needsNewNode ? newNode() : process.execPath, join(INSTALLED, 'node_modules', script)];
}

/** What runs, and in which version. */
export function peerVersions(): Record<string, string> {
  return PACKAGES;
}

function newNode(): string {
  if (isNewEnough()) return process.execPath;
  const folder = join(INSTALLED, 'node_modules', OWN_NODE, 'bin');
  return join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
}

function isNewEnough(): boolean {
  return Number.parseFloat(process.versions.node) >= NEEDED_NODE;
}
