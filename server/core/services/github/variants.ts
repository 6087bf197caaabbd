import {
  type Comparison,
  fromJson,
  keysOf,
  type Notes,
  type Read,
  string,
  type Value,
} from '../../jsone/engine/index.js';
import { changed, inRepository, type Keys, repositoryIn, valueAt, withAction } from './altered-event.js';
import type { GithubEvent } from './events.js';
import { othersAt, toValue } from './sample.js';

/** The maximum number of places in which a variant differs from the usual body. */
const MOST_CHANGES = 3;

/**
 * Variants of an event in what the template reads: a field may be null or missing, and a field that is compared with a
 * literal may be equal to it. Only variants that GitHub can send, and only if some expression has not been tried with that
 * value yet.
 * @param tried the expressions that already have variants; this function adds to it
 */
export function* variantsOf(
  event: GithubEvent,
  { reads, comparisons }: Pick<Notes, 'reads' | 'comparisons'>,
  tried: Set<string>,
): Iterable<GithubEvent> {
  if (event.changes.length >= MOST_CHANGES) return;
  const isNew = ({ code, at }: Read | Comparison, keys: Keys, value: string): boolean => {
    const site = `${event.tasksFor} ${code.node.start} ${at.start} ${keys.join('.')} ${value}`;
    if (tried.has(site)) return false;
    tried.add(site);
    return true;
  };
  for (const read of event.isUnusual ? [] : reads) {
    const keys = inBody(keysOf(read.path));
    if (!keys || !isNew(read, keys, '')) continue;
    for (const { value, frequency } of othersAt(event.sample, keys))
      yield changed(event, keys, value === undefined ? undefined : toValue(value), frequency);
    if (keys.length === 1 && keys[0] === 'action')
      for (const action of OTHER_ACTIONS[event.tasksFor] ?? []) yield* withAction(event, action);
  }
  for (const comparison of comparisons) {
    const { path, other } = comparison;
    const slice = path.kind === 'slice' ? path : undefined;
    const keys = inBody(keysOf(path.kind === 'slice' ? path.of : path));
    if (!keys) continue;
    for (const literal of literalsOf(other)) {
      const value = slice ? (typeof literal === 'string' ? unsliced(keys, slice, literal) : undefined) : literal;
      if (value !== undefined && isNew(comparison, keys, JSON.stringify(value))) yield* equalTo(event, keys, value);
    }
  }
}

/** The actions that differ most from the usual one: they are tried if the template reads `event.action` at all. */
const OTHER_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'github-pull-request': ['labeled', 'closed'],
  'github-pull-request-untrusted': ['labeled', 'closed'],
  'github-release': ['created', 'edited'],
  'github-issue-comment': ['edited'],
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

/** Fields that never have a value written in a template: numbers assigned by GitHub, hashes, API URLs. */
const GIVEN = /^(?:sha|before|after|id|node_id|number|.*_at|merge_commit_sha)$/;

/** The event with a value at its place, if GitHub can send that. */
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
    // The push of a branch stays one of a branch, and that of a tag one of a tag.
    const now = /^refs\/(\w+)/.exec(usual.kind === 'string' ? usual.value : '')?.[1];
    if (!ref || (last === 'ref' && now !== ref)) return;
  } else if (/^(?:ref|target_commitish|default_branch)$/.test(last) && literal.startsWith('refs/')) return;
  const repository = repositoryIn(keys, literal);
  yield repository ? inRepository(event, repository) : changed(event, keys, string(literal));
}
