import type { PreviewAnswer } from '../../server/lsp/protocol.js';

/**
 * The body of a request to render a file (renderTaskclusterYml) for the event that a preview shows. The service takes an event of a
 * kind, and mixes the body into one of its own. Undefined if it is not an event of GitHub: the service takes no others.
 */
export function renderRequest(text: string, { tasksFor, body }: PreviewAnswer): string | undefined {
  if (tasksFor === undefined || body === undefined) return undefined;
  const { action, ...overrides } = JSON.parse(body) as Readonly<Record<string, unknown>>;
  const { organization, repository } = repositoryOf(overrides);
  const fakeEvent = { type: tasksFor, ...(tasksFor !== 'github-push' && { action }), overrides };
  return JSON.stringify({ body: text, organization, repository, fakeEvent });
}

/** As far as the service takes the names (render-taskcluster-yml-input.json). */
function repositoryOf({ repository }: Readonly<Record<string, unknown>>): {
  organization?: string;
  repository?: string;
} {
  const full = (repository as { readonly full_name?: unknown } | undefined)?.full_name;
  const [, organization, name] = /^([-a-zA-Z0-9]{1,39})\/([-a-zA-Z0-9_.]{1,100})$/.exec(String(full)) ?? [];
  return organization && name ? { organization, repository: name } : {};
}

/** The tasks in an answer of the service, in the form of a task in a file; or what the service says instead. */
export function renderedTasks(status: number, body: string): { readonly tasks: readonly object[] } | { said: string } {
  const answer = parsed(body);
  if (status === 200 && Array.isArray(answer?.tasks))
    return { tasks: answer.tasks.map(({ taskId, task }: RenderedTask) => ({ taskId, ...task })) };
  const said = typeof answer?.message === 'string' ? (answer.message.split('\n---\n')[0] ?? '') : `status ${status}`;
  return { said: said.trim() };
}

interface RenderedTask {
  readonly taskId: string;
  readonly task: object;
}

function parsed(body: string): { readonly tasks?: unknown; readonly message?: unknown } | undefined {
  try {
    return JSON.parse(body) as { readonly tasks?: unknown };
  } catch {
    return undefined;
  }
}

/** Data as JSON with sorted keys, so that two texts differ only where the data does. */
export function sortedJson(data: unknown): string {
  return `${JSON.stringify(data, (_, value: unknown) => (isObject(value) ? sortedKeys(value) : value), 2)}\n`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sortedKeys(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** When the service has rendered, as the first task says; undefined if none does. */
export function renderedAt(tasks: readonly object[]): string | undefined {
  const times = tasks.flatMap((task) => ('created' in task && typeof task.created === 'string' ? [task.created] : []));
  return times.find((time) => !Number.isNaN(Date.parse(time)));
}
