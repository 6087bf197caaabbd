import { lazy } from '../base/lazy.js';
import { createEnvironment, createSite, type Environment } from '../jsone/cursor/environment.js';
import { type Surrounding, surroundingsOf } from '../jsone/cursor/surroundings.js';
import { string, type Value } from '../jsone/engine/index.js';
import { NOW } from '../jsone/fixed-clock.js';
import { OPERATORS } from '../jsone/operators.js';
import type { DocumentModel, Hook } from '../model/model.js';
import { resolveAlias } from '../syntax/node.js';
import type { Step, TreePlace } from '../syntax/node-at.js';
import { ANY_EVENTS } from './github/any-event.js';
import { CALLERS } from './github/callers.js';
import { eventsOf, GITHUB_EVENTS } from './github/events.js';
import { EVENT_NOUNS, TASKS_FOR, type TasksFor } from './github/tasks-for.js';
import { readHook } from './hooks/read-hook.js';
import { waysOf } from './hooks/ways.js';

/** An example of something for which a template is rendered. */
export interface Example {
  readonly title: string;
  readonly context: () => ReadonlyMap<string, Value>;
}

/** Something for which a service renders a template, as far as it can be told apart at a place in the template. */
export interface Occasion {
  /** What it is called among others of its group: "labeled" for a pull request. */
  readonly name: string | undefined;
  /** Its group, in words that follow "only for": "a push". */
  readonly group: string;
  /** The variables, with values as far as every such occasion has them. */
  readonly context: () => ReadonlyMap<string, Value>;
  /** There may be more variables. */
  readonly open?: true;
  /** The variables for an example. */
  readonly example: () => ReadonlyMap<string, Value>;
  /** More examples of it, each with a title: "a push of a tag". */
  readonly examples?: readonly Example[];
  /** The same in detail, each action of an event by itself. */
  readonly parts?: readonly Occasion[];
}

/** A template around a place, and who renders it. */
export interface TemplateAround {
  readonly renderer: 'github' | 'hooks' | 'unknown';
  /** What the operators around the place add, the outermost first. */
  readonly surroundings: readonly Surrounding[];
  /** Those that the document lets through, and those that it does not. */
  readonly usual: readonly Occasion[];
  readonly others: readonly Occasion[];
}

/**
 * The template that contains a place; undefined if nothing there is rendered. `likely`: someone writes an operator there, so it
 * is one even if nothing else in the document says so.
 */
export function templateAround(
  model: DocumentModel,
  { steps, on }: TreePlace,
  likely = false,
): TemplateAround | undefined {
  const [first] = steps;
  if (!first) return undefined;
  // A key is outside what its own entry adds.
  const around = (path: readonly Step[]) => surroundingsOf(on === 'key' ? path.slice(0, -1) : path);
  if (model.kind === 'taskcluster-yml-v1') {
    const isRendered = 'key' in first && !READ_AS_WRITTEN.includes(first.key);
    return isRendered ? { renderer: 'github', surroundings: around(steps), ...githubOccasions(model) } : undefined;
  }
  const found = hookAround(model, steps);
  if (!found) {
    if (!MAY_BE_TEMPLATE.includes(model.kind) || !(likely || hasOperator(model.tree.text))) return undefined;
    return { renderer: 'unknown', surroundings: around(steps), usual: [UNKNOWN_CALLER], others: [] };
  }
  return { renderer: 'hooks', surroundings: around(found.steps), usual: hookOccasions(found.hook), others: [] };
}

/** Keys that the GitHub service reads from the file as written, whether or not it also renders them (tc-yaml.js, handlers). */
const READ_AS_WRITTEN: readonly string[] = ['version', 'policy', 'reporting', 'autoCancelPreviousChecks', 'hooks'];

/** Documents that some tool may render before it sends them: a task, a hook outside its template, or half of either. */
export const MAY_BE_TEMPLATE: readonly DocumentModel['kind'][] = ['task', 'task-graph', 'hook', 'none'];

/** Whether some key of the text is an operator. */
export function hasOperator(text: string): boolean {
  return OPERATORS.some((operator) => [':', '"', "'"].some((end) => text.includes(operator + end)));
}

const NOTHING_GIVEN: ReadonlyMap<string, Value> = new Map([['now', string(NOW)]]);

const UNKNOWN_CALLER: Occasion = {
  name: undefined,
  group: 'any caller',
  context: () => NOTHING_GIVEN,
  example: () => NOTHING_GIVEN,
  open: true,
};

