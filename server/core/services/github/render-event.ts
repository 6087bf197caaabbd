import type { RuleId } from '../../base/rule-ids.js';
import type { Span } from '../../base/text.js';
import { describeProblems } from '../../jsone/describe-problems.js';
import { compile, evaluate, isKnown, type Problem, toPlain, type Value } from '../../jsone/engine/index.js';
import type { Node, SyntaxTree } from '../../syntax/node.js';
import { contextFor } from './context.js';
import { notAList } from './list-of-tasks.js';
import { listOfTasks, serviceTemplate } from './render.js';
import type { TasksFor } from './tasks-for.js';

/** A reason why the service cannot create tasks from a file, or why this engine cannot render it. */
export interface Failure {
  readonly rule: RuleId;
  readonly message: string;
  readonly span: Span;
}

/** The result of rendering a file, as data, or the reasons why there is none. */
export type Rendered = { readonly value: unknown } | { readonly failures: readonly Failure[] };

/** The input for rendering a `.taskcluster.yml`. */
export interface EventInput {
  readonly tasksFor: TasksFor;
  /** The body of the webhook. */
  readonly body: Value;
  /** The current time (ISO 8601). */
  readonly now: string;
  /** The root URL of the deployment; undefined: any. */
  readonly rootUrl: string | undefined;
}

/** Renders a `.taskcluster.yml` of version 1 as the GitHub service does, before it completes the tasks. Never throws. */
export function renderForEvent(tree: SyntaxTree, { tasksFor, body, now, rootUrl }: EventInput): Rendered {
  const [root] = tree.roots;
  const template = root && serviceTemplate(root);
  if (!root || !template) return { failures: [noMapping(root)] };
  const variables = { now, ...(rootUrl !== undefined && { taskcluster_root_url: rootUrl }) };
  const context = contextFor(tasksFor, body, variables);
  return renderNode(template, tree, context, now, (value) => {
    const list = listOfTasks(value);
    return list && list.kind !== 'array' ? [notAList(root, list)] : [];
  });
}

/** Renders a node with exactly those variables. `failuresOf` finds what is wrong with a value that json-e accepts. */
export function renderNode(
  node: Node,
  tree: SyntaxTree,
  context: ReadonlyMap<string, Value>,
  now: string,
  failuresOf: (value: Value) => readonly Failure[] = () => [],
): Rendered {
  const { value, problems } = evaluate(compile(node, tree), { context, now });
  if (problems.length > 0) return { failures: templateFailures(problems) };
  const failures = isKnown(value) ? failuresOf(value) : [tooDeep(node)];
  return failures.length > 0 ? { failures } : { value: toPlain(value) };
}

/** The errors of json-e in its order: the service reports the first one. */
export function templateFailures(problems: readonly Problem[]): Failure[] {
  return describeProblems(problems).map(({ isLimit, message, span }) => ({
    rule: isLimit ? 'limits' : 'template',
    message,
    span,
  }));
}

/** The failure for a template whose result cannot be written. */
export function tooDeep({ start, end }: Node): Failure {
  return { rule: 'limits', message: 'This is nested too deeply to be rendered.', span: { start, end } };
}

/** The failure for a file that is not a mapping. */
export function noMapping(root: Node | undefined): Failure {
  const { start, end } = root ?? { start: 0, end: 0 };
  return { rule: 'schema', message: 'A .taskcluster.yml must be a mapping with "tasks".', span: { start, end } };
}
