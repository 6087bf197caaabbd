import { lazy } from '../../base/lazy.js';
import {
  type Comparison,
  type Field,
  fromJson,
  keysOf,
  object,
  plainField,
  type Read,
  string,
  type Value,
} from '../../jsone/engine/index.js';
import { contextFor } from './context.js';
import { variantName } from './event-name.js';
import { type GithubEvent, GRAVITIES, type Gravity } from './events.js';
import { type Frequency, othersAt, type SampleObject, toValue } from './sample.js';
import {
  COMMENT_ACTIONS,
  NAME,
  OWNER,
  PULL_REQUEST_ACTIONS,
  pullRequestBody,
  RELEASE_ACTIONS,
  releaseBody,
} from './webhook-bodies.js';

/** What was noted of the context while a template was rendered for an event. */
export interface Noted {
  readonly reads: readonly Read[];
  readonly comparisons: readonly Comparison[];
}

/** The keys of a place in the body of an event. */
type Keys = readonly (string | number)[];

/** In how many places a variant may differ from the usual body. */
const MOST_CHANGES = 3;

/**
 * The events that differ from one in what the template looks at: a field that is read may be null or missing, and what is
 * compared with a literal may be equal to it. Only such as GitHub sends, and only where some expression has not been tried
 * with that value yet.
 * @param tried the expressions that variants have been made for; is added to
 */
export function* variantsOf(
  event: GithubEvent,
  { reads, comparisons }: Noted,
  tried: Set<string>,
): Iterable<GithubEvent> {
  if (event.changes.length >= MOST_CHANGES) return;
  const isNew = ({ code, at }: Read | Comparison, keys: Keys, value: unknown): boolean => {
    const { node } = code;
    const site = `${event.tasksFor} ${keys.join('.')} ${JSON.stringify(value)} ${node.start} ${at.start}`;
    if (tried.has(site)) return false;
    tried.add(site);
    return true;
  };
  for (const read of event.isUnusual ? [] : reads) {
    const keys = inBody(keysOf(read.path));
    if (!keys) continue;
    for (const { value, frequency } of othersAt(event.sample, keys))
      if (isNew(read, keys, value))
        yield changed(event, keys, value === undefined ? undefined : toValue(value), frequency);
    if (keys.length === 1 && keys[0] === 'action')
      for (const action of OTHER_ACTIONS[event.tasksFor] ?? [])
        if (isNew(read, keys, action)) yield* withAction(event, action);
  }
  for (const comparison of comparisons) {
    const { path, other } = comparison;
    const slice = path.kind === 'slice' ? path : undefined;
    const keys = inBody(keysOf(path.kind === 'slice' ? path.of : path));
    if (!keys) continue;
    for (const literal of literalsOf(other)) {
      const value = slice ? (typeof literal === 'string' ? unsliced(keys, slice, literal) : undefined) : literal;
      if (value !== undefined && isNew(comparison, keys, value)) yield* equalTo(event, keys, value);
    }
  }
}

/** Those that differ from the usual one most: they are tried where the template reads `event.action` at all. */
const OTHER_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'github-pull-request': ['labeled', 'closed'],
  'github-pull-request-untrusted': ['labeled', 'closed'],
  'github-release': ['created', 'edited'],
  'github-issue-comment': ['edited'],
};

const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'github-pull-request': PULL_REQUEST_ACTIONS,
  'github-pull-request-untrusted': PULL_REQUEST_ACTIONS,
  'github-release': RELEASE_ACTIONS,
  'github-issue-comment': COMMENT_ACTIONS,
};

const SUBJECTS: Readonly<Record<string, string>> = {
  'github-pull-request': 'a pull request',
  'github-pull-request-untrusted': 'a pull request of a stranger',
  'github-release': 'a release',
};

function inBody(keys: Keys): Keys | undefined {
  return keys[0] === 'event' && keys.length > 1 ? keys.slice(1) : undefined;
}

function literalsOf(value: Value): readonly (string | number | boolean)[] {
  if (value.kind === 'string' || value.kind === 'number' || value.kind === 'boolean') return [value.value];
  return value.kind === 'array'
    ? value.items.slice(0, 8).flatMap((item) => (item.kind === 'array' ? [] : literalsOf(item)))
    : [];
}

