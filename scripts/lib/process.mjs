// Child processes that never outlive this one. Each gets a process group of its own, because the editor starts
// processes that start processes, and only a group can be ended as a whole.
import { spawn } from 'node:child_process';

const grouped = process.platform !== 'win32';
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
/** @type {Set<() => void>} */
const cleanups = new Set();

/** Runs `cleanup` when this process ends, however it ends. Returns a function that runs it now instead. */
export function atExit(cleanup) {
  cleanups.add(cleanup);
  return () => {
    if (cleanups.delete(cleanup)) cleanup();
  };
}

function signal(child, name) {
  if (child.pid === undefined) return;
  try {
    if (grouped) process.kill(-child.pid, name);
    else child.kill(name);
  } catch {
    // Already gone.
  }
}

/**
 * Starts a command without standard input, in its own process group.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function startGroup(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options, detached: grouped });
  running.add(child);
  child.once('exit', () => {
    signal(child, 'SIGTERM'); // what the leader left behind
    running.delete(child);
  });
  child.once('error', () => running.delete(child));
  return child;
}

/** Ends a group: politely, and by force when `patience` (in milliseconds) is over. */
export async function stopGroup(child, patience = 3000) {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    signal(child, 'SIGTERM');
    const timer = setTimeout(() => signal(child, 'SIGKILL'), patience);
    await gone;
    clearTimeout(timer);
  }
  signal(child, 'SIGKILL');
}

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void, timeLimit?: number }} [options]
 * @returns {Promise<{ code: number, output: string }>} `output`: standard output and standard error as they came
 */
export function run(command, args, { onOutput, timeLimit, ...options } = {}) {
  return new Promise((resolve) => {
    const child = startGroup(command, args, options);
    let output = '';
    const take = (text) => {
      output += text;
      onOutput?.(text);
    };
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', take);
    child.once('error', (error) => {
      take(`${error.message}\n`);
      resolve({ code: 127, output });
    });
    const stop = () => {
      take(`\nstopped: no end after ${timeLimit / 1000} seconds\n`);
      stopGroup(child);
    };
    const timer = timeLimit && setTimeout(stop, timeLimit);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, output });
    });
  });
}

process.once('exit', () => {
  for (const child of running) signal(child, 'SIGTERM');
  for (const cleanup of cleanups) cleanup();
});
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(name, async () => {
    await Promise.all([...running].map((child) => stopGroup(child)));
    process.exit(130);
  });
}
