import { lazy } from '../../base/lazy.js';
import { quote } from '../../base/quote.js';
import type { Span } from '../../base/text.js';
import { OTHER_CALLERS_CONTEXT } from '../../jsone/check/contexts.js';
import { type DescribedProblem, describeProblem } from '../../jsone/describe-problem.js';
import { contextOf, keysOf, nodesOf, type Problem, type Value } from '../../jsone/engine/index.js';
import type { DocumentModel } from '../../model/model.js';
import { type Entry, keyText, type Node, resolveAlias } from '../../syntax/node.js';
import type { ServiceError } from '../service-error.js';
import { eventWords, gravityOf } from './event-words.js';
import type { GithubEvent } from './events.js';
import type { Mistake } from './mistake.js';
import type { TracedRendering } from './provenance.js';
import { NO_LIST, TOO_MANY_STEPS } from './render.js';
import { checkTaskIds } from './task-ids.js';
import { headOf, isEmptyBranch, keySpan, parentsOf, tasksEntry } from './task-location.js';
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
  const describe = describer(parents);
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
  describe: (problem: Problem) => DescribedProblem,
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
    const { message, span, replacement } = describe(problem);
    const fixes = replacement
      ? [
          {
            title: replacement.title,
            safety: 'suggestion' as const,
            edits: [{ span: replacement.span, newText: replacement.newText }],
          },
        ]
      : [];
    const read = missingIn(problem);
    yield { rule: 'template', message, span, fixes, ...(read !== undefined && { read }) };
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

/** Problems in words. A variable that some `$let` sets is neither misspelt nor meant literally. */
function describer(parents: ReadonlyMap<Node, Entry>): (problem: Problem) => DescribedProblem {
  const variables = lazy(() => {
    const lets = [...parents.values()].filter((entry) => keyText(entry) === '$let');
    const entries = lets.flatMap(({ value }) => [...parentsOf(resolveAlias(value) ?? value).values()]);
    return new Set(entries.map(keyText));
  });
  return (problem) => {
    const said = describeProblem(problem);
    const { detail } = problem;
    if (detail.code !== 'unknown-name' || !variables().has(detail.name)) return said;
    const message = `There is no variable ${quote(detail.name)} here: the $let around it only sets it for other events.`;
    return { message, span: said.span };
  };
}

/** The mistake of a template whose `tasks` does not become a list. */
export function notAList(
  root: Node,
  list: Value | undefined,
  parents: ReadonlyMap<Node, Entry> = parentsOf(root),
): Mistake {
  const tasks = tasksEntry(root);
  const at =
    tasks && list?.kind === 'object' && list.fields.size > 0 ? whereToList(tasks.value, list) : placeOf(list, parents);
  const span = at?.span ?? keySpan(tasks);
  const advice = at?.otherwise
    ? `Leave "${at.otherwise}" out, or write "${at.otherwise}: []".`
    : list?.kind === 'object'
      ? 'Begin each task with "-".'
      : 'Write [] if there are none.';
  const message = `tasks must become a list, but here it becomes ${inWords(list)}. ${advice}`;
  return { rule: 'template', span, message };
}

/**
 * Where a "-" turns a mapping into a list: as far outside as possible, but within a branch if another branch is already a
 * list.
 */
function whereToList(root: Node, value: Value): At | undefined {
  const target = nodesOf(value.origin).at(-1);
  if (!target) return undefined;
  let at = resolveAlias(root) ?? target;
  while (at !== target && hasListBeside(at)) {
    const inner: Node | undefined = partsOf(at).find((part) => part.start <= target.start && target.end <= part.end);
    if (!inner) return { span: headOf(target) };
    at = inner;
  }
  return { span: headOf(at) };
}

/** The possible results of a node with branches. */
function partsOf(node: Node): readonly Node[] {
  if (node.kind !== 'map') return [];
  return node.entries.flatMap(({ key, value }) => {
    const inner = key.kind === 'scalar' && /^\$(?:switch|match)$/.test(key.text) ? resolveAlias(value) : undefined;
    return inner?.kind === 'map' ? inner.entries.map((entry) => entry.value) : [value];
  });
}

const BRANCHES = /^(?:then|else|\$default)$/;

function hasListBeside(node: Node): boolean {
  const map = node.kind === 'map' ? node : undefined;
  const cases = map?.entries.find((entry) => /^\$(?:switch|match)$/.test(keyText(entry) ?? ''));
  const inner = cases && resolveAlias(cases.value);
  const branches = [
    ...(map?.entries.filter((entry) => BRANCHES.test(keyText(entry) ?? '')) ?? []),
    ...(inner?.kind === 'map' ? inner.entries : []),
  ];
  return branches.some(({ value }) => resolveAlias(value)?.kind === 'seq');
}

/** An item in the list of tasks that is not a task at all. Mappings are checked as tasks. */
function noTask(task: Value, parents: ReadonlyMap<Node, Entry>): Mistake[] {
  const isEmpty = task.kind === 'object' && task.fields.size === 0;
  if (task.kind === 'object' && !isEmpty) return [];
  if (task.kind === 'unknown' || task.kind === 'choice') return [];
  const at = placeOf(task, parents);
  if (!at || (isEmpty && !isEmptyBranch(task, parents))) return [];
  const advice = at.otherwise
    ? `Leave "${at.otherwise}" out: then there is no task.`
    : 'Every item of the list must become a task.';
  return [{ rule: 'template', span: at.span, message: `This puts ${inWords(task)} into the list of tasks. ${advice}` }];
}

interface At {
  readonly span: Span;
  /** The key whose value it is, if that is what holds otherwise: it can be left out. */
  readonly otherwise?: string;
}

/** Where a value comes from in the template: the innermost node. */
function placeOf(value: Value | undefined, parents: ReadonlyMap<Node, Entry>): At | undefined {
  const nodes = value ? nodesOf(value.origin) : [];
  for (const node of nodes.toReversed()) {
    const entry = parents.get(node);
    const key = entry && keyText(entry);
    if (key === 'else' || key === '$default') return { span: keySpan(entry), otherwise: key };
  }
  const node = nodes.at(-1);
  return node && { span: headOf(node) };
}

function inWords(value: Value | undefined): string {
  switch (value?.kind) {
    case 'array':
      return value.items.length === 0 ? 'an empty list' : 'a list';
    case 'object':
      return value.fields.size === 0 ? 'an empty mapping' : 'a mapping';
    case 'string':
      return 'a string';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'a boolean';
    case 'null':
      return 'null';
    default:
      return 'something else';
  }
}
