import { isMapping, type Mapping } from '../../core/base/mapping.js';
import type { TasksFor } from '../../core/services/github/tasks-for.js';

/** What a user may change in an event without editing its body. Empty and missing: as it is. */
export interface EventFields {
  /** The branch of a push, or the one that a pull request comes from. */
  readonly branch?: string;
  /** The tag of a push or a release. */
  readonly tag?: string;
  /** `owner/name`. */
  readonly repository?: string;
  /** The login of the user who caused the event. */
  readonly actor?: string;
}

/** The fields that events of a kind have. */
export function fieldsOf(tasksFor: TasksFor): readonly (keyof EventFields)[] {
  switch (tasksFor) {
    case 'github-push':
      return ['branch', 'tag', 'repository', 'actor'];
    case 'github-release':
      return ['tag', 'repository', 'actor'];
    case 'github-issue-comment':
      return ['repository', 'actor'];
    default:
      return ['branch', 'repository', 'actor'];
  }
}

/**
 * The body of a webhook with some fields changed, everywhere that GitHub writes them: as it is, in refs, and in the URLs of the
 * repository.
 * @returns a copy; the body itself stays as it is
 */
export function withFields(body: unknown, tasksFor: TasksFor, fields: EventFields): unknown {
  const changes: readonly Change[] = [
    ...(fields.repository ? renamed(body, fields.repository) : []),
    ...(fields.actor ? actorChanges(tasksFor, fields.actor) : []),
    ...refChanges(tasksFor, fields),
  ];
  return changes.reduce((changed, { path, value }) => replaced(changed, path, value), body);
}

interface Change {
  readonly path: readonly string[];
  /** Makes the new value from the old one. */
  readonly value: (old: unknown) => unknown;
}

const put = (value: unknown, ...path: string[]): Change => ({ path, value: () => value });

function refChanges(tasksFor: TasksFor, { branch, tag }: EventFields): Change[] {
  if (tasksFor === 'github-release') return tag ? [put(tag, 'release', 'tag_name')] : [];
  if (tasksFor === 'github-push') {
    if (tag) return [put(`refs/tags/${tag}`, 'ref')];
    return branch ? [put(`refs/heads/${branch}`, 'ref')] : [];
  }
  return branch ? [put(branch, 'pull_request', 'head', 'ref')] : [];
}

function actorChanges(tasksFor: TasksFor, actor: string): Change[] {
  const sender = put(actor, 'sender', 'login');
  if (tasksFor === 'github-push') return [sender, put(actor, 'pusher', 'name')];
  if (tasksFor === 'github-release') return [sender, put(actor, 'release', 'author', 'login')];
  if (tasksFor === 'github-issue-comment') return [sender, put(actor, 'comment', 'user', 'login')];
  return [sender, put(actor, 'pull_request', 'user', 'login')];
}

/** The repository of the event, and that which a pull request goes to; a fork keeps its own name. */
function renamed(body: unknown, repository: string): Change[] {
  const old = nameOf(body);
  if (old === undefined) return [];
  const inText = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replaceAll(old, repository);
    if (Array.isArray(value)) return value.map(inText);
    if (!isMapping(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inText(inner)]));
  };
  const [owner = '', name = ''] = repository.split('/');
  const everywhere = { path: [], value: inText };
  const inParts = [['repository'], ['pull_request', 'base', 'repo']].flatMap((path) => [
    put(name, ...path, 'name'),
    put(repository, ...path, 'full_name'),
    put(owner, ...path, 'owner', 'login'),
  ]);
  return [everywhere, ...inParts];
}

function nameOf(body: unknown): string | undefined {
  const repository = isMapping(body) ? body.repository : undefined;
  const name = isMapping(repository) ? repository.full_name : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** A copy with another value at a path; the same if there is nothing to put it in. */
function replaced(value: unknown, [key, ...rest]: readonly string[], change: Change['value']): unknown {
  if (key === undefined) return change(value);
  if (!isMapping(value) || !Object.hasOwn(value, key)) return value;
  const copy: Mapping = { ...value, [key]: replaced(value[key], rest, change) };
  return copy;
}
