import { usualName } from './event-name.js';
import { type GithubEvent, GRAVITIES, type Gravity } from './events.js';

/** What all events of a `tasks_for` are together. */
const ALL: Readonly<Record<string, string>> = {
  'github-push': 'a push',
  'github-pull-request': 'a pull request',
  'github-pull-request-untrusted': 'a pull request of a stranger',
  'github-release': 'a release',
  'github-issue-comment': 'a comment',
};

/** How many events of one kind are named. */
const MOST_NAMED = 2;

/**
 * Some events in words, those first that are most usual. Where they are all of one kind, among those that were looked at,
 * the kind is named. Undefined where they are all that were looked at.
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
    if (usual.every((event) => some.has(event))) words.push(ALL[tasksFor] ?? tasksFor);
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

/** The events without those that are like another one of them and have something more that is otherwise. */
function withoutMore(events: readonly GithubEvent[]): readonly GithubEvent[] {
  const isIn = (less: GithubEvent, more: GithubEvent): boolean =>
    less.changes.length < more.changes.length &&
    usualName(less.name) === usualName(more.name) &&
    less.changes.every((change) => more.changes.includes(change));
  return events.filter((event) => !events.some((less) => isIn(less, event)));
}

/** How grave something is that happens for some events: as for the gravest of them. */
export function gravityOf(events: Iterable<GithubEvent>): Gravity {
  const all = [...events].map(({ gravity }) => GRAVITIES.indexOf(gravity));
  return GRAVITIES[Math.min(...all)] ?? 'hint';
}
