import { or, orAbsent, orNull, type SampleObject } from './sample.js';

// The bodies of GitHub's webhooks as the GitHub service hands them to a template: which fields there are, of which types,
// and which of them may be null or missing. Sources: docs.github.com/webhooks/webhook-events-and-payloads, and the
// schemas of @octokit/webhooks, which test/unit/webhook-bodies.test.ts compares this with. What the service adds or
// excludes: taskcluster services/github/src (api.js, handlers/job.js).

const SHA = '0123456789abcdef0123456789abcdef01234567';
const OLD_SHA = 'fedcba9876543210fedcba9876543210fedcba98';
const ZEROS = '0'.repeat(40);
const TIME = '2024-05-06T07:08:09Z';
const API = 'https://api.github.com';
const NODE_ID = 'MDQ6Tm9kZTE=';

/** Whose repository it is. */
export const OWNER = 'octo';
/** What it is called. */
export const NAME = 'example';
/** Who proposes changes to it, from a fork. */
const CONTRIBUTOR = 'dev';

const urls = (base: string, paths: Readonly<Record<string, string>>): SampleObject =>
  Object.fromEntries(Object.entries(paths).map(([key, path]) => [key, `${base}${path}`]));

const user = (login: string): SampleObject => ({
  login,
  id: 1,
  node_id: NODE_ID,
  avatar_url: 'https://avatars.githubusercontent.com/u/1?v=4',
  gravatar_id: '',
  html_url: `https://github.com/${login}`,
  ...urls(`${API}/users/${login}`, {
    url: '',
    followers_url: '/followers',
    following_url: '/following{/other_user}',
    gists_url: '/gists{/gist_id}',
    starred_url: '/starred{/owner}{/repo}',
    subscriptions_url: '/subscriptions',
    organizations_url: '/orgs',
    repos_url: '/repos',
    events_url: '/events{/privacy}',
    received_events_url: '/received_events',
  }),
  type: 'User',
  user_view_type: 'public',
  site_admin: false,
});

const license: SampleObject = {
  key: 'mpl-2.0',
  name: 'Mozilla Public License 2.0',
  spdx_id: 'MPL-2.0',
  url: orNull(`${API}/licenses/mpl-2.0`, 'elsewhere'),
  node_id: NODE_ID,
};

const repository = (owner: string, more: SampleObject = {}): SampleObject => ({
  id: 2,
  node_id: NODE_ID,
  name: 'example',
  full_name: `${owner}/example`,
  private: false,
  owner: user(owner),
  html_url: `https://github.com/${owner}/example`,
  description: orNull('An example', 'elsewhere'),
  fork: owner !== OWNER,
  ...urls(`${API}/repos/${owner}/example`, {
    url: '',
    archive_url: '/{archive_format}{/ref}',
    assignees_url: '/assignees{/user}',
    blobs_url: '/git/blobs{/sha}',
    branches_url: '/branches{/branch}',
    collaborators_url: '/collaborators{/collaborator}',
    comments_url: '/comments{/number}',
    commits_url: '/commits{/sha}',
    compare_url: '/compare/{base}...{head}',
    contents_url: '/contents/{+path}',
    contributors_url: '/contributors',
    deployments_url: '/deployments',
    downloads_url: '/downloads',
    events_url: '/events',
    forks_url: '/forks',
    git_commits_url: '/git/commits{/sha}',
    git_refs_url: '/git/refs{/sha}',
    git_tags_url: '/git/tags{/sha}',
    hooks_url: '/hooks',
    issue_comment_url: '/issues/comments{/number}',
    issue_events_url: '/issues/events{/number}',
    issues_url: '/issues{/number}',
    keys_url: '/keys{/key_id}',
    labels_url: '/labels{/name}',
    languages_url: '/languages',
    merges_url: '/merges',
    milestones_url: '/milestones{/number}',
    notifications_url: '/notifications{?since,all,participating}',
    pulls_url: '/pulls{/number}',
    releases_url: '/releases{/id}',
    stargazers_url: '/stargazers',
    statuses_url: '/statuses/{sha}',
    subscribers_url: '/subscribers',
    subscription_url: '/subscription',
    tags_url: '/tags',
    teams_url: '/teams',
    trees_url: '/git/trees{/sha}',
  }),
  git_url: `git://github.com/${owner}/example.git`,
  ssh_url: `git@github.com:${owner}/example.git`,
  clone_url: `https://github.com/${owner}/example.git`,
  svn_url: `https://github.com/${owner}/example`,
  homepage: orNull('https://example.com', 'elsewhere'),
  mirror_url: orNull('https://git.example.com/example', 'elsewhere'),
  created_at: TIME,
  updated_at: TIME,
  pushed_at: TIME,
  size: 100,
  stargazers_count: 1,
  watchers_count: 1,
  language: orNull('Rust', 'elsewhere'),
  has_issues: true,
  has_projects: true,
  has_downloads: true,
  has_wiki: true,
  has_pages: false,
  has_discussions: false,
  forks_count: 1,
  archived: false,
  disabled: false,
  open_issues_count: 1,
  license: orNull(license, 'elsewhere'),
  allow_forking: true,
  is_template: false,
  web_commit_signoff_required: false,
  topics: [],
  visibility: 'public',
  forks: 1,
  open_issues: 1,
  watchers: 1,
  default_branch: 'main',
  custom_properties: {},
  ...more,
});

