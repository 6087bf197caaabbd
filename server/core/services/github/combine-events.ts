import type { Severity } from '../../base/finding.js';
import type { Steps } from '../../base/steps.js';
import type { Located } from '../../jsone/located-value.js';
import type { MapNode } from '../../syntax/node.js';
import type { ServiceError } from '../service-error.js';
import { eventWords, gravityOf } from './event-words.js';
import type { GithubEvent, Gravity } from './events.js';
import type { TracedRendering } from './provenance.js';

/**
 * Judges the tasks of every rendering and says each error once: with the events that it is there for, unless it is
 * there for all events that yield the task. A task of an event is a step.
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
    const isOnlyThere = (map: MapNode): boolean => [...(seenIn.get(map) ?? [])].every((event) => events.has(event));
    const always = maps.every(isOnlyThere);
    const gravity = gravityOf(events);
    // A payload for rarer events alone is refused each time that it is used, long after anyone looks.
    const isMeant = error.rule === 'payload' && gravity === 'warning' && maps.some(isOnlyThere);
    const severity = isMeant ? error.severity : leastOf(error.severity, gravity);
    const words = always ? undefined : eventWords(events, lookedAt);
    return { ...error, ...(severity && { severity }), ...(words && { events: words }) };
  });
}

/** Undefined: as grave as the rule says. */
function leastOf(own: Severity | undefined, gravity: Gravity): Severity | undefined {
  if (gravity === 'error') return own;
  return own === undefined || own === 'error' ? gravity : own;
}
