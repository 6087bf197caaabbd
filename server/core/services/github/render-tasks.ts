import { compile, evaluate, isKnown, plainWriter } from '../../jsone/engine/index.js';
import type { Located } from '../../jsone/located-value.js';
import type { MapNode, SyntaxTree } from '../../syntax/node.js';
import { contextFor } from './context.js';
import { notAList } from './list-of-tasks.js';
import { listOfTasks, serviceTemplate } from './render.js';
import { type EventInput, type Failure, noMapping, templateFailures, tooDeep } from './render-event.js';
import { isEmptyBranch, parentsOf, placeOfTask } from './task-location.js';
import type { TemplateMemory } from './template-memory.js';

/** The tasks of a `.taskcluster.yml`, each with its source, or the reasons why there are none. */
export type RenderedTasks = { readonly tasks: readonly Located[] } | { readonly failures: readonly Failure[] };

/**
 * Renders a `.taskcluster.yml` of version 1 for one event, at a given time. Never throws.
 * @param memory what earlier versions left, if the tree is its current version
 */
export function renderTasks(
  tree: SyntaxTree,
  { tasksFor, body, now, rootUrl }: EventInput,
  memory?: Pick<TemplateMemory, 'known' | 'source'>,
): RenderedTasks {
  const [root] = tree.roots;
  const template = root && serviceTemplate(root);
  if (!root || !template) return { failures: [noMapping(root)] };
  const variables = { now, ...(rootUrl !== undefined && { taskcluster_root_url: rootUrl }) };
  const context = contextFor(tasksFor, body, variables);
  const { value, problems } = evaluate(compile(template, memory?.source ?? tree, memory?.known.compiled), {
    context,
    now,
    memo: memory?.known.memo,
  });
  if (problems.length > 0) return { failures: templateFailures(problems) };
  if (!isKnown(value)) return { failures: [tooDeep(template)] };
  const list = listOfTasks(value);
  if (!list) return { tasks: [] };
  if (list.kind !== 'array') return { failures: [notAList(root, list)] };
  const sources = new Map<object, readonly MapNode[]>();
  const write = plainWriter({ sources });
  const parents = parentsOf(root);
  const tasks = list.items.flatMap((task, i): Located[] => {
    if (isEmptyBranch(task, parents)) return [];
    const place = (task.kind === 'object' && task.parts.at(-1)) || placeOfTask(root, i, list.items.length);
    return [{ value: write(task), sources, place }];
  });
  return { tasks };
}
