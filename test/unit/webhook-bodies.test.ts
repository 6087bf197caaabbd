import assert from 'node:assert/strict';
import { COMMENT_ACTIONS, commentBody } from '../../server/core/services/github/bodies/comment.js';
import { PULL_REQUEST_ACTIONS, pullRequestBody } from '../../server/core/services/github/bodies/pull-request.js';
import { pushOf, pushOfNew, pushOfTag } from '../../server/core/services/github/bodies/push.js';
import { RELEASE_ACTIONS, releaseBody } from '../../server/core/services/github/bodies/release.js';
import { orNull, type SampleObject } from '../../server/core/services/github/sample.js';
import { type Difference, differences, WEBHOOKS } from '../support/webhook-schema.js';

// The samples of bodies against the schemas of GitHub's webhooks: the same fields, of the same types, and what may be null or
// missing there is so in the sample. What is otherwise on purpose stands below, with the reason.

/** Webhooks of the schemas, with our samples, and of what these are where a webhook has several. */
const BODIES: readonly (readonly [webhook: string, body: SampleObject, of?: string])[] = [
  ['push$event', pushOf('main'), 'a branch'],
  ['push$event', pushOfNew('topic'), 'a new branch'],
  ['push$event', pushOfTag('v1'), 'a tag'],
  ...PULL_REQUEST_ACTIONS.map((action) => [`pull_request$${action}`, pullRequestBody(action)] as const),
  ...RELEASE_ACTIONS.map((action) => [`release$${action}`, releaseBody(action)] as const),
  ...COMMENT_ACTIONS.map((action) => [`issue_comment$${action}`, commentBody(action)] as const),
];

/** What the schema says of a place that is otherwise in the samples on purpose. */
interface Otherwise {
  readonly schema: Difference['what'];
  /** Paths in the body, or from a definition of the schemas on, as `repository.license`. */
  readonly at: readonly string[];
  readonly because: string;
}

/** What `repository` has besides in a pull request. */
const MERGING = [
  'allow_squash_merge',
  'allow_merge_commit',
  'allow_rebase_merge',
  'allow_auto_merge',
  'allow_update_branch',
  'delete_branch_on_merge',
  'use_squash_pr_title_as_default',
  'squash_merge_commit_message',
  'squash_merge_commit_title',
  'merge_commit_message',
  'merge_commit_title',
].map((key) => `repository.${key}`);

