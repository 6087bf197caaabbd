import { or, orAbsent, orNull, type SampleObject, Varied } from '../sample.js';
import {
  API,
  CONTRIBUTOR,
  common,
  label,
  milestone,
  NODE_ID,
  OLD_SHA,
  OWNER,
  repository,
  SHA,
  TIME,
  team,
  urls,
  user,
} from './objects.js';

export const PULL_REQUEST = `${API}/repos/${OWNER}/example/pulls/6`;
export const ISSUE = `${API}/repos/${OWNER}/example/issues/6`;
export const ON_GITHUB = `https://github.com/${OWNER}/example/pull/6`;

const links: SampleObject = {
  self: { href: PULL_REQUEST },
  html: { href: ON_GITHUB },
  issue: { href: ISSUE },
  comments: { href: `${ISSUE}/comments` },
  review_comments: { href: `${PULL_REQUEST}/comments` },
  review_comment: { href: `${API}/repos/${OWNER}/example/pulls/comments{/number}` },
  commits: { href: `${PULL_REQUEST}/commits` },
  statuses: { href: `${API}/repos/${OWNER}/example/statuses/${SHA}` },
};

const autoMerge: SampleObject = {
  enabled_by: orNull(user(CONTRIBUTOR), 'rarely'),
  merge_method: 'merge',
  commit_title: orNull('Change something'),
  commit_message: orNull('Because it is better so.'),
};

/** How a repository merges, which only the bodies of pull requests tell. */
const MERGING: SampleObject = {
  allow_squash_merge: true,
  allow_merge_commit: true,
  allow_rebase_merge: true,
  allow_auto_merge: false,
  allow_update_branch: false,
  delete_branch_on_merge: false,
  use_squash_pr_title_as_default: false,
  squash_merge_commit_message: 'COMMIT_MESSAGES',
  squash_merge_commit_title: 'COMMIT_OR_PR_TITLE',
  merge_commit_message: 'PR_TITLE',
  merge_commit_title: 'MERGE_MESSAGE',
};

const pullRequest: SampleObject = {
  ...urls(PULL_REQUEST, {
    url: '',
    commits_url: '/commits',
    review_comments_url: '/comments',
  }),
  ...urls(ISSUE, { issue_url: '', comments_url: '/comments' }),
  review_comment_url: `${API}/repos/${OWNER}/example/pulls/comments{/number}`,
  statuses_url: `${API}/repos/${OWNER}/example/statuses/${SHA}`,
  id: 5,
  node_id: NODE_ID,
  html_url: ON_GITHUB,
  diff_url: `${ON_GITHUB}.diff`,
  patch_url: `${ON_GITHUB}.patch`,
  number: 6,
  state: 'open',
  locked: false,
  title: 'Change something',
  user: user(CONTRIBUTOR),
  body: orNull('Because it is better so.'),
  created_at: TIME,
  updated_at: TIME,
  closed_at: or(null, TIME),
  merged_at: or(null, TIME),
  merge_commit_sha: orNull(OLD_SHA),
  assignee: orNull(user(CONTRIBUTOR)),
  assignees: or([user(CONTRIBUTOR)], []),
  requested_reviewers: or([user(CONTRIBUTOR)], []),
  requested_teams: or([team], []),
  labels: or([label], []),
  milestone: orNull(milestone),
  head: {
    label: `${CONTRIBUTOR}:topic`,
    ref: 'topic',
    sha: SHA,
    user: user(CONTRIBUTOR),
    // GitHub sends null if the fork is gone; the service rejects such a body.
    repo: repository(CONTRIBUTOR, MERGING),
  },
  base: {
    label: `${OWNER}:main`,
    ref: 'main',
    sha: OLD_SHA,
    user: user(OWNER),
    repo: repository(OWNER, MERGING),
  },
  _links: links,
  author_association: 'CONTRIBUTOR',
  auto_merge: or(null, autoMerge),
  active_lock_reason: orNull('resolved', 'rarely'),
  draft: or(false, true),
  merged: new Varied(false, [
    { value: true, frequency: 'often' },
    { value: null, frequency: 'rarely' },
  ]),
  mergeable: orNull(true),
  rebaseable: orNull(true),
  mergeable_state: 'clean',
  merged_by: or(null, user(CONTRIBUTOR)),
  comments: 0,
  review_comments: 0,
  maintainer_can_modify: true,
  commits: 1,
  additions: 1,
  deletions: 0,
  changed_files: 1,
};

/** Fields that only a closed pull request can have. */
const OPEN: SampleObject = { state: 'open', closed_at: null, merged_at: null, merged: false, merged_by: null };

/** A pull request that is open. */
export const openPullRequest: SampleObject = { ...pullRequest, ...OPEN };

/** The state of a pull request after an action. Other actions, such as labels, also apply to closed ones. */
const AFTER_ACTION: Readonly<Record<string, SampleObject>> = {
  opened: { ...OPEN, active_lock_reason: null },
  synchronize: OPEN,
  reopened: OPEN,
  // `merged_by` is only null if `merged` is false, and a template that checks the one may rely on the other.
  closed: { state: 'closed', closed_at: TIME, merged: or(true, false), merged_at: TIME, merged_by: user(CONTRIBUTOR) },
  ready_for_review: { ...OPEN, draft: false },
  converted_to_draft: { ...OPEN, draft: true },
  milestoned: { milestone },
  demilestoned: { milestone },
  auto_merge_enabled: { ...OPEN, auto_merge: autoMerge },
  auto_merge_disabled: OPEN,
  enqueued: OPEN,
};

/** Either people or a team are asked for a review. */
const reviewers: SampleObject = {
  requested_reviewer: orAbsent(user(CONTRIBUTOR), 'often'),
  requested_team: orAbsent(team, 'elsewhere'),
};

/** The further fields in the body of a pull request for an action. */
const OF_ACTION: Readonly<Record<string, SampleObject>> = {
  synchronize: { before: OLD_SHA, after: SHA },
  labeled: { label },
  unlabeled: { label },
  assigned: { assignee: user(CONTRIBUTOR) },
  unassigned: { assignee: user(CONTRIBUTOR) },
  review_requested: reviewers,
  review_request_removed: reviewers,
  edited: {
    changes: {
      title: orAbsent({ from: 'Change nothing' }, 'often'),
      body: orAbsent({ from: 'It is not better so.' }, 'often'),
      base: orAbsent({ ref: { from: 'develop' }, sha: { from: OLD_SHA } }, 'often'),
    },
  },
  milestoned: { milestone },
  demilestoned: { milestone },
  auto_merge_enabled: { reason: '' },
  auto_merge_disabled: { reason: '' },
  dequeued: { reason: '' },
};

/** The actions on a pull request. The service renders for all of them. */
export const PULL_REQUEST_ACTIONS: readonly string[] = [
  'opened',
  'synchronize',
  'reopened',
  'closed',
  'edited',
  'labeled',
  'unlabeled',
  'assigned',
  'unassigned',
  'review_requested',
  'review_request_removed',
  'ready_for_review',
  'converted_to_draft',
  'locked',
  'unlocked',
  'milestoned',
  'demilestoned',
  'auto_merge_enabled',
  'auto_merge_disabled',
  'enqueued',
  'dequeued',
];

/** The body for an action on a pull request. */
export const pullRequestBody = (action: string): SampleObject => ({
  action,
  number: 6,
  pull_request: {
    ...pullRequest,
    ...(Object.hasOwn(AFTER_ACTION, action) && AFTER_ACTION[action]),
  },
  ...common,
  ...(Object.hasOwn(OF_ACTION, action) && OF_ACTION[action]),
});
