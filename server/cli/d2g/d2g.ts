import { didYouMean } from '../../core/base/did-you-mean.js';
import { syntaxOf } from '../../core/base/document.js';
import { finish } from '../../core/base/steps.js';
import { lineOf } from '../../core/base/text.js';
import { buildModel } from '../../core/model/build.js';
import { type CreatedTask, type CreationFailure, createdTasks } from '../../core/services/created/created-tasks.js';
import { type FactsOf, nodeOf, type WorkerRun, workerRuns } from '../../core/services/created/worker-runs.js';
import type { Failure } from '../../core/services/github/render-event.js';
import { type D2gConfig, readD2gConfig } from '../../core/services/worker/d2g/d2g-config.js';
import { poolFactsIn } from '../../core/services/worker/d2g/pool-facts.js';
import { queueOf } from '../../core/services/worker/worker-format.js';
import { parse } from '../../core/syntax/parse.js';
import { type Connect, deploymentOf } from '../deployment.js';
import { Exit, type ExitCode, say } from '../exit.js';
import type { Io } from '../io.js';
import { lookUpPools } from '../live.js';
import type { D2gOptions } from '../options.js';
import { InputError, readObject, readText } from '../render/input.js';
import { reportFailuresIn, unreadIn } from '../render/report-failures.js';
import { safeJson } from '../report/display.js';
import { runsData } from './report-runs.js';

/**
 * `taskcluster-lint d2g`: prints what the worker runs for the tasks of a file, and which tasks are not in the format of
 * docker-worker.
 */
export async function d2g(options: D2gOptions, io: Io, connect: Connect): Promise<ExitCode> {
  try {
    return await convert(options, io, connect);
  } catch (error) {
    if (error instanceof InputError) {
      say(io, error.message);
      return error.exit;
    }
    throw error;
  }
}

async function convert(options: D2gOptions, io: Io, connect: Connect): Promise<ExitCode> {
  const { path, stdinName, tasks: wanted, color } = options;
  const findFacts = factsFinder(options, io, connect);
  const name = path === '-' ? stdinName : path;
  const text = await readText(path, io);
  const file = { path: name, text, color };
  const [fileName = '', ...above] = name.replaceAll('\\', '/').split('/').toReversed();
  const syntax = syntaxOf(fileName) ?? 'yaml';
  const tree = parse(text, syntax);
  const unread = unreadIn(tree);
  if (unread.length > 0) return reportFailuresIn(unread, file, io);
  const folder = above.toReversed().join('/');
  const model = buildModel({ fileName, folder, syntax, text, selection: 'auto' }, tree);
  const { tasks, failures } = finish(createdTasks(model));
  if (tasks.length + failures.length === 0) throw new InputError(`${name}: there are no tasks in this file`);
  const all = workerRuns(tasks, await findFacts(tasks));
  const runs = wanted.length === 0 ? all : chosen(all, wanted, name);
  io.stdout.write(`${safeJson(runsData(runs, failures, text), 2)}\n`);
  const rejected = runs.filter(({ result }) => 'problems' in result);
  for (const run of rejected) say(io, wordsOf(run, name, text));
  if (failures.length > 0) reportFailuresIn(failures.map(toFailure), file, io);
  return rejected.length > 0 || failures.some(({ severity }) => severity === 'error') ? Exit.found : Exit.ok;
}

/** How the facts of pools are found: in a file, by asking a deployment about all pools of the tasks, or not at all. */
function factsFinder(
  { d2gConfig, live, rootUrl }: D2gOptions,
  io: Io,
  connect: Connect,
): (tasks: readonly CreatedTask[]) => Promise<FactsOf> {
  if (!live) {
    const facts = d2gConfig === undefined ? undefined : { d2gConfig: configIn(d2gConfig, io) };
    return () => Promise.resolve(() => facts);
  }
  const deployment = deploymentOf(rootUrl, io.env);
  if ('problem' in deployment) throw new InputError(deployment.problem);
  return async (tasks) => {
    const ids = new Set(tasks.flatMap(({ value }) => queueOf(value) ?? []));
    const pools = await lookUpPools([...ids], deployment, io, connect);
    return (id = '') => {
      const worker = pools.get(id)?.worker;
      return worker && poolFactsIn(worker);
    };
  };
}

function configIn(path: string, io: Io): D2gConfig {
  const { config, problems } = readD2gConfig(readObject(path, 'the d2gConfig', io));
  if (problems.length > 0) throw new InputError(`${path}: ${problems.join('; ')}`);
  return config;
}

/** The runs of the tasks with these names. */
function chosen(runs: readonly WorkerRun[], wanted: readonly string[], path: string): WorkerRun[] {
  const names = new Set(runs.flatMap(({ name }) => name ?? []));
  for (const name of wanted) {
    if (names.has(name)) continue;
    const meant = didYouMean(name, names);
    const rest = meant === undefined ? '' : `: did you mean '${meant}'?`;
    throw new InputError(`${path}: no task has the name '${name}' in its metadata${rest}`);
  }
  return runs.filter(({ name }) => name !== undefined && wanted.includes(name));
}

function wordsOf({ name, task, result }: WorkerRun, path: string, text: string): string {
  const line = lineOf(text, nodeOf(task).start);
  const problems = 'problems' in result ? result.problems : [];
  const what = name === undefined ? 'a task' : `the task '${name}'`;
  return `${path}:${line}: ${what} cannot be converted. ${problems.join(' ')}`;
}

function toFailure({ event, message, ...failure }: CreationFailure): Failure & Pick<CreationFailure, 'severity'> {
  return { ...failure, message: event ? `For ${event.name}: ${message}` : message };
}