const organization: SampleObject = {
  login: OWNER,
  id: 3,
  node_id: NODE_ID,
  ...urls(`${API}/orgs/${OWNER}`, {
    url: '',
    repos_url: '/repos',
    events_url: '/events',
    hooks_url: '/hooks',
    issues_url: '/issues',
    members_url: '/members{/member}',
    public_members_url: '/public_members{/member}',
  }),
  avatar_url: 'https://avatars.githubusercontent.com/u/3?v=4',
  description: orNull('An organization', 'elsewhere'),
};

/** The service sends nothing to a template without an installation. */
const installation: SampleObject = { id: 4, node_id: NODE_ID };

const common: SampleObject = {
  repository: repository(OWNER),
  organization: orAbsent(organization, 'elsewhere'),
  installation,
  sender: user(CONTRIBUTOR),
};

const author: SampleObject = {
  name: 'Dev',
  email: orNull('dev@example.com', 'rarely'),
  username: orAbsent(CONTRIBUTOR, 'rarely'),
};

const commit: SampleObject = {
  id: SHA,
  tree_id: OLD_SHA,
  distinct: true,
  message: 'Change something',
  timestamp: TIME,
  url: `https://github.com/${OWNER}/example/commit/${SHA}`,
  author,
  committer: author,
  added: [],
  removed: [],
  modified: ['README.md'],
};

/** In pushes the repository is described in another way: its addresses, times and owner have other forms. */
const pushedRepository = repository(OWNER, {
  owner: { ...user(OWNER), name: OWNER, email: orNull(`${OWNER}@example.com`, 'elsewhere') },
  url: `https://github.com/${OWNER}/example`,
  created_at: 1714979289,
  pushed_at: 1714979289,
  stargazers: 1,
  master_branch: 'main',
});

const pushBody = (ref: string, more: SampleObject): SampleObject => ({
  ref,
  before: OLD_SHA,
  after: SHA,
  created: false,
  // A deleted branch has no file that could be rendered.
  deleted: false,
  forced: or(false, true),
  compare: `https://github.com/${OWNER}/example/compare/${OLD_SHA.slice(0, 12)}...${SHA.slice(0, 12)}`,
  // A branch made without new commits has none.
  commits: or([commit], []),
  head_commit: commit,
  ...common,
  repository: {
    ...pushedRepository,
    organization: orAbsent(OWNER, 'elsewhere'),
  },
  pusher: { name: CONTRIBUTOR, email: orAbsent('dev@example.com', 'rarely') },
  ...more,
});

const created: SampleObject = { before: ZEROS, created: true, commits: [] };

/** The body of a push to a branch. A ref of the same commit stands in `base_ref`, as of a new branch. */
export const pushOf = (branch: string): SampleObject =>
  pushBody(`refs/heads/${branch}`, { base_ref: or(null, 'refs/heads/develop') });

/** The body of the push of a new branch that starts at the head of another one. */
export const pushOfNew = (branch: string): SampleObject =>
  pushBody(`refs/heads/${branch}`, { base_ref: or('refs/heads/main', null), ...created });

/** The body of the push of a tag. */
export const pushOfTag = (tag: string): SampleObject =>
  pushBody(`refs/tags/${tag}`, { base_ref: or(null, 'refs/heads/main'), ...created });

