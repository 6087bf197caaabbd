import { lazy } from '../../base/lazy.js';
import {
  absent,
  array,
  choice,
  type Field,
  fromJson,
  object,
  plainField,
  string,
  typesOf,
  unknown,
  type Value,
} from '../../jsone/engine/index.js';
import { COMMENT_ACTIONS, commentBody } from './bodies/comment.js';
import { PULL_REQUEST_ACTIONS, pullRequestBody } from './bodies/pull-request.js';
import { pushOf } from './bodies/push.js';
import { RELEASE_ACTIONS, releaseBody } from './bodies/release.js';
import { contextFor } from './context.js';
import { type Sample, type SampleObject, toValue, Varied } from './sample.js';
import type { TasksFor } from './tasks-for.js';

/**
 * Any event of a kind, for what can be said of a place in a template: which fields its body has is known, but not their
 * values, except for `action`, which decides about the fields.
 */
export interface AnyEvent {
  readonly tasksFor: TasksFor;
  /** The action; undefined for a kind that has none, or for all actions together. */
  readonly action: string | undefined;
  /** The variables of the template. */
  readonly context: () => ReadonlyMap<string, Value>;
  /** The same for an example. */
  readonly example: () => ReadonlyMap<string, Value>;
}

/** All events of a kind together. */
export interface AnyEventOfKind extends AnyEvent {
  /** The same, each action by itself. */
  readonly actions: readonly AnyEvent[];
}

/** A body for each action; for a kind without actions there is one body. */
type Bodies = readonly {
  readonly action: string | undefined;
  readonly any: () => Value;
  readonly usual: () => Value;
}[];

function bodiesOf(actions: readonly string[], sampleFor: (action: string) => SampleObject): Bodies {
  return actions.map((action) => bodyLike(action, () => sampleFor(action)));
}

function bodyLike(action: string | undefined, sampleFor: () => SampleObject): Bodies[number] {
  const sample = lazy(sampleFor);
  return { action, any: lazy(() => anyBody(sample())), usual: lazy(() => toValue(sample())) };
}

function anyOf(tasksFor: TasksFor, bodies: Bodies): AnyEventOfKind {
  const event = (action: string | undefined, any: () => Value, usual: () => Value): AnyEvent => ({
    tasksFor,
    action,
    context: lazy(() => contextFor(tasksFor, any())),
    example: lazy(() => contextFor(tasksFor, usual())),
  });
  const together = lazy(() => eitherOf(bodies.map(({ any }) => any())));
  return {
    ...event(undefined, together, () => firstOf(bodies.map(({ usual }) => usual()))),
    actions: bodies.map(({ action, any, usual }) => event(action, any, usual)),
  };
}

const PULL_REQUESTS = bodiesOf(PULL_REQUEST_ACTIONS, pullRequestBody);

/** All events for which the GitHub service renders a template, by their kind. */
export const ANY_EVENTS: readonly AnyEventOfKind[] = [
  anyOf('github-push', [bodyLike(undefined, () => pushOf('main'))]),
  anyOf('github-pull-request', PULL_REQUESTS),
  anyOf('github-pull-request-untrusted', PULL_REQUESTS),
  anyOf('github-release', bodiesOf(RELEASE_ACTIONS, releaseBody)),
  anyOf('github-issue-comment', bodiesOf(COMMENT_ACTIONS, commentBody)),
];

/** An object with the fields of all: those of the first, and what the others have besides. */
function firstOf(values: readonly Value[]): Value {
  const fields = values.flatMap((value) => (value.kind === 'object' ? [...value.fields] : []));
  return object(new Map(fields.toReversed()));
}

/** One of the values. Objects become one object with the fields of all; a field that some lack may be missing. */
function eitherOf(values: readonly Value[]): Value {
  const distinct = [...new Set(values)];
  const [only] = distinct;
  if (only && distinct.length === 1) return only;
  const objects = distinct.filter((value) => value.kind === 'object');
  if (objects.length < distinct.length) return choice(distinct, MOST_ALTERNATIVES);
  const fields = new Map<string, Field>();
  for (const key of new Set(objects.flatMap((one) => [...one.fields.keys()]))) {
    const found = objects.flatMap((one) => one.fields.get(key) ?? []);
    const certain = found.length === objects.length && found.every((field) => field.certain);
    fields.set(key, { ...plainField(eitherOf(found.map(({ value }) => value))), certain });
  }
  return object(fields);
}

function anyBody(sample: SampleObject): Value {
  const { action, ...rest } = sample;
  const fields = fieldsLike(rest);
  if (typeof action === 'string') fields.set('action', plainField(string(action)));
  return object(fields);
}

const known = new Map<Sample, Value>();

/** Any value with the types of a sample and its variations. */
function anyLike(sample: Sample): Value {
  if (typeof sample === 'string') return ANY_STRING;
  if (typeof sample === 'number') return ANY_NUMBER;
  if (typeof sample === 'boolean') return ANY_BOOLEAN;
  if (sample === null) return fromJson(null);
  const found = known.get(sample);
  if (found) return found;
  const value = composed(sample);
  known.set(sample, value);
  return value;
}

const ANY_STRING = unknown(typesOf('string'));
const ANY_NUMBER = unknown(typesOf('number'));
const ANY_BOOLEAN = unknown(typesOf('boolean'));

function composed(sample: readonly Sample[] | SampleObject | Varied): Value {
  if (sample instanceof Varied) {
    const others = sample.others.map(({ value }) => (value === undefined ? absent() : anyLike(value)));
    return choice([anyLike(sample.usual), ...others], MOST_ALTERNATIVES);
  }
  if (Array.isArray(sample)) return array(sample.map(anyLike), undefined, true);
  return object(fieldsLike(sample as SampleObject));
}

/** More than there are actions on pull requests. */
const MOST_ALTERNATIVES = 32;

function fieldsLike(sample: SampleObject): Map<string, Field> {
  return new Map(
    Object.entries(sample).map(([key, one]) => {
      const value = anyLike(one);
      const options = value.kind === 'choice' ? value.options.filter(({ kind }) => kind !== 'absent') : [];
      const isSure = value.kind !== 'choice' || options.length === value.options.length;
      const present = isSure ? value : choice(options, MOST_ALTERNATIVES);
      return [key, { ...plainField(present), certain: isSure }];
    }),
  );
}
