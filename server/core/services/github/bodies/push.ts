import { or, orAbsent, orNull, type SampleObject, Varied } from '../sample.js';
import { CONTRIBUTOR, common, OLD_SHA, OWNER, repository, SHA, TIME, user, ZEROS } from './objects.js';

const author: SampleObject = {
  name: 'Dev',
  email: orNull('dev@example.com', 'rarely'),
  username: orAbsent(CONTRIBUTOR, 'rarely'),
  date: orAbsent(TIME, 'elsewhere'),
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

/** The repository looks different in pushes: its URLs, times and owner have other forms. */
const pushedRepository = repository(OWNER, {
  owner: { ...user(OWNER), name: OWNER, email: orNull(`${OWNER}@example.com`, 'elsewhere') },
  url: `https://github.com/${OWNER}/example`,
  created_at: 1714979289,
  pushed_at: 1714979289,
  stargazers: 1,
  master_branch: 'main',
});

/** Apps have no e-mail address, and people may hide theirs. */
const pusher: SampleObject = {
  name: CONTRIBUTOR,
  email: new Varied('dev@example.com', [
    { value: undefined, frequency: 'rarely' },
    { value: null, frequency: 'rarely' },
  ]),
};

const pushBody = (ref: string, more: SampleObject): SampleObject => ({
  ref,
  before: OLD_SHA,
  after: SHA,
  created: false,
  // A deleted branch has no file to render.
  deleted: false,
  forced: or(false, true),
  compare: `https://github.com/${OWNER}/example/compare/${OLD_SHA.slice(0, 12)}...${SHA.slice(0, 12)}`,
  // A branch created without new commits has none.
  commits: or([commit], []),
  head_commit: commit,
  ...common,
  repository: {
    ...pushedRepository,
    organization: orAbsent(OWNER, 'elsewhere'),
  },
  pusher,
  ...more,
});

const created: SampleObject = { before: ZEROS, created: true, commits: [] };

/** The body of a push to a branch. `base_ref` is another ref of the same commit, as for a new branch. */
export const pushOf = (branch: string): SampleObject =>
  pushBody(`refs/heads/${branch}`, { base_ref: or(null, 'refs/heads/develop') });

/** The body of the push of a new branch that starts at the head of another one. */
export const pushOfNew = (branch: string): SampleObject =>
  pushBody(`refs/heads/${branch}`, { base_ref: or('refs/heads/main', null), ...created });

/** The body of the push of a tag. */
export const pushOfTag = (tag: string): SampleObject =>
  pushBody(`refs/tags/${tag}`, { base_ref: or(null, 'refs/heads/main'), ...created });
