// Linters on a folder of files, each run a fresh process.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFiles } from './documents.js';
import { ENVIRONMENT } from './environment.js';
import { type Measurements, rowOf } from './measurements.js';
import { peerCommand } from './peers.js';
import { taskSchema } from './schemas.js';

interface Linter {
  readonly name: string;
  readonly isOurs: boolean;
  readonly command: readonly string[];
  readonly runs: number;
  /** How many files it finds fault with, from what it prints. */
  readonly countBad: (output: string) => number;
}

const FILES = 1000;

/** Measures the linters by turns. Each must refuse as many files as have a mistake. */
export async function measureCommandLine(ourScript: string, onlyOurs: boolean, into: Measurements): Promise<void> {
  // Not inside the project: linters leave alone what its .gitignore names.
  const folder = mkdtempSync(join(tmpdir(), 'taskcluster-bench-'));
  try {
    const files = makeFiles(FILES);
    for (const { fileName, text } of files) writeFileSync(join(folder, fileName), text);
    const bytes = files.reduce((sum, { text }) => sum + text.length, 0);
    const linters = lintersFor(folder, ourScript).filter(({ isOurs }) => isOurs || !onlyOurs);
    for (const linter of linters) await checkFindings(linter, folder);
    const rounds = Math.max(...linters.map(({ runs }) => runs));
    for (let round = 0; round < rounds; round++) {
      for (const { name, command, runs } of linters) {
        if (round >= runs) continue;
        const key = { subject: name, shape: 'files', size: 'medium', figure: 'command line' } as const;
        const row = rowOf(into, { ...key, unit: 'ms', bytes, debounce: 0 });
        row.values.push((await run(command, folder)).ms);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lintersFor(folder: string, ourScript: string): Linter[] {
  const schema = join(folder, 'schema.json');
  writeFileSync(schema, JSON.stringify(taskSchema()));
  const count = (pattern: RegExp) => (output: string) => (output.match(pattern) ?? []).length;
  const files = 'task-*.yml';
  return [
    {
      name: 'ours',
      isOurs: true,
      command: [process.execPath, ourScript, 'check', '.'],
      runs: 5,
      countBad: (output) => new Set([...output.matchAll(/task-(\d+)\.yml(?=.*\berror\b)/g)].map(([name]) => name)).size,
    },
    {
      name: 'ajv-cli',
      isOurs: false,
      command: [
        ...peerCommand('ajv-cli/dist/index.js', false),
        'validate',
        '-c',
        'ajv-formats',
        '-s',
        schema,
        '-d',
        files,
      ],
      runs: 5,
      countBad: count(/\.yml invalid$/gm),
    },
    {
      name: 'v8r',
      isOurs: false,
      command: [...peerCommand('v8r/src/index.js', true), '--schema', schema, files],
      runs: 1,
      countBad: count(/task-\d+\.yml is invalid$/gm),
    },
  ];
}

/** Also warms the file system up, so that the first of the measured runs is no slower than the others. */
async function checkFindings({ name, command, countBad }: Linter, folder: string): Promise<void> {
  const expected = FILES / 50;
  const { output } = await run(command, folder);
  const found = countBad(output);
  if (found !== expected)
    throw new Error(`${name} should refuse ${expected} files, not ${found}: ${output.slice(0, 2000)}`);
}

function run(command: readonly string[], cwd: string): Promise<{ ms: number; output: string }> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const [program = '', ...args] = command;
    const child = spawn(program, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...ENVIRONMENT, NO_COLOR: '1' },
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', () => resolve({ ms: performance.now() - start, output: Buffer.concat(chunks).toString() }));
  });
}
