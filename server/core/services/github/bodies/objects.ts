import { or, orAbsent, orNull, type SampleObject } from '../sample.js';

// The bodies of GitHub's webhooks as the GitHub service passes them to a template: the fields, their types, and which of
// them may be null or missing. Sources: docs.github.com/webhooks/webhook-events-and-payloads, and the schemas of
// @octokit/webhooks, with which test/unit/webhook-bodies.test.ts compares this. For what the service adds or excludes, see
// taskcluster services/github/src (api.js, handlers/job.js).

export const SHA = '0123456789abcdef0123456789abcdef01234567';
export const OLD_SHA = 'fedcba9876543210fedcba9876543210fedcba98';
export const ZEROS = '0'.repeat(40);
export const TIME = '2024-05-06T07:08:09Z';
export const API = 'https://api.github.com';
export const NODE_ID = 'MDQ6Tm9kZTE=';

/** The owner of the repository. */
export const OWNER = 'octo';
/** The name of the repository. */
export const NAME = 'example';
/** The user who proposes changes to it, from a fork. */
export const CONTRIBUTOR = 'dev';

export const urls = (base: string, paths: Readonly<Record<string, string>>): SampleObject =>
  Object.fromEntries(Object.entries(paths).map(([key, path]) => [key, `${base}${path}`]));

export const user = (login: string): SampleObject => ({
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

export const repository = (owner: string, more: SampleObject = {}): SampleObject => ({
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

/** Always there: without an installation the service renders no template. */
const installation: SampleObject = { id: 4, node_id: NODE_ID };

export const common: SampleObject = {
  repository: repository(OWNER),
  organization: orAbsent(organization, 'elsewhere'),
  installation,
  sender: user(CONTRIBUTOR),
};

export const label: SampleObject = {
  id: 11,
  node_id: NODE_ID,
  url: `${API}/repos/${OWNER}/example/labels/bug`,
  name: 'bug',
  description: orNull('Something is wrong'),
  color: 'ee0701',
  default: true,
};

const teamOf = (slug: string, id: number): SampleObject => ({
  name: slug,
  id,
  node_id: NODE_ID,
  slug,
  description: orNull('People who review'),
  privacy: 'closed',
  notification_setting: 'notifications_enabled',
  ...urls(`${API}/organizations/3/team/${id}`, {
    url: '',
    members_url: '/members{/member}',
    repositories_url: '/repos',
  }),
  html_url: `https://github.com/orgs/${OWNER}/teams/${slug}`,
  permission: 'pull',
});

export const team: SampleObject = { ...teamOf('reviewers', 12), parent: or(null, teamOf('developers', 16)) };

/** The reactions to something. */
export const reactions = (of: string): SampleObject => ({
  url: `${of}/reactions`,
  total_count: 0,
  '+1': 0,
  '-1': 0,
  laugh: 0,
  hooray: 0,
  confused: 0,
  heart: 0,
  rocket: 0,
  eyes: 0,
});

export const milestone: SampleObject = {
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
