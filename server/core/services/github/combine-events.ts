import type { Steps } from '../../base/steps.js';
import type { Located } from '../../jsone/located-value.js';
import type { MapNode } from '../../syntax/node.js';
import type { ServiceError as Issue } from '../service-error.js';
import type { TracedRendering } from './provenance.js';

/**
 * Judges the tasks of every rendering and says each issue once: with the events that it is there for, unless it is
 * there for all events that yield the task. A task of an event is a step.
 */
export function* combineEvents(
  renderings: readonly TracedRendering[],
  judge: (task: Located) => readonly Issue[],
): Steps<Issue[]> {
  const found = new Map<string, { issue: Issue; titles: Set<string>; maps: readonly MapNode[] }>();
  const seenIn = new Map<MapNode, Set<string>>();
  for (const { event, tasks = [] } of renderings) {
    for (const task of tasks) {
      const maps = (typeof task.value === 'object' && task.value !== null && task.sources.get(task.value)) || [];
      for (const map of maps) seenIn.set(map, (seenIn.get(map) ?? new Set()).add(event.title));
      for (const issue of judge(task)) {
        const identity = `${issue.rule} ${issue.span.start} ${issue.message}`;
        const known = found.get(identity) ?? { issue, titles: new Set<string>(), maps };
        known.titles.add(event.title);
        found.set(identity, known);
      }
      yield;
    }
  }
  return [...found.values()].map(({ issue, titles, maps }) => {
    const always = maps.every((map) => [...(seenIn.get(map) ?? [])].every((title) => titles.has(title)));
    return always ? issue : { ...issue, events: [...titles] };
  });
}
