import { lazy } from '../../base/lazy.js';
import { type Field, object, plainField, string, type Value } from '../../jsone/engine/index.js';
import { COMMENT_ACTIONS } from './bodies/comment.js';
import { NAME, OWNER } from './bodies/objects.js';
import { PULL_REQUEST_ACTIONS, pullRequestBody } from './bodies/pull-request.js';
import { RELEASE_ACTIONS, releaseBody } from './bodies/release.js';
import { variantName } from './event-name.js';
import { createEvent, type GithubEvent, GRAVITIES, type Gravity } from './events.js';
import { type Frequency, type SampleObject, toValue } from './sample.js';
import { EVENT_NOUNS } from './tasks-for.js';

/** The path of a place in the body of an event. */
export type Keys = readonly (string | number)[];

const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'github-pull-request': PULL_REQUEST_ACTIONS,
  'github-pull-request-untrusted': PULL_REQUEST_ACTIONS,
  'github-release': RELEASE_ACTIONS,
  'github-issue-comment': COMMENT_ACTIONS,
};

/** The bodies of events with many actions, each created on demand. */
function bodiesOf(actions: readonly string[], sampleFor: (action: string) => SampleObject) {
  return new Map(
    actions.map((action) => {
      const sample = sampleFor(action);
      return [action, { sample, body: lazy(() => toValue(sample)) }] as const;
    }),
  );
}

const PULL_REQUESTS = bodiesOf(PULL_REQUEST_ACTIONS, pullRequestBody);
const RELEASES = bodiesOf(RELEASE_ACTIONS, releaseBody);

/** The event for another action, with the other fields of such a body; none if other changes would be lost. */
export function* withAction(event: GithubEvent, action: string): Iterable<GithubEvent> {
  const { tasksFor, changes } = event;
  // Each action has its own body, so other changes would be lost.
  if (changes.length > 0 || !ACTIONS[tasksFor]?.includes(action)) return;
  if (tasksFor === 'github-issue-comment') {
    yield changed(event, ['action'], string(action));
    return;
  }
  const made = (tasksFor === 'github-release' ? RELEASES : PULL_REQUESTS).get(action);
  if (!made) return;
  const { sample, body } = made;
  yield like(event, `a ${EVENT_NOUNS[tasksFor]} that ${actionWords(action)}`, sample, body, [`action=${action}`]);
}

/** What happens to the subject of an event where its action is not a participle. */
const ACTION_WORDS: Readonly<Record<string, string>> = {
  synchronize: 'is updated',
  review_requested: 'gets a request for review',
  review_request_removed: 'loses a request for review',
  auto_merge_enabled: 'is set to merge automatically',
  auto_merge_disabled: 'is no longer set to merge automatically',
  ready_for_review: 'is ready for review',
};

function actionWords(action: string): string {
  return ACTION_WORDS[action] ?? `is ${action.replaceAll('_', ' ')}`;
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
  return createEvent({ name, title, tasksFor, sample, changes, gravity, isUnusual }, body);
}

const LIMIT: Readonly<Record<Frequency, Gravity>> = { often: 'error', elsewhere: 'warning', rarely: 'hint' };

/**
 * The event with another value, or none, at a place in its body. `frequency`: how often that happens, unless the template
 * checks for it.
 */
export function changed(event: GithubEvent, keys: Keys, value: Value | undefined, frequency?: Frequency): GithubEvent {
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

/** The value at a place of another value, if there is one. */
export function valueAt(value: Value, keys: Keys): Value | undefined {
  let at: Value | undefined = value;
  for (const key of keys) {
    if (at?.kind === 'array' && typeof key === 'number') at = at.items[key];
    else at = at?.kind === 'object' ? at.fields.get(String(key))?.value : undefined;
  }
  return at;
}

/** A copy of the value with another one, or none, at a place in it. Everything off the path is shared. */
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

/** The repository named by a literal, if that is compared with the name or the address of one. */
export function repositoryIn(keys: Keys, literal: string): Repository | undefined {
  const [last, of] = [String(keys.at(-1)), String(keys.at(-2))];
  if (!/^(?:repository|repo)$/.test(of) || (of === 'repo' && keys.includes('head'))) return undefined;
  if (last === 'name') return { owner: OWNER, name: literal };
  const match =
    /^(?:full_name|(?:html_|clone_|git_|ssh_|svn_)?url)$/.test(last) &&
    /(?:^|github\.com[/:])(?:repos\/)?([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(literal);
  const [, owner, name] = match || [];
  return owner && name ? { owner, name } : undefined;
}

/** The event in another repository: the name is replaced everywhere in the body. */
export function inRepository(event: GithubEvent, { owner, name }: Repository): GithubEvent {
  const replace = (value: Value): Value => {
    if (value.kind === 'string') {
      const text = value.value.replaceAll(`${OWNER}/${NAME}`, `${owner}/${name}`);
      return text === value.value ? value : string(text);
    }
    if (value.kind !== 'object') return value;
    const fields = new Map<string, Field>(value.fields);
    let isSame = true;
    for (const [key, field] of value.fields) {
      const inner = replace(field.value);
      if (inner === field.value) continue;
      isSame = false;
      fields.set(key, plainField(inner));
    }
    if (isSame) return value;
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
