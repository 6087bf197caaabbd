// The command line on a folder as large as a repository: most files are not for Taskcluster.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeDocument, makeFiles } from './documents.js';
import { ENVIRONMENT } from './environment.js';
import { nestedTemplate } from './nested-template.js';

const FILES = 5000;
const RUNS = 3;

/** How many files of each shape. The others are those of other tools. */
const SINGLE_TASKS = 1000;
const TEMPLATES = 600;
const HOOKS = 200;
const LISTS = 30;

/** At most this often the time that finding, reading and parsing the candidates takes. */
const MOST = 3;

interface Floor {
  readonly candidates: number;
  readonly scan: number;
  readonly parse: number;
}

/** Measures `migrate`, `fix` and `check`, each run a fresh process, and how often they take the floor. */
export function measureManyFiles(ourScript: string): readonly object[] {
  const folder = mkdtempSync(join(tmpdir(), 'taskcluster-bench-'));
  try {
    for (const { path, text } of files()) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const floors = Array.from({ length: RUNS }, () => floorOf(folder));
    const floor = median(floors.map(({ scan, parse }) => scan + parse));
    const commands = [['migrate'], ['fix'], ['fix', '--rule', 'schema'], ['check', '--quiet']];
    const row = (name: string, ms: number, target: string): object => ({
      name,
      ms: Math.round(ms),
      'times the floor': Math.round((ms / floor) * 100) / 100,
      target,
    });
    return [
      row(`scan of ${FILES} files`, median(floors.map(({ scan }) => scan)), ''),
      row(`parse of ${floors[0]?.candidates} candidates`, median(floors.map(({ parse }) => parse)), ''),
      ...commands.map((command) => {
        const ms = median(Array.from({ length: RUNS }, () => timeOf(ourScript, command, folder)));
        const target =
          command[0] === 'check' ? '' : ms <= MOST * floor ? `at most ${MOST}: met` : `at most ${MOST}: NOT MET`;
        return row(command.join(' '), ms, target);
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Files as in a large repository half-way through the migration, the same each time. */
function files(): { readonly path: string; readonly text: string }[] {
  const { text: list } = makeDocument('tasks', 'small');
  const tasks = makeFiles(SINGLE_TASKS).map(({ fileName, text }, i) => ({ path: `tasks/${i % 20}/${fileName}`, text }));
  const templates = numbered(TEMPLATES, (i) => ({
    path: `repositories/${i}/.taskcluster.yml`,
    text: nestedTemplate(1 + (i % 12)),
  }));
  const hooks = numbered(HOOKS, (i) => ({ path: `hooks/${i}.json`, text: hookOf(tasks[i]?.path ?? '') }));
  const lists = numbered(LISTS, (i) => ({ path: `lists/${i}.yml`, text: list.replaceAll('linux', `linux-${i}`) }));
  const others = numbered(FILES - SINGLE_TASKS - TEMPLATES - HOOKS - LISTS, foreign);
  const migrating = [...tasks, ...templates, ...hooks, ...lists];
  return [...migrating.map((file, i) => (i % 2 === 0 ? file : { ...file, text: withoutPairs(file.text) })), ...others];
}

/** The text as it is once it has been migrated. */
function withoutPairs(text: string): string {
  return text
    .replace(/^(.*?)"?provisionerId"?: "?proj-example"?,?\n/gm, '')
    .replace(/("?)workerType("?): ("?)/g, '$1taskQueueId$2: $3proj-example/');
}

function numbered<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function hookOf(name: string): string {
  const metadata = { name, description: 'Runs every night.', owner: 'ci@example.com', emailOnError: false };
  const payload = { image: 'node:22', command: ['npm', 'test'], maxRunTime: 3600 };
  const task = { provisionerId: 'proj-example', workerType: 'linux', payload, metadata };
  return `${JSON.stringify({ hookGroupId: 'proj-example', hookId: 'nightly', metadata, schedule: ['0 0 3 * * *'], task }, undefined, 2)}\n`;
}

/** What else lies in a repository. */
function foreign(index: number): { path: string; text: string } {
  const services = numbered(
    20 + (index % 30),
    (i) => `  service-${i}:\n    image: registry.example.com/${index}:${i}\n    ports: ["80${i}:80"]\n`,
  );
  const scripts = Object.fromEntries(
    numbered(20 + (index % 30), (i) => [`script-${i}`, `node scripts/${index}/${i}.js`]),
  );
  return index % 2 === 0
    ? { path: `services/${index % 50}/${index}/compose.yml`, text: `services:\n${services.join('')}` }
    : {
        path: `packages/${index % 50}/${index}/package.json`,
        text: `${JSON.stringify({ name: `p${index}`, scripts }, undefined, 2)}\n`,
      };
}

function floorOf(folder: string): Floor {
  const script = join(import.meta.dirname, 'many-files-floor.ts');
  const output = execFileSync(process.execPath, ['--import=tsx', script, folder], {
    env: ENVIRONMENT,
    encoding: 'utf8',
  });
  return JSON.parse(output) as Floor;
}

function timeOf(ourScript: string, command: readonly string[], cwd: string): number {
  const begun = performance.now();
  const { status, error } = spawnSync(process.execPath, [ourScript, ...command, '.'], {
    cwd,
    env: ENVIRONMENT,
    stdio: 'ignore',
  });
  if (error || status === 2) throw new Error(`${command.join(' ')} failed`, { cause: error });
  return performance.now() - begun;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