/** A text whose slice is the literal. */
function unsliced(
  keys: Keys,
  { from = 0, to }: { from: number | undefined; to: number | undefined },
  literal: string,
): string | undefined {
  if (from < 0) return to === undefined && literal.length === -from ? `x${literal}` : undefined;
  if (to !== undefined && to - from !== literal.length) return undefined;
  const before = isRef(keys) ? { 0: '', 10: 'refs/tags/', 11: 'refs/heads/' }[from] : 'x'.repeat(Math.min(from, 100));
  if (before === undefined) return undefined;
  return to === undefined
    ? `${before}${literal}`
    : `${before}${literal}${isRef(keys) && /^refs\/(heads|tags)$/.test(literal) ? '/' : ''}v1`;
}

const isRef = (keys: Keys): boolean => keys.length === 1 && (keys[0] === 'ref' || keys[0] === 'base_ref');

/** What never is what a template says: numbers that GitHub gives, hashes, addresses of the API. */
const GIVEN = /^(?:sha|before|after|id|node_id|number|.*_at|merge_commit_sha)$/;

/** The event with a value in its place, if GitHub sends such a one. */
function* equalTo(event: GithubEvent, keys: Keys, literal: string | number | boolean): Iterable<GithubEvent> {
  const usual = valueAt(event.body(), keys);
  const last = String(keys.at(-1));
  if (!usual || GIVEN.test(last)) return;
  if (keys.length === 1 && last === 'action') {
    if (typeof literal === 'string') yield* withAction(event, literal);
    return;
  }
  if (usual.kind !== typeof literal && !(usual.kind === 'null' && othersAt(event.sample, keys).length > 0)) return;
  if ('value' in usual && usual.value === literal) return;
  if (typeof literal !== 'string') {
    if (othersAt(event.sample, keys).some(({ value }) => value === literal))
      yield changed(event, keys, fromJson(literal));
    return;
  }
  const ref = isRef(keys) ? /^refs\/(heads|tags)\/./.exec(literal)?.[1] : undefined;
  if (isRef(keys)) {
    // A branch is pushed like a branch, and a tag like a tag.
    const now = /^refs\/(\w+)/.exec(usual.kind === 'string' ? usual.value : '')?.[1];
    if (!ref || (last === 'ref' && now !== ref)) return;
  } else if (/^(?:ref|target_commitish|default_branch)$/.test(last) && literal.startsWith('refs/')) return;
  const repository = repositoryIn(keys, literal);
  yield repository ? inRepository(event, repository) : changed(event, keys, string(literal));
}

function* withAction(event: GithubEvent, action: string): Iterable<GithubEvent> {
  const { tasksFor, changes } = event;
  // Other changes would be lost: what an action brings along is a body of its own.
  if (changes.length > 0 || !ACTIONS[tasksFor]?.includes(action)) return;
  const release = tasksFor === 'github-release';
  if (tasksFor === 'github-issue-comment') {
    yield changed(event, ['action'], string(action));
    return;
  }
  const sample: SampleObject = release ? releaseBody(action) : pullRequestBody(action);
  yield like(
    event,
    `${SUBJECTS[tasksFor]} that is ${action.replaceAll('_', ' ')}`,
    sample,
    lazy(() => toValue(sample)),
    [`action=${action}`],
  );
}

function like(
  event: GithubEvent,
  title: string,
  sample: SampleObject,
  body: () => Value,
  changes: readonly string[],
  { gravity, isUnusual }: Pick<GithubEvent, 'gravity' | 'isUnusual'> = event,
): GithubEvent {
  const { tasksFor } = event;
  const name = variantName(event.name, changes);
  return {
    name,
    title,
    tasksFor,
    sample,
    body,
    changes,
    gravity,
    isUnusual,
    context: lazy(() => contextFor(tasksFor, body())),
  };
}

const LIMIT: Readonly<Record<Frequency, Gravity>> = { often: 'error', elsewhere: 'warning', rarely: 'hint' };

/**
 * The event with another value, or none, in a place of its body. `frequency`: how often that is so, if it is nothing that
 * the template asks for.
 */
