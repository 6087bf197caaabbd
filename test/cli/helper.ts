import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Connect } from '../../server/cli/deployment.js';
import type { Core } from '../../server/cli/engine.js';
import { nodeFiles } from '../../server/cli/files.node.js';
import type { Clock, FileSystem, Io, Output } from '../../server/cli/io.js';
import { realCore } from '../../server/cli/real-engine.js';
import { run } from '../../server/cli/run.js';

/** What a run of the command line gave. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** File path -> content, in a folder made for one test. `-> target` makes a link. */
export type Files = Readonly<Record<string, string | Buffer>>;

const folders: string[] = [];

/** Makes a folder with `files` in it; `removeProjects` takes it away. */
export function project(files: Files): string {
  const folder = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'taskcluster-lint-')));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    const at = join(folder, path);
    fs.mkdirSync(dirname(at), { recursive: true });
    if (typeof content === 'string' && content.startsWith('-> ')) fs.symlinkSync(content.slice(3), at);
    else fs.writeFileSync(at, content);
  }
  return folder;
}

export function removeProjects(): void {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
}

export interface Situation {
  /** An error is thrown when it is read. */
  readonly stdin?: string | Buffer | Error;
  readonly env?: Readonly<Record<string, string>>;
  readonly terminal?: boolean;
  /** Instead of the real one. */
  readonly core?: Core;
  /** What the file system does otherwise. */
  readonly files?: Partial<FileSystem>;
  /** Who answers; without it, asking a deployment is a failure of the test. */
  readonly connect?: Connect;
  readonly clock?: Clock;
}

/** A clock that never advances, so that nothing is ever due. */
export const STANDSTILL: Clock = { now: () => 0, after: () => () => {} };

const connectNobody: Connect = () => {
  throw new Error('a deployment is asked');
};

/** Runs `taskcluster-lint argv` in this process, in `folder`. */
export async function lint(folder: string, argv: readonly string[], situation: Situation = {}): Promise<Outcome> {
  const stdout = memory(situation.terminal ?? false);
  const stderr = memory(situation.terminal ?? false);
  const io: Io = {
    stdout,
    stderr,
    stdin: async () => {
      if (situation.stdin instanceof Error) throw situation.stdin;
      return Buffer.from(situation.stdin ?? '');
    },
    files: { ...nodeFiles, ...situation.files },
    clock: situation.clock ?? STANDSTILL,
    cwd: folder,
    env: situation.env ?? {},
  };
  const code = await run(argv, io, situation.core ?? realCore, situation.connect ?? connectNobody);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function memory(isTerminal: boolean): Output & { text(): string } {
  const parts: Buffer[] = [];
  const text = () => Buffer.concat(parts).toString('utf8');
  return { write: (part) => parts.push(Buffer.from(part)), isTerminal, closed: false, text };
}

const root = resolve(import.meta.dirname, '../..');

/** The bundle that users run; built for these tests if it is not there. */
export function bundle(): string {
  const built = join(root, 'dist/cli.js');
  if (fs.existsSync(built)) return built;
  const folder = project({});
  const script = `require('esbuild').buildSync({entryPoints: ['server/cli/main.ts'], bundle: true, platform: 'node', format: 'cjs',
    target: 'es2022', mainFields: ['module', 'main'], outfile: ${JSON.stringify(join(folder, 'cli.js'))}})`;
  execFileSync(process.execPath, ['-e', script], { cwd: root });
  return join(folder, 'cli.js');
}

export interface Surroundings {
  readonly stdin?: string;
  /** The reader goes away after that many bytes. */
  readonly readAtMost?: number;
  /** Variables beside those of this process, of which none concerns a deployment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the bundle as a process of its own. */
export function runBundle(
  cli: string,
  folder: string,
  argv: readonly string[],
  { stdin = '', readAtMost = Number.POSITIVE_INFINITY, env = {} }: Surroundings = {},
): Promise<Outcome> {
  const foreign = /^(TASKCLUSTER_|(HTTPS?|NO|ALL)_PROXY$)/i;
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [cli, ...argv], {
      cwd: folder,
      env: { ...own, ...env },
      stdio: 'pipe',
      timeout: 55_000,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let read = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      stdout.push(chunk);
      read += chunk.length;
      if (read >= readAtMost) child.stdout.destroy();
    });
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
    child.on('error', fail);
    child.on('close', (code) => {
      done({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
  });
}
