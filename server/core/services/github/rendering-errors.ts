import { lazy } from '../../base/lazy.js';
import { quote } from '../../base/quote.js';
import { OTHER_CALLERS_CONTEXT } from '../../jsone/check/contexts.js';
import { describeProblem } from '../../jsone/describe-problem.js';
import { contextOf, keysOf, type Problem } from '../../jsone/engine/index.js';
import type { DocumentModel } from '../../model/model.js';
import { type Entry, keyText, type Node, resolveAlias, type SyntaxTree } from '../../syntax/node.js';
import { problemFixes } from '../problem-fixes.js';
import type { ServiceError } from '../service-error.js';
import { eventWords, gravityOf } from './event-words.js';
import type { GithubEvent } from './events.js';
import { noTask, notAList } from './list-of-tasks.js';
import type { Mistake } from './mistake.js';
import type { TracedRendering } from './provenance.js';
import { NO_LIST, TOO_MANY_STEPS } from './render.js';
import { checkTaskIds } from './task-ids.js';
import { keySpan, parentsOf, tasksEntry } from './task-location.js';
import { EVENT_NOUNS } from './tasks-for.js';

/** Why a template yields no tasks for an event, or a list that the service rejects; each mistake once, with its events. */
export function renderingErrors(
  { tree, isPart }: Pick<DocumentModel, 'tree' | 'isPart'>,
  renderings: readonly TracedRendering[],
): ServiceError[] {
  const [root] = tree.roots;
  if (!root || renderings.length === 0) return [];
  const found = new Map<string, { readonly mistake: Mistake; readonly events: Set<GithubEvent> }>();
  const foreign = isForOthers(renderings);
  const parents = parentsOf(root);
  const describe = describer(tree, parents);
  for (const one of renderings) {
    for (const mistake of [...mistakesOf(root, one, foreign, parents, describe), ...(isPart ? [] : idMistakes(one))]) {
      const identity = `${mistake.rule} ${mistake.span.start} ${mistake.span.end}`;
      const known = found.get(identity) ?? { mistake, events: new Set<GithubEvent>() };
      known.events.add(one.event);
      found.set(identity, known);
    }
  }
  const lookedAt = renderings.map(({ event }) => event);
  return [...found.values()].map(({ mistake: { read, ...mistake }, events }) => {
    const missing = whatIsMissing(read, events);
    const words = missing ? undefined : eventWords(events, lookedAt);
    // What is too large is so whatever the event.
    const severity = mistake.severity ?? (mistake.rule === 'limits' ? 'error' : gravityOf(events));
    return {
      fixes: [],
      ...mistake,
      ...missing,
      ...(severity !== 'error' && { severity }),
      ...(words && { events: words }),
    };
  });
}

/** What to say if the events that show a mistake are just those that lack the property which is read. */
function whatIsMissing(
  read: string | undefined,
  events: ReadonlySet<GithubEvent>,
): Pick<Mistake, 'message'> | undefined {
  if (read === undefined || ![...events].every(({ changes }) => changes.includes(`${read}=absent`))) return undefined;
  const nouns = [...new Set([...events].map(({ tasksFor }) => EVENT_NOUNS[tasksFor]))];
  const what = nouns.length === 1 ? nouns[0] : 'event';
  return { message: `Not every ${what} has event.${read}. Where it is missing, the template cannot be rendered.` };
}

function* mistakesOf(
  root: Node,
  { rendering, error }: TracedRendering,
  isForeign: boolean,
  parents: ReadonlyMap<Node, Entry>,
  describe: Describe,
): Iterable<Mistake> {
  if (error === TOO_MANY_STEPS) {
    yield {
      rule: 'limits',
      span: keySpan(tasksEntry(root)),
      message: 'This template is too large to be rendered here. Only its literal text was checked.',
    };
    return;
  }
  for (const problem of rendering.problems) {
    if (isForeign && (isOfOthers(problem) || isOfEvent(problem))) continue;
    const read = missingIn(problem);
    yield { rule: 'template', ...describe(problem), ...(read !== undefined && { read }) };
  }
  const tasks = tasksEntry(root);
  // A scalar cannot become a list, which the schema has already reported.
  if (error === NO_LIST && tasks && resolveAlias(tasks.value)?.kind !== 'scalar')
    yield notAList(root, rendering.list, parents);
  if (!('tasks' in rendering)) return;
  for (const task of rendering.tasks) yield* noTask(task, parents);
}

function idMistakes({ rendering }: TracedRendering): Iterable<Mistake> {
  return 'tasks' in rendering ? checkTaskIds(rendering) : [];
}

/**
 * Whether a file is not meant for GitHub: for every event it reads a variable that only other callers provide, such as
 * taskgraph's cron and actions, and hg-push.
 */
function isForOthers(renderings: readonly TracedRendering[]): boolean {
  return renderings.every(({ rendering }) => rendering.problems.some(isOfOthers));
}

function isOfOthers({ detail }: Problem): boolean {
  return detail.code === 'unknown-name' && OTHER_CALLERS_CONTEXT.has(detail.name);
}

/** Whether a problem is about `event`, which is unknown for other callers. */
function isOfEvent({ detail }: Problem): boolean {
  const value = detail.code === 'no-property' ? detail.object : detail.code === 'no-object' ? detail.value : undefined;
  const path = value && contextOf(value.origin);
  return path?.kind === 'context' && keysOf(path)[0] === 'event';
}

/** The property of the body that is read, and not there: `pusher.email`. */
function missingIn({ detail }: Problem): string | undefined {
  if (detail.code !== 'no-property') return undefined;
  const path = contextOf(detail.object.origin);
  const [root, ...keys] = path?.kind === 'context' ? keysOf(path) : [];
  return root === 'event' ? [...keys, detail.property].join('.') : undefined;
}

type Describe = (problem: Problem) => Pick<Mistake, 'message' | 'span' | 'fixes'>;

/** Problems in words, with fixes. A variable that some `$let` sets is neither misspelt nor meant literally. */
function describer(tree: SyntaxTree, parents: ReadonlyMap<Node, Entry>): Describe {
  const variables = lazy(() => {
    const lets = [...parents.values()].filter((entry) => keyText(entry) === '$let');
    const entries = lets.flatMap(({ value }) => [...parentsOf(resolveAlias(value) ?? value).values()]);
    return new Set(entries.map(keyText));
  });
  return (problem) => {
    const said = describeProblem(problem);
    const { message, span } = said;
    const { detail } = problem;
    if (detail.code !== 'unknown-name' || !variables().has(detail.name))
      return { message, span, fixes: problemFixes(tree, said) };
    const why = 'the $let around it only sets it for other events';
    return { message: `There is no variable ${quote(detail.name)} here: ${why}.`, span };
  };
}
