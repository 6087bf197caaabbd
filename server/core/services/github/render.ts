import { lazy } from '../../base/lazy.js';
import {
  type Compiled,
  compile,
  createMemo,
  evaluate,
  type FunctionDefinition,
  fromJson,
  functionValue,
  type Source,
  string,
  type Value,
} from '../../jsone/engine/index.js';
import { NOW } from '../../jsone/fixed-clock.js';
import { keyText, type Node, resolveAlias } from '../../syntax/node.js';
import type { Event } from './events.js';

/** What a template yields for an event: its tasks, or why it yields none. */
export type Rendering = { readonly tasks: readonly Value[] } | { readonly error: string };

/** Renders one template for one event after another. What an event does not change is worked out once. */
export interface Renderer {
  /** Never throws. */
  render(event: Event): Rendering;
}

/** The error of a template whose `tasks` is rendered to something else than a list. */
export const NO_LIST = 'tasks does not become a list';
/** The error of a template that is too much to be rendered. */
export const TOO_MANY_STEPS = 'the template takes too many steps';

const ROOT_URL = 'https://tc.example.com';

/** How many steps the renderings for all events may take together: a tenth of a second or so. */
const MAX_STEPS_OF_ALL = 400_000;

/** Keys of `.taskcluster.yml` that the GitHub service takes out before it renders the rest. */
const NOT_RENDERED: readonly string[] = ['version', 'hooks'];

/**
 * Renders `.taskcluster.yml` of version 1 as the GitHub service does. The clock and the task ids are fixed, so equal
 * templates give equal results.
 */
export function fileRenderer(root: Node, source: Source): Renderer {
  const map = resolveAlias(root);
  if (map?.kind !== 'map') return { render: () => ({ error: 'the file is not a mapping' }) };
  const entries = map.entries.filter((entry) => !NOT_RENDERED.includes(keyText(entry) ?? ''));
  return renderer({ ...map, entries }, source, (value) => {
    const tasks = value.kind === 'object' ? value.fields.get('tasks')?.value : undefined;
    if (!tasks || tasks.kind === 'null') return { tasks: [] };
    return tasks.kind === 'array' ? { tasks: tasks.items } : { error: NO_LIST };
  });
}

/** Renders the template of a task, as the hooks service does. */
export function taskRenderer(task: Node, source: Source): Renderer {
  return renderer(task, source, (value) => ({ tasks: [value] }));
}

function renderer(root: Node, source: Source, tasksOf: (value: Value) => Rendering): Renderer {
  const compiled: Compiled = new Map();
  const template = lazy(() => compile(root, source, compiled));
  const memo = createMemo();
  let steps = 0;
  return {
    render(event) {
      if (steps > MAX_STEPS_OF_ALL) return { error: TOO_MANY_STEPS };
      const result = evaluate(template(), { context: contextOf(event), now: NOW, memo });
      steps += result.steps;
      if (result.problems.some(({ detail }) => detail.code === 'limit')) return { error: TOO_MANY_STEPS };
      const [problem] = result.problems;
      return problem ? { error: problem.message } : tasksOf(result.value);
    },
  };
}

/** The variables that a template sees. Made anew for each rendering: an event is small. */
function contextOf({ tasksFor, event, variables }: Event): ReadonlyMap<string, Value> {
  const given = { tasks_for: tasksFor, event, taskcluster_root_url: ROOT_URL, now: NOW, ...variables };
  return new Map([
    ...Object.entries(given).map(([name, value]) => [name, fromJson(value)] as const),
    ['as_slugid', AS_SLUGID] as const,
  ]);
}

/** The same id for the same label, and another for another, whatever was asked for before. */
const AS_SLUGID = functionValue('as_slugid', {
  gives: ['string'],
  summary: 'The task id for a label.',
  call: ([label]) => string(slugid(label?.kind === 'string' ? label.value : '')),
} satisfies FunctionDefinition);

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** An id with the form of a slugid; its ten free characters are an FNV-1a hash of the label, twice. */
function slugid(label: string): string {
  let [a, b] = [0x811c9dc5, 0x1234567];
  for (let i = 0; i < label.length; i++) {
    a = Math.imul(a ^ label.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ label.charCodeAt(i), 0x01000193);
  }
  const digits = [a, b].flatMap((hash) => [0, 6, 12, 18, 24].map((shift) => ALPHABET[(hash >>> shift) & 63]));
  return `AAAAAAAAQAC${digits.join('')}A`;
}
