import type { Severity } from '../../base/finding.js';
import type { Steps } from '../../base/steps.js';
import { compile, createMemo, evaluate } from '../../jsone/engine/index.js';
import { NOW } from '../../jsone/fixed-clock.js';
import { beginning, type Located } from '../../jsone/located-value.js';
import { staticTask } from '../../jsone/static-value.js';
import { toData } from '../../jsone/to-data.js';
import { type DocumentModel, type Hook, isJudged } from '../../model/model.js';
import { outcomeOf } from '../github/outcomes.js';
import { traceTasks } from '../github/provenance.js';
import { rendererOf } from '../github/render.js';
import { type Failure, templateFailures } from '../github/render-event.js';
import { keySpan, tasksEntry } from '../github/task-location.js';
import { deafError } from '../hooks/deaf.js';
import { readHook } from '../hooks/read-hook.js';
import { renderedTasks } from '../hooks/rendered-task.js';
import { waysOf } from '../hooks/ways.js';
import { isSentAsJson } from '../sent-task.js';
import { eventsOfTask, tasksIn } from '../version-0/events.js';
import { fillIn, MAX_LENGTH, type Sources } from '../version-0/fill-in.js';

/** An event of GitHub, or a way to fire a hook. */
export interface CreationEvent {
  /** For programs: `push`, and for a variant what differs: `push:ref=refs/heads/x`; `triggerHook`. */
  readonly name: string;
  /** In words: `a push to the branch "main"`. */
  readonly title: string;
}

/** A task that a document creates, as far as it is known. */
export interface CreatedTask {
  /** What is computed elsewhere is `Unknown`. */
  readonly value: Readonly<Record<string, unknown>>;
  readonly sources: Located['sources'];
  readonly place: Located['place'];
  /** The mappings that may have more keys than are known. */
  readonly open: ReadonlySet<object>;
  /** Whether null becomes an empty mapping, as in version 0. */
  readonly nullIsMapping: boolean;
  /** When it is created; undefined for a task that stands in the file as it is. */
  readonly event: CreationEvent | undefined;
}

/** A template that gives no tasks for an event. */
export interface CreationFailure extends Failure {
  /** Undefined: the template is too large to be rendered for any further event. */
  readonly event: CreationEvent | undefined;
  readonly severity: Severity;
}

/** What a document creates. */
export interface Creation {
  /** By the events, in their order. */
  readonly tasks: readonly CreatedTask[];
  /** All that were tried; none in a document without a template. */
  readonly events: readonly CreationEvent[];
  readonly failures: readonly CreationFailure[];
}

const NOTHING: Creation = { tasks: [], events: [], failures: [] };

/** The step limit for the renderings of all hooks of a document together: about half a second. */
const MAX_STEPS_OF_ALL = 400_000;
const TOO_LARGE_HOOK = 'This template is too large to be rendered for every way of firing the hook.';

/**
 * The tasks that a document creates, as data: those of a template for each event that yields some, or for each way of firing the
 * hook; any other task as it stands in the file. Each event or way, or each task that stands in the file, is a step; a version 0
 * file is filled in at once.
 */
export function* createdTasks(model: DocumentModel): Steps<Creation> {
  const { kind, tree } = model;
  if (tree.errors.length > 0 || tree.limit) return NOTHING;
  if (kind === 'taskcluster-yml-v1') return yield* forEvents(model);
  if (kind === 'taskcluster-yml-v0') return filledIn(model);
  const fired = yield* ofHooks(model);
  return { ...fired, tasks: [...(yield* asWritten(model)), ...fired.tasks] };
}

