import type { Steps } from '../../base/steps.js';
import { plainWriter, type Value } from '../../jsone/engine/index.js';
import type { Located } from '../../jsone/located-value.js';
import type { MapNode, Node } from '../../syntax/node.js';
import { type Event, GITHUB_EVENTS } from './events.js';
import { type Renderer, TOO_MANY_STEPS } from './render.js';
import { placeOfTask } from './task-location.js';

/** The tasks that `.taskcluster.yml` yields for one event, each with the places in the source that it comes from. */
export interface TracedRendering {
  readonly event: Event;
  /** Undefined if the template cannot be rendered for this event. */
  readonly tasks: readonly Located[] | undefined;
  /** Why not. */
  readonly error?: string;
}

/** The most values that the tasks of one event may hold. */
const MAX_VALUES = 100_000;

/**
 * Renders `.taskcluster.yml` of version 1 for every event of GitHub. Each mapping of a rendering names those of the source
 * that it was made of. An event is a step.
 */
export function* traceTasks(root: Node, renderer: Renderer): Steps<TracedRendering[]> {
  const sources = new Map<object, readonly MapNode[]>();
  const write = plainWriter({ sources });
  let isTooLarge = false;
  const trace = (event: Event): TracedRendering => {
    // What is too much for one event mostly is for all, and finding that out takes long.
    if (isTooLarge) return { event, tasks: undefined, error: TOO_MANY_STEPS };
    const rendering = renderer.render(event);
    if ('error' in rendering) {
      isTooLarge = rendering.error === TOO_MANY_STEPS;
      return { event, tasks: undefined, error: rendering.error };
    }
    const { length } = rendering.tasks;
    const size = rendering.tasks.reduce((sum, task) => sum + ('measure' in task ? task.measure.size : 1), 0);
    isTooLarge = size > MAX_VALUES;
    if (isTooLarge) return { event, tasks: undefined, error: TOO_MANY_STEPS };
    const located = (task: Value, i: number): Located => {
      const place = (task.kind === 'object' && task.parts.at(-1)) || placeOfTask(root, i, length);
      return { value: write(task), sources, place };
    };
    return { event, tasks: rendering.tasks.map(located) };
  };
  const traced: TracedRendering[] = [];
  for (const event of GITHUB_EVENTS) {
    traced.push(trace(event));
    yield;
  }
  return traced;
}
