import type { Steps } from '../../core/base/steps.js';
import { createEvaluator } from '../../core/jsone/shape.js';
import { isJudged, type TaskVariant } from '../../core/model/model.js';
import { type CreationFailure, createdTasks } from '../../core/services/created/created-tasks.js';
import { workerRuns } from '../../core/services/created/worker-runs.js';
import type { PoolFacts } from '../../core/services/worker/d2g/pool-facts.js';
import { queueOf } from '../../core/services/worker/worker-format.js';
import type { View } from '../view.js';
import { describeRun } from './describe-run.js';
import { runAt } from './find-run.js';

/** What the worker runs for the task at a place, as Markdown, or why that cannot be shown. */
export type WorkerView =
  | { readonly found: true; readonly name: string | undefined; readonly markdown: string }
  | { readonly found: false; readonly reason: string };

/** What is known of the worker pool of a queue; undefined if nothing is. */
export type PoolFactsOf = (taskQueueId: string) => PoolFacts | undefined;

/** What the worker runs for the task at a place. A template is rendered for every event; each is a step. */
export function* workerView({ model, offset }: View, poolFactsOf: PoolFactsOf): Steps<WorkerView> {
  const { tree } = model;
  if (model.kind === 'none')
    return nothing(
      'This is not recognised as a Taskcluster file. If it is one, say so at its top: "# taskcluster-kind: task".',
    );
  if (tree.errors.length > 0) return nothing('This file cannot be read as YAML or JSON. Correct its mistakes first.');
  if (tree.limit) return nothing(tree.limit.message);
  const { tasks, events, failures } = yield* createdTasks(model);
  const factsFor = (queue: string | undefined): PoolFacts | undefined =>
    queue === undefined ? undefined : poolFactsOf(queue);
  const runs = workerRuns(tasks, factsFor);
  const run = runAt(runs, tree, offset);
  const [failure] = failures;
  if (!run) return nothing(failure ? failureWords(failure) : 'There is no task here. Put the cursor on one.');
  const { name, origin, result } = run;
  if ('skipped' in result)
    return nothing(`${name === undefined ? 'This task' : `The task "${name}"`} is not converted: ${result.skipped}.`);
  const queue = queueOf(run.task.value);
  const markdown = describeRun(run, result, {
    others: runs.filter((other) => other !== run && other.origin === origin && !('skipped' in other.result)),
    events,
    failing: failures.flatMap(({ event }) => event ?? []),
    limits: failures.flatMap(({ event, message }) => (event ? [] : [message])),
    pool: factsFor(queue)?.d2gConfig ? queue : undefined,
  });
  return { found: true, name, markdown };
}

function failureWords({ event, message }: CreationFailure): string {
  return event ? `This template gives no tasks: ${message}` : message;
}

function nothing(reason: string): WorkerView {
  return { found: false, reason };
}

/** Whether there is a task in the format of docker-worker at a place, as far as that shows without rendering a template. */
export function isDockerTaskAt({ model, offset }: View): boolean {
  const { tasks, dialect, tree } = model;
  if (tree.errors.length > 0) return false;
  const evaluator = createEvaluator(dialect);
  return tasks.some((variant) => {
    if (!isJudged(variant) || !isAround(variant, offset)) return false;
    const payload = variant.shape.fields.get('payload');
    if (!payload) return false;
    return evaluator
      .shapes(payload.entry.value, payload.scope)
      .some((shape) => shape.kind === 'map' && shape.fields.has('image'));
  });
}

/** Whether an offset is in the task, or in a mapping of which it is made. */
function isAround({ place, shape }: TaskVariant, offset: number): boolean {
  return [place, ...shape.parts].some(({ start, end }) => start <= offset && offset <= end);
}
