import { lazy } from '../../base/lazy.js';
import { fromJson, functionValue, string, type Value } from '../../jsone/engine/index.js';
import { NOW } from '../../jsone/fixed-clock.js';

/** An event of GitHub as the GitHub service hands it to a template. */
export interface Event {
  /** In words, for messages: "for a pull request". */
  readonly title: string;
  readonly tasksFor: string;
  /** The body of the webhook. */
  readonly event: Readonly<Record<string, unknown>>;
  /** Further variables, of callers other than the GitHub service. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The variables that the template sees then, as values of the engine: always the same, so that what is known stays so. */
  readonly context: () => ReadonlyMap<string, Value>;
}

const ROOT_URL = 'https://tc.example.com';

/** An event with its context, which is worked out when somebody asks. */
function withContext(event: Omit<Event, 'context'>): Event {
  return { ...event, context: lazy(() => contextOf(event)) };
}

function contextOf({ tasksFor, event, variables }: Omit<Event, 'context'>): ReadonlyMap<string, Value> {
  const given = { tasks_for: tasksFor, event, taskcluster_root_url: ROOT_URL, now: NOW, ...variables };
  return new Map<string, Value>([
    ...Object.entries(given).map(([name, value]) => [name, fromJson(value)] as const),
    ['as_slugid', AS_SLUGID],
  ]);
}

/** The same id for the same label, and another for another, whatever was asked for before. */
const AS_SLUGID = functionValue('as_slugid', {
  gives: ['string'],
  summary: 'The task id for a label.',
  call: ([label]) => string(slugid(label?.kind === 'string' ? label.value : '')),
});

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** An id with the form of a slugid; its ten free characters are an FNV-1a hash of the label, twice. */
function slugid(label: string): string {
  let [a, b] = [0x811c9dc5, 0x1234567];
  for (let i = 0; i < label.length; i++) {
    a = Math.imul(a ^ label.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ label.charCodeAt(i), 0x01000193);
  }
  const digits = [a, b].flatMap((hash) => [0, 6, 12, 18, 24].map((shift) => ALPHABET[(hash >>> shift) & 63]));
  return `AAAAAAAAQAC${digits.join('')}A`;
}

const SHA = '0123456789abcdef0123456789abcdef01234567';
const OLD_SHA = 'fedcba9876543210fedcba9876543210fedcba98';
const TIME = '2024-05-06T07:08:09Z';

const user = (login: string): object => ({
  login,
  id: 1,
  type: 'User',
  html_url: `https://github.com/${login}`,
  site_admin: false,
});

const repository = (owner: string): object => ({
  id: 2,
  name: 'example',
  full_name: `${owner}/example`,
  private: false,
  fork: false,
  owner: { ...user(owner), name: owner, email: `${owner}@example.com` },
  html_url: `https://github.com/${owner}/example`,
  url: `https://api.github.com/repos/${owner}/example`,
  clone_url: `https://github.com/${owner}/example.git`,
  git_url: `git://github.com/${owner}/example.git`,
  ssh_url: `git@github.com:${owner}/example.git`,
  default_branch: 'main',
  description: 'An example',
  pushed_at: 1714979289,
});

const common = {
  repository: repository('octo'),
  organization: { login: 'octo', id: 3 },
  sender: user('dev'),
  installation: { id: 4 },
};

const commit = {
  id: SHA,
  tree_id: OLD_SHA,
  message: 'Change something',
  timestamp: TIME,
  url: `https://github.com/octo/example/commit/${SHA}`,
  author: { name: 'Dev', email: 'dev@example.com', username: 'dev' },
  committer: { name: 'Dev', email: 'dev@example.com', username: 'dev' },
  added: [],
  removed: [],
  modified: ['README.md'],
  distinct: true,
};

const push = (ref: string): Event['event'] => ({
  ...common,
  ref,
  before: OLD_SHA,
  after: SHA,
  base_ref: null,
  created: false,
  deleted: false,
  forced: false,
  compare: `https://github.com/octo/example/compare/${OLD_SHA.slice(0, 12)}...${SHA.slice(0, 12)}`,
  pusher: { name: 'dev', email: 'dev@example.com' },
  commits: [commit],
  head_commit: commit,
});

const pullRequest = {
  id: 5,
  number: 6,
  state: 'open',
  draft: false,
  locked: false,
  merged: false,
  title: 'Change something',
  body: 'Because it is better so.',
  user: user('dev'),
  html_url: 'https://github.com/octo/example/pull/6',
  url: 'https://api.github.com/repos/octo/example/pulls/6',
  created_at: TIME,
  updated_at: TIME,
  author_association: 'COLLABORATOR',
  labels: [],
  commits: 1,
  merge_commit_sha: OLD_SHA,
  head: { ref: 'topic', label: 'dev:topic', sha: SHA, user: user('dev'), repo: repository('dev') },
  base: { ref: 'main', label: 'octo:main', sha: OLD_SHA, user: user('octo'), repo: repository('octo') },
};

const onPullRequest = (action: string, base = 'main'): Event['event'] => {
  const target = { ...pullRequest.base, ref: base, label: `octo:${base}` };
  return { ...common, action, number: 6, pull_request: { ...pullRequest, base: target } };
};

const release = {
  id: 7,
  tag_name: 'v1.2.3',
  target_commitish: 'main',
  name: 'Version 1.2.3',
  body: 'What is new.',
  draft: false,
  prerelease: false,
  author: user('dev'),
  html_url: 'https://github.com/octo/example/releases/tag/v1.2.3',
  url: 'https://api.github.com/repos/octo/example/releases/7',
  tarball_url: 'https://api.github.com/repos/octo/example/tarball/v1.2.3',
  zipball_url: 'https://api.github.com/repos/octo/example/zipball/v1.2.3',
  created_at: TIME,
  published_at: TIME,
  assets: [],
};

