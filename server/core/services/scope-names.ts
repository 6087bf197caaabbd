import type { Binding, Surrounding } from '../jsone/cursor/surroundings.js';
import { BUILTINS, type FunctionSignature } from '../jsone/engine/index.js';
import type { Reached, TemplateAround } from './occasions.js';

/** A name that an expression can use. */
export interface ScopeName {
  readonly name: string;
  readonly origin: NameOrigin;
  /** The occasions that have it. */
  readonly reached: readonly Reached[];
}

/** Where a name comes from. */
export type NameOrigin =
  /** The template defines it. Undefined: in a `$let` whose names are computed. */
  | { readonly kind: 'template'; readonly binding: Binding | undefined }
  /** The service that renders the template provides it. `summary`: Markdown. */
  | { readonly kind: 'context'; readonly summary: string | undefined }
  | { readonly kind: 'function'; readonly name: string; readonly definition: FunctionSignature };

/** The names at a place: variables of the template, the innermost first, then those of the service, then functions. */
export function namesInScope(template: TemplateAround, reached: readonly Reached[]): readonly ScopeName[] {
  const bindings = bindingsIn(template.surroundings);
  const summaries = SUMMARIES[template.renderer];
  const found = new Map<string, Reached[]>();
  for (const one of reached) for (const name of one.here.names()) found.set(name, [...(found.get(name) ?? []), one]);
  const names = [...found].map(([name, having]): ScopeName => {
    const binding = bindings.get(name);
    const isGiven = having.some(({ occasion }) => occasion.context().has(name));
    if (binding || !isGiven) return { name, origin: { kind: 'template', binding }, reached: having };
    return { name, origin: originOfGiven(name, summaries), reached: having };
  });
  const functions = Object.entries(BUILTINS)
    .filter(([name]) => !found.has(name))
    .map(([name, definition]): ScopeName => ({ name, origin: { kind: 'function', name, definition }, reached }));
  const order = [...bindings.keys(), ...Object.keys(summaries)];
  const rank = ({ name, origin }: ScopeName): number =>
    origin.kind === 'template' && !origin.binding ? -1 : order.includes(name) ? order.indexOf(name) : order.length;
  return [...names.sort((a, b) => rank(a) - rank(b)), ...functions];
}

function originOfGiven(name: string, summaries: Readonly<Record<string, string>>): NameOrigin {
  return name === 'as_slugid'
    ? { kind: 'function', name, definition: AS_SLUGID }
    : { kind: 'context', summary: summaries[name] };
}

/** The variables that the template defines, the innermost first. */
function bindingsIn(surroundings: readonly Surrounding[]): ReadonlyMap<string, Binding> {
  const found = new Map<string, Binding>();
  for (const level of surroundings.toReversed())
    if (level.kind === 'bindings')
      for (const binding of level.bindings) if (!found.has(binding.name)) found.set(binding.name, binding);
  return found;
}

/** The function of the GitHub service (services/github/src/tc-yaml.js). */
const AS_SLUGID: FunctionSignature = {
  parameters: [{ name: 'label', types: ['string'] }],
  gives: ['string'],
  summary: 'A task id for a label: the same one wherever the file uses that label.',
};

/** What the GitHub service and others provide to `.taskcluster.yml`; see `jsone/check/contexts.ts`. */
const GITHUB_VARIABLES: Readonly<Record<string, string>> = {
  event: 'The body of the webhook that GitHub sent.',
  tasks_for: 'The kind of event, such as "github-push".',
  as_slugid: '',
  taskcluster_root_url: 'The root URL of the deployment.',
  now: 'The time at which the file is rendered, such as "2026-01-31T12:00:00.000Z".',
  action: "The action that is started, from taskgraph's actions.json.",
  clientId: 'The client that started the action.',
  cron: 'The cron job, from `.cron.yml`.',
  input: 'What the user entered for the action.',
  ownTaskId: 'The id of the decision task itself.',
  parameters: "The parameters of the push's decision task.",
  push: 'The push that a cron job or an action is for.',
  repository: 'The repository that a cron job or an action is for.',
  task: 'The task on which the action is started.',
  taskGroupId: 'The task group on which the action is started.',
  taskId: 'The id of the task on which the action is started.',
  taskclusterInstance: 'The deployment that renders the file.',
};

/** What the hooks service provides (services/hooks/src/taskcreator.js). */
const HOOK_VARIABLES: Readonly<Record<string, string>> = {
  payload: 'What the hook was triggered with; there is none if its schedule fires it.',
  firedBy: 'How the hook was fired: "schedule", "triggerHook", "triggerHookWithToken" or "pulseMessage".',
  taskId: 'The id of the task that the hook creates.',
  clientId: 'The client that triggered the hook; only for triggerHook.',
  now: 'The time at which the hook fires, such as "2026-01-31T12:00:00.000Z".',
};

const SUMMARIES: Readonly<Record<TemplateAround['renderer'], Readonly<Record<string, string>>>> = {
  github: GITHUB_VARIABLES,
  hooks: HOOK_VARIABLES,
  unknown: { now: 'The time at which the template is rendered, such as "2026-01-31T12:00:00.000Z".' },
};
