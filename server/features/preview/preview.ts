import { isMapping } from '../../core/base/mapping.js';
import type { Steps } from '../../core/base/steps.js';
import type { Span } from '../../core/base/text.js';
import { toPlain } from '../../core/jsone/engine/index.js';
import type { Located } from '../../core/jsone/located-value.js';
import type { DocumentModel } from '../../core/model/model.js';
import { createdTasks } from '../../core/services/created/created-tasks.js';
import { GITHUB_EVENTS, type GithubEvent } from '../../core/services/github/events.js';
import { type Outcome, outcomesInSteps } from '../../core/services/github/outcomes.js';
import { renderTasks } from '../../core/services/github/render-tasks.js';
import { type TasksFor, tasksForOf } from '../../core/services/github/tasks-for.js';
import { firedTasks } from '../../core/services/hooks/fired-tasks.js';
import { VERSION_ZERO_EVENTS } from '../../core/services/version-0/events.js';
import { type EventFields, fieldsOf, withFields } from './event-fields.js';
import { bodyValue, type PreviewMemory } from './preview-memory.js';

/** What a user wants to see. */
export interface PreviewChoice {
  /** The name of an event, or of a way to fire a hook; undefined: the first with tasks. */
  readonly occasion?: string | undefined;
  /**
   * The body of a webhook, instead of the event's own. It shows which kind of event it is of; if not, it is of this one. For a
   * hook, the payload.
   */
  readonly body?: unknown;
  /**
   * Only the occasion counts, if it is one of GitHub's usual events or was among the last `occasions`: these are left empty,
   * which is many times faster.
   */
  readonly only?: boolean;
  /** The moment of rendering (ISO 8601), instead of now. */
  readonly now?: string;
  /** What is changed in the body. */
  readonly fields?: EventFields;
}

/** An event, or a way to fire a hook, and what comes of it. */
export interface PreviewOccasion {
  /** Unique in a file. */
  readonly name: string;
  /** In words: "a push of a tag". */
  readonly title: string;
  readonly tasksFor: TasksFor | undefined;
  readonly result: { readonly tasks: number } | { readonly failure: PreviewFailure };
}

export interface PreviewFailure {
  readonly message: string;
  readonly span: Span;
}

/** What a file yields. */
export interface Preview {
  /** None in a file whose tasks stand in it as they are. */
  readonly occasions: readonly PreviewOccasion[];
  /** The one that is shown. */
  readonly shown: string | undefined;
  /** The kind of event that is shown; undefined for what is not from GitHub. */
  readonly tasksFor?: TasksFor;
  /** Which fields of the event can be changed. */
  readonly fields: readonly (keyof EventFields)[];
  /** The body of the event; undefined if there is none. */
  readonly body: unknown;
  readonly tasks: readonly Located[];
  /** Why there are none. */
  readonly failures: readonly PreviewFailure[];
  /** Why nothing can be shown for this file at all. */
  readonly reason?: string;
}

/** When, and for which deployment. */
export interface PreviewWorld {
  /** The current time (ISO 8601). */
  readonly now: string;
  /** The root URL of the deployment; undefined: any. */
  readonly rootUrl: string | undefined;
}

const NOTHING: Preview = { occasions: [], shown: undefined, fields: [], body: undefined, tasks: [], failures: [] };

/**
 * What a file yields for an event, or as it stands. Each event is a step.
 * @param memory what previews of earlier versions left, if the tree of the model is its current version
 */
