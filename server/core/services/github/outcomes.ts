import { finish, type Steps } from '../../base/steps.js';
import type { SyntaxTree } from '../../syntax/node.js';
import { usualName } from './event-name.js';
import { GITHUB_EVENTS, type GithubEvent } from './events.js';
import { notAList } from './list-of-tasks.js';
import { type TracedRendering, traceTasks } from './provenance.js';
import { rendererOf, TOO_MANY_STEPS } from './render.js';
import { type Failure, noMapping, templateFailures } from './render-event.js';
import { keySpan, tasksEntry } from './task-location.js';
import type { TasksFor } from './tasks-for.js';
import type { TemplateMemory } from './template-memory.js';

/** The outcome of an event: the number of tasks, or the reason why there are none. */
export type Outcome = { readonly event: GithubEvent } & ({ readonly tasks: number } | { readonly failure: Failure });

/**
 * The outcomes of a version 1 `.taskcluster.yml` for each event that its policy lets through, and for variants of what its
 * template reads, each after the usual event on which it is based. If the template is too large to be rendered for all of
 * them, one outcome says so.
 */
export function outcomesOf(tree: SyntaxTree): Outcome[] {
  return finish(outcomesInSteps(tree));
}

/** The same, each event a step. `memory`: what earlier versions left, if the tree is its current version. */
export function* outcomesInSteps(
  tree: SyntaxTree,
  memory?: Pick<TemplateMemory, 'known' | 'source'>,
): Steps<Outcome[]> {
  const [root] = tree.roots;
  const renderer = rendererOf({ kind: 'taskcluster-yml-v1', tree }, memory?.known, memory?.source);
  if (!root || !renderer) return [];
  const order = new Map(GITHUB_EVENTS.map(({ name }, index) => [name, index]));
  const place = ({ event }: Outcome): number => order.get(usualName(event.name)) ?? order.size;
  const traced = yield* traceTasks(root, renderer);
  return traced.map((traced) => outcomeOf(tree, traced)).sort((a, b) => place(a) - place(b));
}

/**
 * The outcomes for an overview: the usual events, and the variants with an outcome that no usual event of their kind has.
 * Variants with further changes but the same outcome are left out.
 */
export function tellingOutcomes(outcomes: readonly Outcome[]): Outcome[] {
  const usual = new Set(outcomes.filter(({ event }) => isUsual(event)).map(identityOf));
  const others = outcomes.filter((outcome) => !isUsual(outcome.event) && !usual.has(identityOf(outcome)));
  return outcomes.filter(
    (outcome) => isUsual(outcome.event) || (others.includes(outcome) && !others.some((one) => isIn(one, outcome))),
  );
}

/** Whether a subset of the changes already has this outcome. */
function isIn(less: Outcome, more: Outcome): boolean {
  const { changes } = less.event;
  return (
    changes.length < more.event.changes.length &&
    usualName(less.event.name) === usualName(more.event.name) &&
    identityOf(less) === identityOf(more) &&
    changes.every((change) => more.event.changes.includes(change))
  );
}

/** The default event of a kind. */
export function usualEvent(tasksFor: TasksFor): GithubEvent | undefined {
  return GITHUB_EVENTS.find((event) => event.tasksFor === tasksFor);
}

/** All events for which a file can be rendered by name: the usual ones whatever its policy, and its variants. */
export function* namedEvents(tree: SyntaxTree): Iterable<GithubEvent> {
  yield* GITHUB_EVENTS;
  for (const { event } of outcomesOf(tree)) if (!isUsual(event)) yield event;
}

/** What came of rendering a file for an event. */
export function outcomeOf({ roots: [root] }: SyntaxTree, { event, rendering }: TracedRendering): Outcome {
  if ('tasks' in rendering) return { event, tasks: rendering.tasks.length };
  const [failure] = templateFailures(rendering.problems);
  if (failure || !root) return { event, failure: failure ?? noMapping(root) };
  if (rendering.error === TOO_MANY_STEPS) {
    const message = 'This template is too large to be rendered for every event.';
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
