import { finish } from '../../base/steps.js';
import type { SyntaxTree } from '../../syntax/node.js';
import { usualName } from './event-name.js';
import { GITHUB_EVENTS, type GithubEvent } from './events.js';
import { type TracedRendering, traceTasks } from './provenance.js';
import { rendererOf, TOO_MANY_STEPS } from './render.js';
import { type Failure, noMapping, templateFailures } from './render-event.js';
import { notAList } from './rendering-errors.js';
import { keySpan, tasksEntry } from './task-location.js';
import type { TasksFor } from './tasks-for.js';

/** What comes of an event: so many tasks, or what keeps them from being made. */
export type Outcome = { readonly event: GithubEvent } & ({ readonly tasks: number } | { readonly failure: Failure });

/**
 * What a `.taskcluster.yml` of version 1 makes of each event that its policy lets through, and of the variants that its
 * template looks at, each behind the usual event that it is like. Where the template is too much to be rendered for all
 * of them, one says so.
 */
export function outcomesOf(tree: SyntaxTree): Outcome[] {
  const [root] = tree.roots;
  const renderer = rendererOf({ kind: 'taskcluster-yml-v1', tree });
  if (!root || !renderer) return [];
  const order = new Map(GITHUB_EVENTS.map(({ name }, index) => [name, index]));
  const place = ({ event }: Outcome): number => order.get(usualName(event.name)) ?? order.size;
  return finish(traceTasks(root, renderer))
    .map((traced) => outcomeOf(tree, traced))
    .sort((a, b) => place(a) - place(b));
}

/**
 * What an overview shows: the usual events, and the variants with an outcome that no usual one of their kind has. What
 * is changed besides, without another outcome, is left out.
 */
export function tellingOutcomes(outcomes: readonly Outcome[]): Outcome[] {
  const usual = new Set(outcomes.filter(({ event }) => isUsual(event)).map(identityOf));
  const others = outcomes.filter((outcome) => !isUsual(outcome.event) && !usual.has(identityOf(outcome)));
  return outcomes.filter(
    (outcome) => isUsual(outcome.event) || (others.includes(outcome) && !others.some((one) => isIn(one, outcome))),
  );
}

/** Whether an outcome is there with a part of the changes already. */
function isIn(less: Outcome, more: Outcome): boolean {
  const { changes } = less.event;
  return (
    changes.length < more.event.changes.length &&
    usualName(less.event.name) === usualName(more.event.name) &&
    identityOf(less) === identityOf(more) &&
    changes.every((change) => more.event.changes.includes(change))
  );
}

/** The event that is meant where only its kind is named. */
export function usualEvent(tasksFor: TasksFor): GithubEvent | undefined {
  return GITHUB_EVENTS.find((event) => event.tasksFor === tasksFor);
}

/** All events that a file can be rendered for by name: the usual ones whatever its policy, and its variants. */
export function* namedEvents(tree: SyntaxTree): Iterable<GithubEvent> {
  yield* GITHUB_EVENTS;
  for (const { event } of outcomesOf(tree)) if (!isUsual(event)) yield event;
}

function outcomeOf({ roots: [root] }: SyntaxTree, { event, rendering }: TracedRendering): Outcome {
  if ('tasks' in rendering) return { event, tasks: rendering.tasks.length };
  const [failure] = templateFailures(rendering.problems);
  if (failure || !root) return { event, failure: failure ?? noMapping(root) };
  if (rendering.error === TOO_MANY_STEPS) {
    const message = 'This template is too large to be rendered for one event after another.';
    return { event, failure: { rule: 'limits', message, span: keySpan(tasksEntry(root)) } };
  }
  return { event, failure: rendering.list ? notAList(root, rendering.list) : noMapping(root) };
}

function isUsual({ changes }: GithubEvent): boolean {
  return changes.length === 0;
}

function identityOf(outcome: Outcome): string {
  const { tasksFor } = outcome.event;
  return 'tasks' in outcome ? `${tasksFor} ${outcome.tasks}` : `${tasksFor} fails at ${outcome.failure.span.start}`;
}
