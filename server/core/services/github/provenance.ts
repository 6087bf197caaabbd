import type { Steps } from '../../base/steps.js';
import { plainWriter, type Value } from '../../jsone/engine/index.js';
import type { Located } from '../../jsone/located-value.js';
import type { MapNode, Node } from '../../syntax/node.js';
import { eventsOf, type GithubEvent } from './events.js';
import { type KnownParts, type Renderer, type Rendering, TOO_MANY_STEPS } from './render.js';
import { isEmptyBranch, parentsOf, placeOfTask } from './task-location.js';
import { variantsOf } from './variants.js';

/** The tasks that `.taskcluster.yml` yields for one event, each with the places in the source it comes from. */
export interface TracedRendering {
  readonly event: GithubEvent;
  /** The result of the template, as values, and what was noted while rendering. */
  readonly rendering: Rendering;
  /** Undefined if the template cannot be rendered for this event. */
  readonly tasks: readonly Located[] | undefined;
  /** Why not. */
  readonly error?: string;
}

/** The same variant of an event as an object that earlier renderings know, if they tried it. */
function knownVariant({ variants }: KnownParts, event: GithubEvent, variant: GithubEvent): GithubEvent {
  const known = variants.get(event) ?? new Map<string, GithubEvent>();
  variants.set(event, known);
  const { name, title, gravity, isUnusual } = variant;
  const identity = `${name}\n${title}\n${gravity} ${isUnusual}`;
  const found = known.get(identity) ?? variant;
  known.set(identity, found);
  return found;
}

/** The maximum number of values in the tasks of one event. */
const MAX_VALUES = 100_000;

/** How many events to render for each `tasks_for`: the usual ones, then variants of what the template reads. */
const MOST_EVENTS = 32;

/**
 * Renders a version 1 `.taskcluster.yml` for every GitHub event that its policy lets through, and for variants of them: fields
 * that the template reads are null or missing, or have the values they are compared with, so that each branch is reached.
 * Each mapping of a rendering refers to the mappings of the source it was made from. Each event is a step.
 */
export function* traceTasks(root: Node, renderer: Renderer): Steps<TracedRendering[]> {
  const sources = new Map<object, readonly MapNode[]>();
  const write = plainWriter({ sources });
  const parents = parentsOf(root);
  let isTooLarge = false;
  const trace = (event: GithubEvent): TracedRendering => {
    const rendering = renderer.render(event);
    const tooLarge = { event, rendering, tasks: undefined, error: TOO_MANY_STEPS };
    if ('error' in rendering) {
      isTooLarge = rendering.error === TOO_MANY_STEPS;
      return { event, rendering, tasks: undefined, error: rendering.error };
    }
    const { length } = rendering.tasks;
    const size = rendering.tasks.reduce((sum, task) => sum + ('measure' in task ? task.measure.size : 1), 0);
    isTooLarge = size > MAX_VALUES;
    if (isTooLarge) return tooLarge;
    const located = (task: Value, i: number): Located => {
      const place = (task.kind === 'object' && task.parts.at(-1)) || placeOfTask(root, i, length);
      return { value: write(task), sources, place };
    };
    // That it is none is said of the branch that it comes from.
    const tasks = rendering.tasks.flatMap((task, i) => (isEmptyBranch(task, parents) ? [] : [located(task, i)]));
    return { event, rendering, tasks };
  };
  const traced: TracedRendering[] = [];
  const waiting: GithubEvent[] = [...eventsOf(root)];
  const usual = waiting.length;
  // The same changes, repeated or in another order, give the same name. Events that look the same have the same title.
  const known = new Set(waiting.flatMap(({ name, title }) => [name, title]));
  const tried = new Set<string>();
  const counts = new Map<string, number>();
  for (let next = 0; next < waiting.length; next++) {
    const event = waiting[next];
    const count = (event && counts.get(event.tasksFor)) ?? 0;
    if (!event || count >= MOST_EVENTS || (next >= usual && !renderer.hasTime())) continue;
    counts.set(event.tasksFor, count + 1);
    const one = trace(event);
    traced.push(one);
    // If one event is too much, all of them usually are, and it takes long to find out.
    if (isTooLarge) break;
    for (const made of variantsOf(event, one.rendering.notes(), tried)) {
      const variant = knownVariant(renderer.known, event, made);
      if (known.has(variant.name) || known.has(variant.title)) continue;
      known.add(variant.name).add(variant.title);
      waiting.push(variant);
    }
    yield;
  }
  return traced;
}
