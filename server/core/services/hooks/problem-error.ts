import { quote } from '../../base/quote.js';
import { describeProblem } from '../../jsone/describe-problem.js';
import { contextOf, type Problem } from '../../jsone/engine/index.js';
import type { SyntaxTree } from '../../syntax/node.js';
import { problemFixes } from '../problem-fixes.js';
import type { ServiceError } from '../service-error.js';
import type { HookReading } from './read-hook.js';
import type { Way } from './ways.js';

/** A problem of a hook's template as an error, or a warning if it is not certain for that way of firing the hook. */
export function problemError(tree: SyntaxTree, problem: Problem, way: Way): ServiceError {
  const said = inWords(problem, way);
  const { message, span } = said;
  const fixes = problemFixes(tree, said);
  return { rule: 'template', message, span, fixes, ...(!problem.certain && { severity: 'warning' }) };
}

/** The problems caused by a missing `triggerSchema`, which leaves the payload always empty; in the order of the text. */
export function readingsOfEmpty(problems: readonly Problem[], { hook, triggerSchemaEntry }: HookReading): Problem[] {
  if (triggerSchemaEntry || hook.layout !== 'body') return [];
  return problems.filter(readsPayload).sort((a, b) => a.span.start - b.span.start);
}

function readsPayload({ detail }: Problem): boolean {
  const path = detail.code === 'no-property' ? contextOf(detail.object.origin) : undefined;
  return path?.kind === 'context' && path.parent === undefined && path.key === 'payload';
}

/** The error for the first of those. */
export function emptyError({ span, certain }: Problem): ServiceError {
  const message =
    'The payload is always empty: without a triggerSchema the hook accepts nothing else. Describe the payload in a triggerSchema.';
  return { rule: 'template', message, span, fixes: [], ...(!certain && { severity: 'warning' }) };
}

/** The variables that only some ways of firing a hook provide, and which. */
const SOMETIMES: Readonly<Record<string, string>> = {
  payload: 'Only triggers and messages provide one',
  clientId: 'Only triggerHook provides it',
};

/** What the GitHub service provides to `.taskcluster.yml`, and as the payload to the hooks named there. */
const FROM_GITHUB: readonly string[] = ['event', 'tasks_for', 'taskcluster_root_url'];

function inWords(problem: Problem, { firedBy }: Way): ReturnType<typeof describeProblem> {
  const { detail, span } = problem;
  if (detail.code !== 'unknown-name') return describeProblem(problem);
  const { name } = detail;
  const why = Object.hasOwn(SOMETIMES, name) && firedBy !== undefined ? SOMETIMES[name] : undefined;
  if (why) {
    const message = `There is no ${quote(name)}. ${why}. Wrap what reads it in an $if on firedBy.`;
    return { message, span };
  }
  if (!FROM_GITHUB.includes(name)) return describeProblem(problem);
  const newText = `payload.${name}`;
  const message = `There is no variable ${quote(name)} in a hook. What the GitHub service sends is in payload: write ${newText}.`;
  return { message, span, replacement: { span, newText, title: `Write ${newText}` } };
}
