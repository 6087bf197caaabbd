import { usualName } from './event-name.js';
import { type GithubEvent, GRAVITIES, type Gravity } from './events.js';
import { EVENT_NOUNS } from './tasks-for.js';

/** How many events of one kind to name. */
const MOST_NAMED = 2;

/**
 * Some events in words, the most usual ones first. If all usual events of a kind are among them, only the kind is named.
 * Undefined if they are all rendered events.
 */
export function eventWords(
  events: Iterable<GithubEvent>,
  lookedAt: readonly GithubEvent[],
): readonly string[] | undefined {
  const some = new Set(events);
  if (lookedAt.every((event) => some.has(event))) return undefined;
  const words: string[] = [];
  for (const tasksFor of new Set([...some].map((event) => event.tasksFor))) {
    const named = withoutMore([...some].filter((event) => event.tasksFor === tasksFor));
    const of = lookedAt.filter((event) => event.tasksFor === tasksFor);
    const usual = of.filter(({ changes }) => changes.length === 0);
    if (usual.every((event) => some.has(event))) words.push(`a ${EVENT_NOUNS[tasksFor]}`);
    else
      words.push(
        ...named
          .toSorted((a, b) => a.changes.length - b.changes.length)
          .slice(0, MOST_NAMED)
          .map(({ title }) => title),
      );
  }
  return words;
}

/** The events, without those that have all changes of another one and more. */
function withoutMore(events: readonly GithubEvent[]): readonly GithubEvent[] {
  const isIn = (less: GithubEvent, more: GithubEvent): boolean =>
    less.changes.length < more.changes.length &&
    usualName(less.name) === usualName(more.name) &&
    less.changes.every((change) => more.changes.includes(change));
  return events.filter((event) => !events.some((less) => isIn(less, event)));
}

/** The severity of something that happens for some events: that of the gravest event. */
export function gravityOf(events: Iterable<GithubEvent>): Gravity {
  const all = [...events].map(({ gravity }) => GRAVITIES.indexOf(gravity));
  return GRAVITIES[Math.min(...all)] ?? 'hint';
}