function hookAround(
  { hooks }: DocumentModel,
  steps: readonly Step[],
): { hook: Hook; steps: readonly Step[] } | undefined {
  for (const hook of hooks) {
    const task = resolveAlias(hook.task);
    const depth = steps.findIndex(({ within }) => within === task);
    if (depth >= 0) return { hook, steps: steps.slice(depth) };
  }
  return undefined;
}

function githubOccasions({ tree }: DocumentModel): Pick<TemplateAround, 'usual' | 'others'> {
  const [root] = tree.roots;
  const allowed = new Set<string>(root ? eventsOf(root).map(({ tasksFor }) => tasksFor) : TASKS_FOR);
  // Other callers only count if the template tells them apart.
  const callers = OTHER_CALLERS.filter(({ tasksFor }) =>
    ["'", '"'].some((mark) => tree.text.includes(mark + tasksFor + mark)),
  );
  return {
    usual: [...GITHUB.filter(({ tasksFor }) => allowed.has(tasksFor)), ...callers],
    others: GITHUB.filter(({ tasksFor }) => !allowed.has(tasksFor)),
  };
}

const GITHUB: readonly (Occasion & { readonly tasksFor: TasksFor })[] = ANY_EVENTS.map(
  ({ tasksFor, context, example, actions }) => {
    const group = `a ${EVENT_NOUNS[tasksFor]}`;
    const parts = actions.map((one) => {
      const title = one.action === undefined ? group : `${group} (${one.action.replaceAll('_', ' ')})`;
      const examples = [{ title, context: one.example }];
      return { name: one.action, group, context: one.context, example: one.example, examples };
    });
    const examples = GITHUB_EVENTS.filter((event) => event.tasksFor === tasksFor);
    return { tasksFor, name: undefined, group, context, example, examples, parts };
  },
);

const OTHER_CALLERS: readonly (Occasion & { readonly tasksFor: string })[] = CALLERS.filter(
  ({ tasksFor }) => !TASKS_FOR.some((one) => one === tasksFor),
).map(({ tasksFor, title, context }) => ({ tasksFor, name: title, group: `"${tasksFor}"`, context, example: context }));

function hookOccasions(hook: Hook): readonly Occasion[] {
  return waysOf(readHook(hook), true).map(({ firedBy, title, context }) => ({
    name: undefined,
    group: firedBy === undefined ? 'any way of firing' : `a hook fired ${title}`,
    context: () => context,
    example: () => context,
  }));
}

/** An occasion that reaches a place, with the variables there. */
export interface Reached {
  readonly occasion: Occasion;
  readonly here: Environment;
  /** The same for an example. */
  readonly example: () => Environment;
  /** The examples that get here; all of them if none does. */
  readonly examples: () => readonly { readonly title: string; readonly here: Environment }[];
}

/** Conditions that hold at a place within an expression. */
type Condition = Pick<Extract<Surrounding, { kind: 'condition' }>, 'text' | 'holds'>;

/**
 * The occasions on which a place in a template is reached. If the conditions around it exclude all of them, those that the
 * document does not let through are considered, and then all: someone is still writing.
 */
export function occasionsAt(
  text: string,
  template: TemplateAround,
  conditions: readonly Condition[] = [],
): readonly Reached[] {
  const { usual, others } = template;
  const surroundings = [
    ...template.surroundings,
    ...conditions.map((condition) => ({ kind: 'condition', ...condition }) as const),
  ];
  const site = createSite({ text }, surroundings);
  const reached = (occasion: Occasion): Reached => ({
    occasion,
    here: createEnvironment(site, occasion.context(), occasion.open),
    example: lazy(() => createEnvironment(site, occasion.example(), occasion.open)),
    examples: () => {
      const { examples = [{ title: occasion.group, context: occasion.example }] } = occasion;
      const all = examples.map(({ title, context }) => ({
        title,
        here: createEnvironment(site, context(), occasion.open),
      }));
      const fitting = all.filter(({ here }) => here.isReached);
      return fitting.length > 0 ? fitting : all;
    },
  });
  // Which action it is only matters if a condition asks for it.
  const inDetail = surroundings.some((level) => level.kind === 'condition' && /\.action\b|\[.action/.test(level.text));
  const each = (one: Occasion): readonly Occasion[] => (inDetail ? (one.parts ?? [one]) : [one]);
  const all = usual.flatMap(each).map(reached);
  const possible = all.filter(({ here }) => here.isReached);
  if (possible.length > 0) return possible;
  const unusual = others
    .flatMap(each)
    .map(reached)
    .filter(({ here }) => here.isReached);
  return unusual.length > 0 ? unusual : all;
}
