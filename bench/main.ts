// `npm run bench`: this project beside its peers, in one run, on the same documents. docs/performance.md has a recorded run.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { measureManyFiles } from './many-files.js';
import { summary } from './measurements.js';
import { HELP, readOptions } from './options.js';
import { FOLDER, installPeers, peerVersions } from './peers.js';
import { report } from './report.js';
import { type Ours, runAll } from './run.js';
import { table } from './table.js';
import { targets } from './targets.js';
import { measureTemplates } from './templates.js';

const ROOT = process.cwd();

function scripts(): string[] {
  return readdirSync(join(ROOT, 'dist')).filter((name) => name.endsWith('.js'));
}

/** The bundles of this run, put aside: whoever builds meanwhile does not disturb it. */
function putAside(): Ours {
  const folder = join(FOLDER, 'ours');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of scripts()) copyFileSync(join(ROOT, 'dist', name), join(folder, name));
  return { server: join(folder, 'server.js'), cli: join(folder, 'cli.js') };
}

/** Sizes of what is shipped, in bytes. The package is there only after `npm run package`. */
function sizes(): Record<string, number> {
  const names = readdirSync(join(ROOT, 'dist')).filter((name) => name === 'server.js' || name.endsWith('.vsix'));
  return Object.fromEntries(names.map((name) => [name, statSync(join(ROOT, 'dist', name)).size]));
}

function machine(): Record<string, string> {
  return {
    date: new Date().toISOString(),
    cpu: `${cpus().length} × ${cpus()[0]?.model.trim()}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    console.log(HELP);
    return;
  }
  if (options.builds) execFileSync(process.execPath, [join('scripts', 'build.mjs')], { cwd: ROOT, stdio: 'inherit' });
  mkdirSync(FOLDER, { recursive: true });
  if (!options.onlyOurs) installPeers();
  const begun = performance.now();
  const tell = (text: string): void => console.error(`${((performance.now() - begun) / 1000).toFixed(0)} s  ${text}`);
  const about = { machine: machine(), peers: peerVersions(), sizes: sizes() };
  const ours = putAside();
  const measurements = await runAll(ours, options, tell);
  const rows = measurements.rows.map((row) => ({ ...row, ...summary(row) }));
  const judged = targets(measurements, about.sizes);
  if (options.json !== undefined) {
    writeFileSync(options.json, `${JSON.stringify({ ...about, targets: judged, rows }, undefined, 1)}\n`);
  }
  console.log(Object.values(about.machine).join(', '));
  console.log('\nmedian (95th percentile; how many), the debounce of each server taken off\n');
  console.log(report(measurements));
  const cells = judged.map(({ name, at, target, measured, isMet }) => [
    ...[name, at, target, measured, isMet === undefined ? 'not measured' : isMet ? 'met' : 'NOT MET'],
  ]);
  console.log(`\n${table(['figure', 'at', 'target', 'measured', ''], cells)}`);
  if (options.parts.includes('many')) console.table(measureManyFiles(ours.cli));
  if (options.parts.includes('templates')) console.table(measureTemplates());
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
