import type { Severity } from '../../base/finding.js';
import { lazy } from '../../base/lazy.js';
import type { Value } from '../../jsone/engine/index.js';
import { findEntry, type Node, resolveAlias } from '../../syntax/node.js';
import { commentBody } from './bodies/comment.js';
import { pullRequestBody } from './bodies/pull-request.js';
import { pushOf, pushOfNew, pushOfTag } from './bodies/push.js';
import { releaseBody } from './bodies/release.js';
import { contextFor } from './context.js';
import { type SampleObject, toValue } from './sample.js';
import type { TasksFor } from './tasks-for.js';

/** Something for which a template is rendered. */
export interface Event {
  /** In words, for messages: "a pull request". */
  readonly title: string;
  readonly tasksFor: string;
  /** The variables of the template for it, as values of the engine: always the same objects, so that results can be reused. */
  readonly context: () => ReadonlyMap<string, Value>;
}

/** A GitHub event as the GitHub service passes it to a template. */
export interface GithubEvent extends Event {
  /** For the command line: `push`, and for a variant what differs: `push:ref=refs/heads/x`. Unique within a file. */
  readonly name: string;
  readonly tasksFor: TasksFor;
  /** The severity if the template cannot be rendered for it. */
  readonly gravity: Gravity;
  /** The body and its possible variations. */
  readonly sample: SampleObject;
  /** The body of the webhook: the value of `event`. */
  readonly body: () => Value;
  /** The differences from the sample, as `path=value`, sorted. */
  readonly changes: readonly string[];
  /** Something is null, missing or otherwise unusual, and the template does not check for it. */
  readonly isUnusual: boolean;
}

/** The gravest first. */
export const GRAVITIES = ['error', 'warning', 'hint'] as const satisfies readonly Severity[];
export type Gravity = (typeof GRAVITIES)[number];

/** An event whose body is like its sample. `body`: the same as a value, if it exists already. */
export function createEvent(
  fields: Omit<GithubEvent, 'body' | 'context'>,
  body = lazy(() => toValue(fields.sample)),
): GithubEvent {
  return { ...fields, body, context: lazy(() => contextFor(fields.tasksFor, body())) };
}

function usual(name: string, tasksFor: TasksFor, title: string, sample: SampleObject): GithubEvent {
  const gravity = tasksFor === 'github-push' || tasksFor === 'github-pull-request' ? 'error' : 'warning';
  return createEvent({ name, title, tasksFor, sample, gravity, changes: [], isUnusual: false });
}

const PUSHES: readonly GithubEvent[] = [
  usual('push', 'github-push', 'a push to the branch "main"', pushOf('main')),
  usual('push-tag', 'github-push', 'a push of a tag', pushOfTag('v1.2.3')),
  usual('push-new-branch', 'github-push', 'a push of a new branch', pushOfNew('topic')),
];

const PULL_REQUESTS: readonly GithubEvent[] = [
  usual('pull-request', 'github-pull-request', 'a new pull request', pullRequestBody('opened')),
  usual('pull-request-synchronize', 'github-pull-request', 'an updated pull request', pullRequestBody('synchronize')),
];

const OF_STRANGERS: readonly GithubEvent[] = [
  usual(
    'untrusted-pull-request',
    'github-pull-request-untrusted',
    'a new pull request from a stranger',
    pullRequestBody('opened'),
  ),
  usual(
    'untrusted-pull-request-synchronize',
    'github-pull-request-untrusted',
    'an updated pull request from a stranger',
    pullRequestBody('synchronize'),
  ),
];

const RELEASES: readonly GithubEvent[] = [
  usual('release', 'github-release', 'a published release', releaseBody('published')),
];

const COMMENTS: readonly GithubEvent[] = [
  usual('comment', 'github-issue-comment', 'a comment', commentBody('created')),
];

/** Events of every kind for which the GitHub service renders `.taskcluster.yml`, whatever the policy of the file. */
export const GITHUB_EVENTS: readonly GithubEvent[] = [
  ...PUSHES,
  ...PULL_REQUESTS,
  ...OF_STRANGERS,
  ...RELEASES,
  ...COMMENTS,
];

/**
 * The events that the policy of a file lets through, in their usual forms. Pull requests from strangers only have their own
 * `tasks_for` with `public_restricted`, and comments have to be allowed.
 */
export function eventsOf(root: Node): readonly GithubEvent[] {
  const policy = valueAt(root, 'policy');
  const pullRequests = textOf(valueAt(policy, 'pullRequests'));
  return [
    ...PUSHES,
    ...PULL_REQUESTS,
    ...(pullRequests === 'public_restricted' ? OF_STRANGERS : []),
    ...RELEASES,
    ...(textOf(valueAt(policy, 'allowComments')) === undefined ? [] : COMMENTS),
  ];
}

/** What stands under a key of a mapping, aliases followed; undefined where there is no such key. */
export function valueAt(node: Node | undefined, key: string): Node | undefined {
  const map = node && resolveAlias(node);
  const value = map?.kind === 'map' ? findEntry(map, key)?.value : undefined;
  return value && resolveAlias(value);
}

function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}