function changed(event: GithubEvent, keys: Keys, value: Value | undefined, frequency?: Frequency): GithubEvent {
  const path = keys.join('.');
  const written =
    value === undefined
      ? 'absent'
      : value.kind === 'array' || value.kind === 'object'
        ? value.kind
        : JSON.stringify('value' in value ? value.value : null);
  const changes = [...event.changes.filter((change) => !change.startsWith(`${path}=`)), `${path}=${written}`].sort();
  const gravity =
    GRAVITIES[Math.max(GRAVITIES.indexOf(event.gravity), GRAVITIES.indexOf(LIMIT[frequency ?? 'often']))] ?? 'hint';
  return like(
    event,
    titleWith(event, path, value),
    event.sample,
    lazy(() => withValue(event.body(), keys, value)),
    changes,
    { gravity, isUnusual: event.isUnusual || frequency !== undefined },
  );
}

function titleWith({ title, tasksFor }: GithubEvent, path: string, value: Value | undefined): string {
  const text = value?.kind === 'string' ? value.value : undefined;
  if (path === 'ref' && text !== undefined) {
    const [, kind, name] = /^refs\/(heads|tags)\/(.*)$/s.exec(text) ?? [];
    return kind === 'tags'
      ? `a push of the tag ${JSON.stringify(name)}`
      : `a push to the branch ${JSON.stringify(name)}`;
  }
  if (path === 'action' && tasksFor === 'github-issue-comment') return `a comment that is ${text}`;
  const joint = / (?:with|without) event\./.test(title) ? ' and' : '';
  if (value === undefined) return `${title}${joint} without event.${path}`;
  if (value.kind === 'array')
    return `${title}${joint} with ${value.items.length === 0 ? 'nothing' : 'something'} in event.${path}`;
  return `${title}${joint} with event.${path} ${value.kind === 'object' ? 'set' : JSON.stringify('value' in value ? value.value : null)}`;
}

function valueAt(value: Value, keys: Keys): Value | undefined {
  let at: Value | undefined = value;
  for (const key of keys) {
    if (at?.kind === 'array' && typeof key === 'number') at = at.items[key];
    else at = at?.kind === 'object' ? at.fields.get(String(key))?.value : undefined;
  }
  return at;
}

/** The value with another one, or none, in a place of it. What is not on the way there stays the same. */
function withValue(value: Value, [key, ...rest]: Keys, inner: Value | undefined): Value {
  if (key === undefined || value.kind !== 'object') return value;
  const fields = new Map<string, Field>(value.fields);
  const known = fields.get(String(key));
  const fresh = rest.length === 0 ? inner : known && withValue(known.value, rest, inner);
  if (fresh === undefined) fields.delete(String(key));
  else fields.set(String(key), plainField(fresh));
  return object(fields);
}

interface Repository {
  readonly owner: string;
  readonly name: string;
}

/** The repository that a literal names, if what it is compared with tells the name or the address of one. */
function repositoryIn(keys: Keys, literal: string): Repository | undefined {
  const [last, of] = [String(keys.at(-1)), String(keys.at(-2))];
  if (!/^(?:repository|repo)$/.test(of) || (of === 'repo' && keys.includes('head'))) return undefined;
  if (last === 'name') return { owner: OWNER, name: literal };
  const match =
    /^(?:full_name|(?:html_|clone_|git_|ssh_|svn_)?url)$/.test(last) &&
    /(?:^|github\.com[/:])(?:repos\/)?([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(literal);
  const [, owner, name] = match || [];
  return owner && name ? { owner, name } : undefined;
}

/** The event in another repository: its name changes wherever it stands in the body. */
function inRepository(event: GithubEvent, { owner, name }: Repository): GithubEvent {
  const replace = (value: Value): Value => {
    if (value.kind === 'string') {
      const text = value.value.replaceAll(`${OWNER}/${NAME}`, `${owner}/${name}`);
      return text === value.value ? value : string(text);
    }
    if (value.kind !== 'object') return value;
    const fields = new Map<string, Field>();
    for (const [key, field] of value.fields) {
      const inner = replace(field.value);
      fields.set(key, inner === field.value ? field : plainField(inner));
    }
    const full = fields.get('full_name')?.value;
    if (full?.kind === 'string' && full.value === `${owner}/${name}`) {
      fields.set('name', plainField(string(name)));
      const login = fields.get('owner');
      if (login) fields.set('owner', plainField(withValue(login.value, ['login'], string(owner))));
    }
    return object(fields);
  };
  const changes = [
    ...event.changes.filter((change) => !change.startsWith('repository=')),
    `repository=${owner}/${name}`,
  ].sort();
  return like(
    event,
    `${event.title} in ${owner}/${name}`,
    event.sample,
    lazy(() => replace(event.body())),
    changes,
  );
}
