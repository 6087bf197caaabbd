import type { Steps } from '../../base/steps.js';
import type { Span } from '../../base/text.js';
import { type Compiled, compile, createMemo, type Evaluated, evaluate, type Value } from '../../jsone/engine/index.js';
import { NOW } from '../../jsone/fixed-clock.js';
import { beginning } from '../../jsone/located-value.js';
import type { DocumentModel } from '../../model/model.js';
import { type Node, resolveAlias, type SyntaxTree } from '../../syntax/node.js';
import { checkTask } from '../queue/check-task.js';
import type { Limits } from '../queue/create-task.js';
import type { ServiceError } from '../service-error.js';
import { deafError } from './deaf.js';
import { entryErrors } from './hook-entries.js';
import { comparisonErrors, readErrors, type Slip } from './misspelt-reads.js';
import { emptyError, problemError, readingsOfEmpty } from './problem-error.js';
import { type HookReading, readHook } from './read-hook.js';
import { renderedTasks } from './rendered-task.js';
import { surenessIn } from './sure-problems.js';
import { textOperators } from './text-operators.js';
import { type Way, waysOf } from './ways.js';

/** The step limit for the renderings of all hooks of a document together: about half a second. */
const MAX_STEPS_OF_ALL = 400_000;

/**
 * Checks the hooks of a document for each way of firing them: their templates, the tasks these create, and their bindings.
 * Each way of firing a hook is a step.
 */
export function* checkHooks({ tree, hooks }: DocumentModel, limits: Limits): Steps<ServiceError[]> {
  const errors: ServiceError[] = [];
  const budget = { steps: MAX_STEPS_OF_ALL };
  for (const hook of hooks) {
    errors.push(...entryErrors(tree, hook));
    // The sender and the payload are unknown.
    if (hook.layout === 'other') continue;
    errors.push(...textOperators(tree, hook.task));
    const reading = readHook(hook);
    const deaf = deafError(reading);
    if (deaf) errors.push(deaf);
    errors.push(...(yield* firedErrors(tree, reading, waysOf(reading, !deaf), limits, budget)));
  }
  return errors;
}

/** The errors of a hook when it is fired. If an error occurs for every way of firing it, none is named. */
function* firedErrors(
  tree: SyntaxTree,
  reading: HookReading,
  ways: readonly Way[],
  limits: Limits,
  budget: { steps: number },
): Steps<ServiceError[]> {
  const { task } = reading.hook;
  const compiled: Compiled = new Map();
  const template = compile(task, tree, compiled);
  const isSure = surenessIn(task);
  const memo = createMemo();
  const found: Found[] = [];
  const of = new Map<Way, ReadonlySet<number>>();
  for (const way of ways) {
    if (budget.steps < 0) return [tooLarge(tree, reading)];
    const result = evaluate(template, { context: way.context, now: NOW, memo });
    budget.steps -= result.steps;
    yield;
    if (result.problems.some(({ detail }) => detail.code === 'limit')) return [tooLarge(tree, reading)];
    const problems = result.problems.filter(isSure);
    const empty = readingsOfEmpty(problems, reading);
    for (const problem of problems.filter((one) => !empty.includes(one)))
      found.push({ way, node: problem.node, error: problemError(tree, problem, way) });
    const [first] = empty;
    if (first) found.push({ way, node: first.node, error: emptyError(first) });
    for (const slip of slips(result, reading)) found.push({ way, ...slip });
    const shape = noTask(tree, reading, result.value);
    if (shape) found.push({ way, error: shape });
    const places = new Set<number>();
    for (const rendered of renderedTasks(result.value, task)) {
      for (const map of rendered.located.sources.get(rendered.located.value as object) ?? []) places.add(map.start);
      for (const error of checkTask(tree, 'hook', rendered, limits)) found.push({ way, error });
      yield;
    }
    of.set(way, places);
  }
  return combine(found, ways, of);
}

/** An error for one way of firing a hook. */
interface Found {
  readonly way: Way;
  readonly error: ServiceError;
  /** The wrong node of the template; undefined for an error of its result. */
  readonly node?: Node;
}

/** Things that work, but certainly not as intended. */
function slips(result: Evaluated, { triggerSchema }: HookReading): Slip[] {
  const { comparisons, reads } = result.notes();
  return [...comparisonErrors(comparisons), ...readErrors(reads, triggerSchema)];
}

/** Only a mapping becomes a task. A hook that should do nothing yields null. */
function noTask(tree: SyntaxTree, { hook }: HookReading, value: Value): ServiceError | undefined {
  if (value.kind !== 'array' && value.kind !== 'string' && value.kind !== 'number') return undefined;
  const what = value.kind === 'array' ? 'a list' : `a ${value.kind}`;
  const message = `The task template becomes ${what}. It must become a mapping, or null for no task.`;
  return { rule: 'template', message, span: beginning(tree.text, hook.task), fixes: [] };
}

/** An error that is certain, and occurs in more ways, is closer to the actual mistake. */
function byWeight(a: Group, b: Group): number {
  return (
    Number(a.first.error.severity !== undefined) - Number(b.first.error.severity !== undefined) ||
    b.ways.size - a.ways.size
  );
}

interface Group {
  readonly first: Found;
  readonly ways: Set<Way>;
}

/** Each mistake once, with the ways of firing for which it occurs in words, unless these are all. */
function combine(
  found: readonly Found[],
  ways: readonly Way[],
  of: ReadonlyMap<Way, ReadonlySet<number>>,
): ServiceError[] {
  const groups = new Map<string, Group>();
  for (const one of found) {
    const { rule, span, message } = one.error;
    const key = `${rule} ${span.start} ${message}`;
    const group = groups.get(key) ?? { first: one, ways: new Set<Way>() };
    group.ways.add(one.way);
    groups.set(key, group);
  }
  const said: Found[] = [];
  const errors: ServiceError[] = [];
  for (const { first, ways: failing } of [...groups.values()].sort(byWeight)) {
    if (first.node && said.some((other) => isSameMistake(first, other))) continue;
    said.push(first);
    const concerned = first.node ? ways : ways.filter((way) => isIn(first.error, of.get(way)));
    const always = concerned.every((way) => failing.has(way));
    // A hook is only fired with a token if somebody has created one.
    const rare = !always && [...failing].every(({ firedBy }) => firedBy === 'triggerHookWithToken');
    errors.push({
      ...first.error,
      message: always ? first.error.message : `When fired ${listed([...failing])}: ${first.error.message}`,
      ...(rare && !first.error.severity && { severity: 'warning' }),
    });
  }
  return errors;
}

function isIn({ task }: ServiceError, places: ReadonlySet<number> = new Set()): boolean {
  return !task || task.every((map) => places.has(map.start));
}

/** An expression is reported once, even if different ways of firing fail at different parts of it. */
function isSameMistake({ error, node }: Found, other: Found): boolean {
  return node !== undefined && node === other.node && touches(error.span, other.error.span);
}

/** There may be a dot between the two. */
function touches(a: Span, b: Span): boolean {
  return a.start <= b.end + 1 && b.start <= a.end + 1;
}

function listed(ways: readonly Way[]): string {
  const titles = ways.map(({ title }) => title);
  return titles.length > 1 ? `${titles.slice(0, -1).join(', ')} or ${titles.at(-1)}` : (titles[0] ?? '');
}

function tooLarge({ text }: SyntaxTree, { hook }: HookReading): ServiceError {
  const message = 'This template is too large to be rendered here. Only its literal text was checked.';
  return { rule: 'limits', message, span: beginning(text, resolveAlias(hook.task) ?? hook.task), fixes: [] };
}