const label: SampleObject = {
  id: 11,
  node_id: NODE_ID,
  url: `${API}/repos/${OWNER}/example/labels/bug`,
  name: 'bug',
  description: orNull('Something is wrong'),
  color: 'ee0701',
  default: true,
};

const team: SampleObject = {
  name: 'Reviewers',
  id: 12,
  node_id: NODE_ID,
  slug: 'reviewers',
  description: orNull('People who review'),
  privacy: 'closed',
  notification_setting: 'notifications_enabled',
  url: `${API}/organizations/3/team/12`,
  html_url: `https://github.com/orgs/${OWNER}/teams/reviewers`,
  members_url: `${API}/organizations/3/team/12/members{/member}`,
  repositories_url: `${API}/organizations/3/team/12/repos`,
  permission: 'pull',
  parent: null,
};

const milestone: SampleObject = {
  ...urls(`${API}/repos/${OWNER}/example/milestones/1`, { url: '', labels_url: '/labels' }),
  html_url: `https://github.com/${OWNER}/example/milestone/1`,
  id: 13,
  node_id: NODE_ID,
  number: 1,
  title: 'Next',
  description: orNull('What comes next'),
  creator: user(CONTRIBUTOR),
  open_issues: 1,
  closed_issues: 1,
  state: 'open',
  created_at: TIME,
  updated_at: TIME,
  due_on: orNull(TIME),
  closed_at: orNull(TIME),
};

const PULL_REQUEST = `${API}/repos/${OWNER}/example/pulls/6`;
const ISSUE = `${API}/repos/${OWNER}/example/issues/6`;
const ON_GITHUB = `https://github.com/${OWNER}/example/pull/6`;

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
  closed_at: orNull(TIME),
  merged_at: orNull(TIME),
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
    // GitHub writes null where the fork is gone; the service refuses such a body.
    repo: repository(CONTRIBUTOR, {
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
    }),
  },
  base: {
    label: `${OWNER}:main`,
    ref: 'main',
    sha: OLD_SHA,
    user: user(OWNER),
    repo: repository(OWNER, {
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
    }),
  },
  _links: links,
  author_association: 'CONTRIBUTOR',
  auto_merge: orNull({
    enabled_by: user(CONTRIBUTOR),
    merge_method: 'merge',
    commit_title: 'Change something',
    commit_message: '',
  }),
  active_lock_reason: orNull('resolved', 'rarely'),
  draft: or(false, true),
  merged: orNull(false),
  mergeable: orNull(true),
  rebaseable: orNull(true),
  mergeable_state: 'clean',
  merged_by: orNull(user(CONTRIBUTOR)),
  comments: 0,
  review_comments: 0,
  maintainer_can_modify: true,
  commits: 1,
  additions: 1,
  deletions: 0,
  changed_files: 1,
};

/** What else the body of a pull request has for an action. */
const OF_ACTION: Readonly<Record<string, SampleObject>> = {
  synchronize: { before: OLD_SHA, after: SHA },
  labeled: { label },
  unlabeled: { label },
  assigned: { assignee: user(CONTRIBUTOR) },
  unassigned: { assignee: user(CONTRIBUTOR) },
  review_requested: { requested_reviewer: user(CONTRIBUTOR) },
  review_request_removed: { requested_reviewer: user(CONTRIBUTOR) },
  edited: { changes: { title: orAbsent({ from: 'Change nothing' }, 'often') } },
  milestoned: { milestone },
  demilestoned: { milestone },
  auto_merge_disabled: { reason: '' },
  dequeued: { reason: '' },
};

/** What can happen to a pull request. The service renders for all of it. */
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

/** The body for something that happens to a pull request. */
export const pullRequestBody = (action: string): SampleObject => ({
  action,
  number: 6,
  pull_request: {
    ...pullRequest,
    ...(action === 'closed' && { state: 'closed', merged: or(true, false), closed_at: TIME }),
  },
  ...common,
  ...(Object.hasOwn(OF_ACTION, action) && OF_ACTION[action]),
});

/** What can happen to a release. The service renders for all of it. */
export const RELEASE_ACTIONS: readonly string[] = [
  'published',
  'unpublished',
  'created',
  'edited',
  'deleted',
  'prereleased',
  'released',
];

const RELEASE = `${API}/repos/${OWNER}/example/releases/7`;