const comment: Event['event'] = {
  ...common,
  action: 'created',
  issue: {
    number: 6,
    title: 'Change something',
    state: 'open',
    user: user('dev'),
    labels: [],
    pull_request: { url: pullRequest.url },
  },
  comment: {
    id: 8,
    body: '/taskcluster retry',
    user: user('dev'),
    author_association: 'COLLABORATOR',
    created_at: TIME,
  },
  taskcluster_comment: 'retry',
  pull_request: pullRequest,
};

/** One event of every kind that the GitHub service renders `.taskcluster.yml` for (taskcluster services/github). */
export const GITHUB_EVENTS: readonly Event[] = [
  { title: 'a push to the branch "main"', tasksFor: 'github-push', event: push('refs/heads/main') },
  { title: 'a push to the branch "master"', tasksFor: 'github-push', event: push('refs/heads/master') },
  { title: 'a push of a tag', tasksFor: 'github-push', event: push('refs/tags/v1.2.3') },
  { title: 'a pull request', tasksFor: 'github-pull-request', event: onPullRequest('opened') },
  { title: 'a pull request to "master"', tasksFor: 'github-pull-request', event: onPullRequest('opened', 'master') },
  { title: 'an updated pull request', tasksFor: 'github-pull-request', event: onPullRequest('synchronize') },
  {
    title: 'a pull request of an untrusted user',
    tasksFor: 'github-pull-request-untrusted',
    event: onPullRequest('opened'),
  },
  { title: 'a release', tasksFor: 'github-release', event: { ...common, action: 'published', release } },
  { title: 'a comment', tasksFor: 'github-issue-comment', event: comment },
].map(withContext);

/** What a caller may have been told to override in a task. */
const OVERRIDES = { workerType: 'override', provisionerId: 'override', priority: 'low' };

/** The variables of taskgraph's callers: build-decision of fxci-config, and actions (taskgraph, docs/reference). */
const taskgraph = {
  ownTaskId: 'AAAAAAAAQACAAAAAAAAAAA',
  taskId: null,
  taskGroupId: 'AAAAAAAAQACAAAAAAAAAAB',
  clientId: 'github/1|dev',
  taskclusterInstance: 'tc',
  task: null,
  input: null,
  parameters: {
    head_ref: 'main',
    level: '3',
    project: 'example',
    tasks_for: 'cron',
    overrides: { workerType: 'override' },
  },
  repository: { url: 'https://github.com/octo/example', project: 'example', level: '3', type: 'git' },
  push: {
    revision: SHA,
    base_revision: OLD_SHA,
    branch: 'main',
    base_branch: 'main',
    owner: 'dev@example.com',
    pushlog_id: '9',
    pushdate: 1714979289,
  },
};

const cron = {
  task_id: 'AAAAAAAAQACAAAAAAAAAAA',
  job_name: 'nightly',
  job_symbol: 'N',
  quoted_args: '',
  overrides: OVERRIDES,
};
const action = {
  name: 'retrigger',
  title: 'Retrigger',
  symbol: 'rt',
  description: 'Runs a task again',
  taskGroupId: 'AAAAAAAAQACAAAAAAAAAAB',
  cb_name: 'retrigger',
  repo_scope: 'assume:repo:github.com/octo/example:branch:main',
  action_perm: 'generic',
  overrides: { workerType: 'override' },
};

/** Made up: what others than the GitHub service give the template that they render. */
const OTHERS: readonly Omit<Event, 'context'>[] = [
  { title: 'cron', tasksFor: 'cron', event: {}, variables: { ...taskgraph, cron } },
  { title: 'cron after a push', tasksFor: 'cron', event: push('refs/heads/main'), variables: { ...taskgraph, cron } },
  {
    title: 'an action',
    tasksFor: 'action',
    event: {},
    variables: { ...taskgraph, action, taskId: 'AAAAAAAAQACAAAAAAAAAAC', input: OVERRIDES },
  },
  {
    title: 'an action on a push',
    tasksFor: 'action',
    event: push('refs/heads/main'),
    variables: { ...taskgraph, action },
  },
  {
    title: 'an action on a pull request',
    tasksFor: 'pr-action',
    event: onPullRequest('opened'),
    variables: { ...taskgraph, action },
  },
  { title: 'a push to hg.mozilla.org', tasksFor: 'hg-push', event: {}, variables: taskgraph },
];

/** Whoever renders `.taskcluster.yml`: the GitHub service, and the others that do. */
export const CALLERS: readonly Event[] = [...GITHUB_EVENTS, ...OTHERS.map(withContext)];

const hook = (title: string, firedBy: string, payload: object): Event =>
  withContext({
    title,
    tasksFor: '',
    event: {},
    variables: { firedBy, taskId: 'AAAAAAAAQACAAAAAAAAAAA', payload, clientId: 'dev' },
  });

/** Ways in which the hooks service renders the task of a hook. */
export const HOOK_EVENTS: readonly Event[] = [
  hook('a schedule', 'schedule', {}),
  hook('a trigger', 'triggerHook', { overrides: OVERRIDES, ...OVERRIDES }),
  hook('a token', 'triggerHookWithToken', {}),
  hook('a message', 'pulseMessage', { status: { state: 'failed', runs: [] }, runId: 0, ...push('refs/heads/main') }),
];
