import { lazy } from '../../base/lazy.js';
import {
  type Compiled,
  compile,
  createMemo,
  type Evaluated,
  evaluate,
  type Memo,
  type Notes,
  type Problem,
  type Source,
  type Template,
  type Value,
} from '../../jsone/engine/index.js';
import { NOW } from '../../jsone/fixed-clock.js';
import type { DocumentModel } from '../../model/model.js';
import { findEntry, keyText, type MapNode, type Node, resolveAlias } from '../../syntax/node.js';
import type { Event, GithubEvent } from './events.js';

/** The result of a template for an event: its tasks, or why there are none. */
export type Rendering = Attempt & ({ readonly tasks: readonly Value[] } | { readonly error: string });

interface Attempt {
  /** What json-e rejects. */
  readonly problems: readonly Problem[];
  /** How the template used its context, and the calls of `as_slugid`. */
  readonly notes: () => Notes;
  /** The value of `tasks`, whatever that is; undefined if there is no such key, or no result at all. */
  readonly list: Value | undefined;
}

/** Renders one template for many events, each once. Parts that do not depend on the event are also computed only once. */
export interface Renderer {
  /** Never throws. */
  render(event: Event): Rendering;
  /** The compiled template of a node of the document. */
  compile(node: Node): Template;
  /** Whether there is time for optional renderings. */
  hasTime(): boolean;
  /** The results so far, for another renderer of a tree that shares nodes with this one. */
  readonly known: KnownParts;
}

/** What is reused between renderings of templates that share nodes. */
export interface KnownParts {
  /** Compiled templates, by their nodes. */
  readonly compiled: Compiled;
  /** Results of templates. */
  readonly memo: Memo;
  /** Variants of events: results are only reused for the same objects. */
  readonly variants: WeakMap<Event, Map<string, GithubEvent>>;
}

/** Nothing is known yet. */
export function nothingKnown(): KnownParts {
  return { compiled: new WeakMap(), memo: createMemo(), variants: new WeakMap() };
}

/** The error of a template whose `tasks` does not become a list. */
export const NO_LIST = 'tasks does not become a list';
/** The error of a template that is too large to be rendered. */
export const TOO_MANY_STEPS = 'the template takes too many steps';

/** The step limit for all renderings together: about half a second (0.5 to 0.9 million steps a second). */
const MAX_STEPS_OF_ALL = 400_000;

/** Keys of `.taskcluster.yml` that the GitHub service removes before it renders the rest. */
export const NOT_RENDERED: readonly string[] = ['version', 'hooks'];

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
function fileRenderer(root: Node, source: Source, known: KnownParts | undefined): Renderer {
  const template = serviceTemplate(root);
  if (!template) {
    const error = 'the file is not a mapping';
    const render = (): Rendering => ({ ...NOTHING, error });
    return { render, compile: (node) => compile(node, source), hasTime: () => false, known: nothingKnown() };
  }
  return renderer(template, source, known, (value) => {
    const list = listOfTasks(value);
    if (!list) return { list, tasks: [] };
    return list.kind === 'array' ? { list, tasks: list.items } : { list, error: NO_LIST };
  });
}

/** Renders the template of a task, as the hooks service does. */
function taskRenderer(task: Node, source: Source, known: KnownParts | undefined): Renderer {
  return renderer(task, source, known, (value) => ({ list: undefined, tasks: [value] }));
}

/** Whether documents of this kind are rendered here as their service renders them. */
export function isRendered(kind: DocumentModel['kind']): boolean {
  return kind === 'taskcluster-yml-v1' || kind === 'hook';
}

/**
 * A renderer that works as the document's service does; undefined for a document that is not rendered here.
 *
 * @param known results for nodes of this document, from another that shares them; they are reused and extended
 * @param source the text, if it is not to be that of the tree
 */
export function rendererOf(
  { kind, tree }: Pick<DocumentModel, 'kind' | 'tree'>,
  known?: KnownParts,
  source: Source = tree,
): Renderer | undefined {
  const [root] = tree.roots;
  if (!root || tree.errors.length > 0 || tree.limit) return undefined;
  if (kind === 'taskcluster-yml-v1') return fileRenderer(root, source, known);
  const hook = kind === 'hook' ? resolveAlias(root) : undefined;
  const task = hook?.kind === 'map' ? findEntry(hook, 'task')?.value : undefined;
  return task && taskRenderer(task, source, known);
}

const NOTHING: Attempt = {
  problems: [],
  notes: () => ({ reads: [], comparisons: [], calls: [] }),
  list: undefined,
};

type Yield = Pick<Attempt, 'list'> & ({ readonly tasks: readonly Value[] } | { readonly error: string });

function renderer(
  root: Node,
  source: Source,
  earlier: KnownParts | undefined,
  tasksOf: (value: Value) => Yield,
): Renderer {
  let known = earlier ?? nothingKnown();
  let isFresh = !earlier;
  const template = lazy(() => compile(root, source, known.compiled));
  const evaluateFor = (event: Event): Evaluated =>
    evaluate(template(), { context: event.context(), now: NOW, memo: known.memo });
  const rendered = new Map<Event, Rendering>();
  let steps = 0;
  /** The same, including those that the memo saved, so that this does not depend on the memo. */
  let allSteps = 0;
  const count = (result: Evaluated): void => {
    steps += result.steps - result.saved;
    allSteps += result.steps;
  };
  const evaluateWithin = (event: Event): Evaluated => {
    const result = evaluateFor(event);
    if (isFresh || allSteps + result.steps <= MAX_STEPS_OF_ALL / 2) {
      count(result);
      return result;
    }
    // Whether there is time for more must not depend on what was known before, so count again from the start.
    known = { ...known, memo: createMemo() };
    isFresh = true;
    [steps, allSteps] = [0, 0];
    for (const before of rendered.keys()) count(evaluateFor(before));
    return evaluateWithin(event);
  };
  const renderAnew = (event: Event): Rendering => {
    if (steps > MAX_STEPS_OF_ALL) return { ...NOTHING, error: TOO_MANY_STEPS };
    const result = evaluateWithin(event);
    const { problems, notes } = result;
    if (problems.some(({ detail }) => detail.code === 'limit')) return { ...NOTHING, error: TOO_MANY_STEPS };
    const [problem] = problems;
    const given: Yield = problem ? { list: undefined, error: problem.message } : tasksOf(result.value);
    return { problems, notes, ...given };
  };
  return {
    render(event) {
      const rendering = rendered.get(event) ?? renderAnew(event);
      rendered.set(event, rendering);
      return rendering;
    },
    compile: (node) => compile(node, source, known.compiled),
    hasTime: () => steps < MAX_STEPS_OF_ALL / 2,
    get known() {
      return known;
    },
  };
}