const release: SampleObject = {
  ...urls(RELEASE, { url: '', assets_url: '/assets' }),
  upload_url: 'https://uploads.github.com/repos/octo/example/releases/7/assets{?name,label}',
  html_url: `https://github.com/${OWNER}/example/releases/tag/v1.2.3`,
  id: 7,
  node_id: NODE_ID,
  tag_name: 'v1.2.3',
  target_commitish: 'main',
  name: orNull('Version 1.2.3'),
  body: orNull('What is new.'),
  draft: or(false, true),
  prerelease: or(false, true),
  immutable: false,
  author: user(CONTRIBUTOR),
  created_at: TIME,
  updated_at: TIME,
  published_at: orNull(TIME),
  assets: or(
    [
      {
        url: `${RELEASE}/assets/1`,
        browser_download_url: `https://github.com/${OWNER}/example/releases/download/v1.2.3/a.zip`,
        id: 14,
        node_id: NODE_ID,
        name: 'a.zip',
        label: orNull('An archive'),
        state: 'uploaded',
        content_type: 'application/zip',
        size: 1000,
        digest: 'sha256:00',
        download_count: 0,
        created_at: TIME,
        updated_at: TIME,
        uploader: user(CONTRIBUTOR),
      },
    ],
    [],
  ),
  tarball_url: orNull(`${API}/repos/${OWNER}/example/tarball/v1.2.3`),
  zipball_url: orNull(`${API}/repos/${OWNER}/example/zipball/v1.2.3`),
};

/** The body for something that happens to a release. */
export const releaseBody = (action: string): SampleObject => ({
  action,
  release,
  ...common,
  ...(action === 'edited' && { changes: { name: orAbsent({ from: 'Version 1' }, 'often') } }),
});

const reactions: SampleObject = {
  url: `${ISSUE}/reactions`,
  total_count: 0,
  '+1': 0,
  '-1': 0,
  laugh: 0,
  hooray: 0,
  confused: 0,
  heart: 0,
  rocket: 0,
  eyes: 0,
};

/** The pull request that the comment is about, as an issue. */
const issue: SampleObject = {
  ...urls(ISSUE, {
    url: '',
    labels_url: '/labels{/name}',
    comments_url: '/comments',
    events_url: '/events',
    timeline_url: '/timeline',
  }),
  repository_url: `${API}/repos/${OWNER}/example`,
  html_url: ON_GITHUB,
  id: 15,
  node_id: NODE_ID,
  number: 6,
  title: 'Change something',
  user: user(CONTRIBUTOR),
  labels: or([label], []),
  state: 'open',
  locked: false,
  assignee: orNull(user(CONTRIBUTOR)),
  assignees: or([user(CONTRIBUTOR)], []),
  milestone: orNull(milestone),
  comments: 1,
  created_at: TIME,
  updated_at: TIME,
  closed_at: null,
  author_association: 'CONTRIBUTOR',
  active_lock_reason: orNull('resolved', 'rarely'),
  draft: or(false, true),
  pull_request: {
    url: PULL_REQUEST,
    html_url: ON_GITHUB,
    diff_url: `${ON_GITHUB}.diff`,
    patch_url: `${ON_GITHUB}.patch`,
    merged_at: orNull(TIME),
  },
  body: orNull('Because it is better so.'),
  reactions,
  performed_via_github_app: null,
  state_reason: null,
};

/** What can happen to a comment that the service looks at. */
export const COMMENT_ACTIONS: readonly string[] = ['created', 'edited'];

/**
 * The body for a comment on a pull request, with what the service adds: the pull request, and what stands behind
 * `/taskcluster` in the comment.
 */
export const commentBody = (action: string): SampleObject => ({
  action,
  issue,
  comment: {
    url: `${API}/repos/${OWNER}/example/issues/comments/8`,
    html_url: `${ON_GITHUB}#issuecomment-8`,
    issue_url: ISSUE,
    id: 8,
    node_id: NODE_ID,
    user: user(CONTRIBUTOR),
    created_at: TIME,
    updated_at: TIME,
    author_association: 'COLLABORATOR',
    body: '/taskcluster retry',
    reactions,
    performed_via_github_app: null,
  },
  ...common,
  ...(action === 'edited' && { changes: { body: { from: '/taskcluster' } } }),
  taskcluster_comment: 'retry',
  pull_request: pullRequest,
});
