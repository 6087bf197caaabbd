import type { Severity } from '../../base/finding.js';
import type { Steps } from '../../base/steps.js';
import type { Located } from '../../jsone/located-value.js';
import type { MapNode } from '../../syntax/node.js';
import type { ServiceError } from '../service-error.js';
import { eventWords, gravityOf } from './event-words.js';
import type { GithubEvent, Gravity } from './events.js';
import type { TracedRendering } from './provenance.js';

/**
 * Checks the tasks of every rendering and reports each error once, with the events for which it occurs, unless these are all
 * events that yield the task. Each task of an event is a step.
 */
export function* combineEvents(
  renderings: readonly TracedRendering[],
  judge: (task: Located) => readonly ServiceError[],
): Steps<ServiceError[]> {
  const found = new Map<string, { error: ServiceError; events: Set<GithubEvent>; maps: readonly MapNode[] }>();
  const seenIn = new Map<MapNode, Set<GithubEvent>>();
  for (const { event, tasks = [] } of renderings) {
    for (const task of tasks) {
      const maps = (typeof task.value === 'object' && task.value !== null && task.sources.get(task.value)) || [];
      for (const map of maps) seenIn.set(map, (seenIn.get(map) ?? new Set()).add(event));
      for (const error of judge(task)) {
        const identity = `${error.rule} ${error.span.start} ${error.message}`;
        const known = found.get(identity) ?? { error, events: new Set<GithubEvent>(), maps };
        known.events.add(event);
        found.set(identity, known);
      }
      yield;
    }
  }
  const lookedAt = renderings.map(({ event }) => event);
  return [...found.values()].map(({ error, events, maps }) => {
    // A task that the queue rejects is lost for a release as for a push. What is unlike usual bodies weighs less.
    const isUsual = [...events].some((event) => !event.isUnusual);
    const severity = isUsual ? error.severity : leastOf(error.severity, gravityOf(events));
    const always = maps.every((map) => [...(seenIn.get(map) ?? [])].every((event) => events.has(event)));
    const words = always ? undefined : eventWords(events, lookedAt);
    return { ...error, ...(severity && { severity }), ...(words && { events: words }) };
  });
}

/** Undefined: the rule's own severity. */
function leastOf(own: Severity | undefined, gravity: Gravity): Severity | undefined {
  if (gravity === 'error') return own;
  return own === undefined || own === 'error' ? gravity : own;
}