function* forEvents({ kind, tree }: DocumentModel): Steps<Creation> {
  const [root] = tree.roots;
  const renderer = rendererOf({ kind, tree });
  if (!root || !renderer) return NOTHING;
  const traced = yield* traceTasks(root, renderer);
  const failures = traced
    .filter(({ tasks }) => !tasks)
    .flatMap((rendering): CreationFailure[] => {
      const outcome = outcomeOf(tree, rendering);
      if (!('failure' in outcome)) return [];
      return [{ ...outcome.failure, event: rendering.event, severity: rendering.event.gravity }];
    });
  const tasks = traced.flatMap(({ event, tasks: located = [] }) => located.flatMap((one) => created(one, { event })));
  return { tasks, events: traced.map(({ event }) => event), failures };
}

function filledIn({ tree }: DocumentModel): Creation {
  const [root] = tree.roots;
  if (!root) return NOTHING;
  if (tree.text.length > MAX_LENGTH) {
    const message = 'This file is too large to be filled in for its events.';
    return { ...NOTHING, failures: [tooLarge(message, keySpan(tasksEntry(root)))] };
  }
  const sources: Sources = new Map();
  const events = new Map<string, CreationEvent>();
  const tasks = tasksIn(toData(root, { sources })).flatMap((task) =>
    eventsOfTask(task).flatMap(({ type, title, parameters }) => {
      const event = { name: type, title };
      events.set(type, event);
      const value = fillIn(task, parameters, sources);
      return created({ value, sources, place: root }, { event, nullIsMapping: true });
    }),
  );
  return { tasks, events: [...events.values()], failures: [] };
}

function* ofHooks({ tree, hooks }: DocumentModel): Steps<Creation> {
  const tasks: CreatedTask[] = [];
  const failures: CreationFailure[] = [];
  const events = new Map<string, CreationEvent>();
  let steps = 0;
  for (const hook of hooks.filter(isRendered)) {
    const reading = readHook(hook);
    const template = compile(hook.task, tree, new Map());
    const memo = createMemo();
    for (const { firedBy, title, context } of waysOf(reading, !deafError(reading))) {
      if (steps > MAX_STEPS_OF_ALL) {
        failures.push(tooLarge(TOO_LARGE_HOOK, beginning(tree.text, hook.task)));
        break;
      }
      const event = firedBy && { name: firedBy, title: `a hook that is fired ${title}` };
      if (event) events.set(event.name, event);
      const result = evaluate(template, { context, now: NOW, memo });
      steps += result.steps;
      const [failure] = templateFailures(result.problems);
      if (failure && event) failures.push({ ...failure, event, severity: 'error' });
      if (!failure)
        for (const { located, open } of renderedTasks(result.value, hook.task))
          tasks.push(...created(located, { open, event }));
      yield;
    }
  }
  return { tasks, events: [...events.values()], failures };
}

function* asWritten({ kind, tasks, hooks, dialect }: DocumentModel): Steps<CreatedTask[]> {
  const ofHook = new Set(hooks.filter(isRendered).map(({ task }) => task));
  const found: CreatedTask[] = [];
  for (const variant of tasks) {
    if (!isJudged(variant) || ofHook.has(variant.place)) continue;
    const sentAs = variant.sentBy === 'hooks' ? 'hook' : kind;
    const { open, ...located } = staticTask(variant.shape, variant.place, dialect, isSentAsJson(sentAs));
    found.push(...created(located, { open }));
    yield;
  }
  return found;
}

/** Of other hooks, the payload is unknown. */
function isRendered({ layout }: Hook): boolean {
  return layout !== 'other';
}

function tooLarge(message: string, span: Failure['span']): CreationFailure {
  return { rule: 'limits', message, span, event: undefined, severity: 'error' };
}

const NO_MAPPINGS: ReadonlySet<object> = new Set();

function created(
  { value, sources, place }: Located,
  { open = NO_MAPPINGS, event, nullIsMapping = false }: Partial<Pick<CreatedTask, 'open' | 'event' | 'nullIsMapping'>>,
): CreatedTask[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const kept = event && { name: event.name, title: event.title };
  return [{ value: value as CreatedTask['value'], sources, place, open, event: kept, nullIsMapping }];
}
