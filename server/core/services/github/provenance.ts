import { setOwn } from '../../base/set-own.js';
import type { Steps } from '../../base/steps.js';
import type { Value } from '../../jsone/engine/index.js';
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
  const convert = converter();
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
    return { event, tasks: rendering.tasks.map((task, i) => convert(task, placeOfTask(root, i, length))) };
  };
  const traced: TracedRendering[] = [];
  for (const event of GITHUB_EVENTS) {
    traced.push(trace(event));
    yield;
  }
  return traced;
}

/** Makes plain data of values, each value once: what several events share stays shared. */
function converter(): (task: Value, place: Node) => Located {
  const sources = new Map<object, readonly MapNode[]>();
  const known = new Map<Value, unknown>();
  const convert = (value: Value): unknown => {
    switch (value.kind) {
      case 'object': {
        const before = known.get(value);
        if (before !== undefined) return before;
        const out: Record<string, unknown> = {};
        for (const [key, field] of value.fields) setOwn(out, key, convert(field.value));
        sources.set(out, value.parts);
        known.set(value, out);
        return out;
      }
      case 'array': {
        const before = known.get(value);
        if (before !== undefined) return before;
        const out = value.items.map(convert);
        known.set(value, out);
        return out;
      }
      case 'string':
      case 'number':
      case 'boolean':
      case 'null':
      case 'date':
        return value.value;
      case 'absent':
        return {};
      default:
        // There is none of these in a rendering without problems.
        return null;
    }
  };
  return (task, place) => ({
    value: convert(task),
    sources,
    place: (task.kind === 'object' && task.parts.at(-1)) || place,
  });
}
