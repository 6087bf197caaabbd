import { lazy } from '../../base/lazy.js';
import {
  type Compiled,
  compile,
  createMemo,
  evaluate,
  type FunctionCall,
  type Memo,
  type Problem,
  type Source,
  type Value,
} from '../../jsone/engine/index.js';
import { NOW } from '../../jsone/fixed-clock.js';
import type { DocumentModel } from '../../model/model.js';
import { findEntry, keyText, type MapNode, type Node, resolveAlias } from '../../syntax/node.js';
import type { Event } from './events.js';
import type { Noted } from './variants.js';

/** The result of a template for an event: its tasks, or why there are none. */
export type Rendering = Notes & ({ readonly tasks: readonly Value[] } | { readonly error: string });

/** What was noted while rendering the template. */
export interface Notes extends Noted {
  /** What json-e rejects. */
  readonly problems: readonly Problem[];
  /** The calls of `as_slugid`. */
  readonly calls: readonly FunctionCall[];
  /** The value of `tasks`, whatever that is; undefined if there is no such key, or no result at all. */
  readonly list: Value | undefined;
}

/** Renders one template for many events, each once. Parts that do not depend on the event are also computed only once. */
export interface Renderer {
  /** Never throws. */
  render(event: Event): Rendering;
  /** Whether there is time for optional renderings. */
  hasTime(): boolean;
  /** The results so far, for another renderer of a tree with the same nodes. */
  readonly known: Known;
}

interface Known {
  readonly compiled: Compiled;
  readonly memo: Memo;
}

/** The error of a template whose `tasks` does not become a list. */
export const NO_LIST = 'tasks does not become a list';
/** The error of a template that is too large to be rendered. */
export const TOO_MANY_STEPS = 'the template takes too many steps';

/** The step limit for all renderings together: about half a second (0.5 to 0.9 million steps a second). */
const MAX_STEPS_OF_ALL = 400_000;

/** Keys of `.taskcluster.yml` that the GitHub service removes before it renders the rest. */
const NOT_RENDERED: readonly string[] = ['version', 'hooks'];

/** The part of a version 1 `.taskcluster.yml` that the GitHub service renders; undefined if the file is not a mapping. */
export function serviceTemplate(root: Node): MapNode | undefined {
  const map = resolveAlias(root);
  if (map?.kind !== 'map') return undefined;
  return { ...map, entries: map.entries.filter((entry) => !NOT_RENDERED.includes(keyText(entry) ?? '')) };
}

/** The value of `tasks` in the result. */
export function listOfTasks(value: Value): Value | undefined {
  return value.kind === 'object' ? value.fields.get('tasks')?.value : undefined;
}

/**
 * Renders a version 1 `.taskcluster.yml` as the GitHub service does. The clock and the task ids are fixed, so equal
 * templates give equal results.
 */
function fileRenderer(root: Node, source: Source, known: Known): Renderer {
  const template = serviceTemplate(root);
  if (!template) {
    const error = 'the file is not a mapping';
    return { render: () => ({ ...NOTHING, error }), hasTime: () => false, known };
  }
  return renderer(template, source, known, (value) => {
    const list = listOfTasks(value);
    if (!list) return { list, tasks: [] };
    return list.kind === 'array' ? { list, tasks: list.items } : { list, error: NO_LIST };
  });
}

/** Renders the template of a task, as the hooks service does. */
function taskRenderer(task: Node, source: Source, known: Known): Renderer {
  return renderer(task, source, known, (value) => ({ list: undefined, tasks: [value] }));
}

/**
 * A renderer that works as the document's service does; undefined for a document that is not rendered here. `like`: the
 * renderer of a document that shares nodes with this one; its results for those are reused.
 */
export function rendererOf(
  { kind, tree }: Pick<DocumentModel, 'kind' | 'tree'>,
  like?: Renderer,
): Renderer | undefined {
  const known = like?.known ?? { compiled: new Map(), memo: createMemo() };
  const [root] = tree.roots;
  if (!root || tree.errors.length > 0 || tree.limit) return undefined;
  if (kind === 'taskcluster-yml-v1') return fileRenderer(root, tree, known);
  const hook = kind === 'hook' ? resolveAlias(root) : undefined;
  const task = hook?.kind === 'map' ? findEntry(hook, 'task')?.value : undefined;
  return task && taskRenderer(task, tree, known);
}

const NOTHING: Notes = { problems: [], reads: [], comparisons: [], calls: [], list: undefined };

type Yield = Pick<Notes, 'list'> & ({ readonly tasks: readonly Value[] } | { readonly error: string });

function renderer(root: Node, source: Source, known: Known, tasksOf: (value: Value) => Yield): Renderer {
  const { compiled, memo } = known;
  const template = lazy(() => compile(root, source, compiled));
  /** The steps of each event, so that the order of calls does not matter. */
  const rendered = new Map<Event, Rendering>();
  let steps = 0;
  const renderAnew = (event: Event): Rendering => {
    if (steps > MAX_STEPS_OF_ALL) return { ...NOTHING, error: TOO_MANY_STEPS };
    const result = evaluate(template(), { context: event.context(), now: NOW, memo });
    steps += result.steps - result.saved;
    const { problems, reads, comparisons, calls } = result;
    if (problems.some(({ detail }) => detail.code === 'limit')) return { ...NOTHING, error: TOO_MANY_STEPS };
    const [problem] = problems;
    const given: Yield = problem ? { list: undefined, error: problem.message } : tasksOf(result.value);
    return { problems, reads, comparisons, calls, ...given };
  };
  return {
    render(event) {
      const rendering = rendered.get(event) ?? renderAnew(event);
      rendered.set(event, rendering);
      return rendering;
    },
    hasTime: () => steps < MAX_STEPS_OF_ALL / 2,
    known,
  };
}