export function* preview(
  model: DocumentModel,
  choice: PreviewChoice,
  world: PreviewWorld,
  memory?: PreviewMemory,
): Steps<Preview> {
  const { kind, tree } = model;
  if (kind === 'worker-pool') return nothing('This file defines worker pools, and no tasks.');
  if (kind === 'none' || kind === 'config')
    return nothing(
      'This is not recognised as a file with tasks. If it is one, say so at its top: "# taskcluster-kind: task".',
    );
  if (tree.errors.length > 0 || tree.limit)
    return nothing('This file cannot be read as YAML or JSON. Correct its mistakes first.');
  if (kind === 'taskcluster-yml-v1') return yield* forEvent(model, choice, world, memory);
  const { tasks, events: tried, failures } = yield* createdTasks(model);
  const occasions =
    kind === 'taskcluster-yml-v0' ? VERSION_ZERO_EVENTS.map(({ type, title }) => ({ name: type, title })) : tried;
  if (occasions.length === 0) return { ...NOTHING, tasks };
  const isOn =
    (name: string | undefined) =>
    ({ event }: { readonly event: { readonly name: string } | undefined }): boolean =>
      event === undefined || event.name === name;
  const all = occasions.map(({ name, title }): PreviewOccasion => {
    const failure = failures.find(isOn(name));
    const result = failure ? { failure } : { tasks: tasks.filter(isOn(name)).length };
    return { name, title, tasksFor: undefined, result };
  });
  const shown = chosen(all, choice)?.name;
  if (choice.body !== undefined && shown !== undefined && model.hooks.length > 0) {
    const fired = model.hooks.map((hook) => firedTasks(tree, hook, shown, choice.body, world.now));
    return {
      ...NOTHING,
      occasions: all,
      shown,
      body: choice.body,
      tasks: fired.flatMap((one) => one.tasks),
      failures: fired.flatMap((one) => one.failures),
    };
  }
  return {
    ...NOTHING,
    occasions: all,
    shown,
    tasks: tasks.filter(isOn(shown)),
    failures: failures.filter(isOn(shown)),
  };
}

/** The occasion that the user has chosen, or the first that has tasks, or else the first. */
function chosen(occasions: readonly PreviewOccasion[], { occasion }: PreviewChoice): PreviewOccasion | undefined {
  return (
    occasions.find(({ name }) => name === occasion) ??
    occasions.find(({ result }) => 'tasks' in result && result.tasks > 0) ??
    occasions[0]
  );
}

function* forEvent(
  { tree }: DocumentModel,
  choice: PreviewChoice,
  world: PreviewWorld,
  memory?: PreviewMemory,
): Steps<Preview> {
  const { now, rootUrl } = { ...world, ...(choice.now !== undefined && { now: choice.now }) };
  const candidates = choice.only ? [...GITHUB_EVENTS, ...(memory?.events ?? [])] : [];
  const only = candidates.find(({ name }) => name === choice.occasion);
  const outcomes = only ? [] : yield* outcomesInSteps(tree, memory?.template);
  if (memory && !only) memory.events = outcomes.map(({ event }) => event);
  const occasions = outcomes.map(occasionOf);
  const shown = only?.name ?? chosen(occasions, choice)?.name;
  const event = only ?? outcomes.find((outcome) => outcome.event.name === shown)?.event;
  if (!event) return nothing('No event creates tasks from this file.');
  const own = isMapping(choice.body) ? choice.body : undefined;
  const tasksFor = (own && tasksForOf(own)) ?? event.tasksFor;
  const body = withFields(own ?? toPlain(event.body()), tasksFor, choice.fields ?? {});
  const rendered = renderTasks(tree, { tasksFor, body: bodyValue(body, memory), now, rootUrl }, memory?.template);
  return {
    ...NOTHING,
    occasions,
    shown,
    tasksFor,
    fields: fieldsOf(tasksFor),
    body,
    ...('tasks' in rendered ? { tasks: rendered.tasks } : { failures: rendered.failures }),
  };
}

function occasionOf(outcome: Outcome): PreviewOccasion {
  const { name, title, tasksFor }: GithubEvent = outcome.event;
  const result = 'tasks' in outcome ? { tasks: outcome.tasks } : { failure: outcome.failure };
  return { name, title, tasksFor, result };
}

function nothing(reason: string): Preview {
  return { ...NOTHING, reason };
}