const OTHERWISE: readonly Otherwise[] = [
  // What the service adds or keeps away.
  {
    schema: 'is not known',
    at: ['taskcluster_comment', 'pull_request'],
    because: 'the service adds it to a comment',
  },
  { schema: 'may be absent', at: ['installation'], because: 'the service renders nothing without one' },
  { schema: 'may be null', at: ['pull_request.head.repo'], because: 'the service rejects such a body' },
  { schema: 'may be null', at: ['head_commit'], because: 'only a deleted ref has none, and that is not rendered' },
  {
    schema: 'may be absent',
    at: [
      'issue.draft',
      'issue.pull_request',
      ...['url', 'html_url', 'diff_url', 'patch_url', 'merged_at'].map((key) => `issue.pull_request.${key}`),
    ],
    because: 'the service looks at comments on pull requests only',
  },
  {
    schema: 'is not always null',
    at: ['issue.closed_at', 'issue.pull_request.merged_at', 'issue.state_reason'],
    because: 'the service looks at comments on what is open only',
  },
  {
    schema: 'is not always null',
    at: ['comment.performed_via_github_app', 'issue.performed_via_github_app'],
    because: 'an app is no collaborator, so the service does not listen to it',
  },

  // What an action tells and the schema does not.
  {
    schema: 'is not always null',
    at: ['pull_request.closed_at', 'pull_request.merged_at', 'pull_request.merged_by'],
    because: 'with this action the pull request is open',
  },
  { schema: 'may be null', at: ['pull_request.merged'], because: 'with this action the pull request is open' },
  { schema: 'may be null', at: ['pull_request.auto_merge'], because: 'it has just been enabled' },
  {
    schema: 'may be null',
    at: ['pull_request.merged_at', 'pull_request.merged_by'],
    because: 'they are null together with "merged: false", and only so',
  },
  {
    schema: 'is never absent',
    at: ['requested_reviewer'],
    because: 'the schema has two forms, one for people and one for teams',
  },
  { schema: 'is not known', at: ['requested_team'], because: 'it is the other of the two forms' },

  // What is newer than the schema, or said otherwise in GitHub's documentation.
  {
    schema: 'is not known',
    at: ['user.user_view_type', 'release.immutable', 'release.updated_at', 'release-asset.digest'],
    because: 'it is newer than the schema',
  },
  {
    schema: 'never is of type null',
    at: ['release.name', 'release.body'],
    because: 'it is null where nobody has written one',
  },
  { schema: 'is never absent', at: ['pusher.email'], because: 'apps have none' },
  { schema: 'may be there', at: ['pusher.date', 'pusher.username'], because: 'only the authors of commits have it' },
  {
    schema: 'may be absent',
    at: [
      ...['allow_forking', 'disabled', 'has_discussions'].map((key) => `repository.${key}`),
      ...['timeline_url', 'state_reason', 'performed_via_github_app'].map((key) => `issue.${key}`),
      ...['parent', 'notification_setting', 'parent.notification_setting'].map((key) => `team.${key}`),
    ],
    because: 'it was added before the schema was, and has been there ever since',
  },
  {
    schema: 'may be null',
    at: ['repository.pushed_at'],
    because: 'something has been pushed, or nothing would be rendered',
  },

  // What one definition says of several kinds of things.
  {
    schema: 'may be absent',
    at: ['repository.owner.name', 'repository.owner.email', 'repository.stargazers', 'repository.master_branch'],
    because: 'it is there in every push',
  },
  {
    schema: 'may be there',
    at: ['repository.organization', 'repository.stargazers', 'repository.master_branch'],
    because: 'it is there in pushes only',
  },
  { schema: 'may be there', at: ['user.name', 'user.email'], because: 'only the owner in a push has it' },
  { schema: 'may be absent', at: MERGING, because: 'it is there in every pull request' },
  { schema: 'may be there', at: MERGING, because: 'it is there in the two repositories of a pull request only' },
  {
    schema: 'may be there',
    at: ['repository.permissions', 'repository.public', 'organization.html_url'],
    because: 'answers of the API have it, and webhooks of other kinds',
  },
];

const isMeant = ({ what, path, place }: Difference, { schema, at }: Otherwise): boolean =>
  schema === what && (at.includes(path) || at.includes(place));

const written = ({ path, what }: Difference): string => `${path}: ${what}`;

describe('the samples of the bodies of webhooks', () => {
  for (const [webhook, body, of] of BODIES)
    it(`${webhook}${of ? ` of ${of}` : ''} is like its schema`, () => {
      const unmeant = differences(webhook, body).filter((one) => !OTHERWISE.some((other) => isMeant(one, other)));
      assert.deepEqual(unmeant.map(written), []);
    });

  it('are there for every action of the schemas that the service renders for', () => {
    const described = WEBHOOKS.filter((name) => /^(?:push|pull_request|release|issue_comment)\$/.test(name));
    const expected = described.filter((name) => name !== 'issue_comment$deleted');
    assert.deepEqual([...new Set(BODIES.map(([webhook]) => webhook))].sort(), expected.sort());
  });

  it('differ from the schemas in nothing else than what is listed, all of which is needed', () => {
    const all = BODIES.flatMap(([webhook, body]) => differences(webhook, body));
    const needless = OTHERWISE.flatMap((other) =>
      other.at
        .filter((place) => !all.some((one) => isMeant(one, { ...other, at: [place] })))
        .map((place) => `${place}: ${other.schema}`),
    );
    assert.deepEqual(needless, []);
  });

  it('would be found to differ, each at its path', () => {
    const { ref: _, ...push } = pushOf('main');
    const pusher = { nme: 'dev', email: 'dev@example.com' };
    const wrong = { ...push, after: 1, created: orNull(true), base_ref: 'refs/heads/main', pusher, commits: ['abc'] };
    const found = differences('push$event', wrong);
    assert.deepEqual(found.filter((one) => !OTHERWISE.some((other) => isMeant(one, other))).map(written), [
      'ref: is always there',
      'after: never is of type number',
      'created: never is of type null',
      'base_ref: may be null',
      'commits[]: never is of type string',
      'pusher.name: is always there',
      'pusher.email: may be null',
      'pusher.nme: is not known',
    ]);
  });
});
