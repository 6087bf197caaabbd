import { or, orAbsent, orNull, type SampleObject } from '../sample.js';
import { API, CONTRIBUTOR, common, label, milestone, NODE_ID, OWNER, reactions, TIME, urls, user } from './objects.js';
import { ISSUE, ON_GITHUB, openPullRequest, PULL_REQUEST } from './pull-request.js';

const COMMENT = `${API}/repos/${OWNER}/example/issues/comments/8`;

/** The pull request of the comment, as an issue. The service only considers open ones. */
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
    merged_at: null,
  },
  body: orNull('Because it is better so.'),
  reactions: reactions(ISSUE),
  performed_via_github_app: null,
  state_reason: null,
};

/** The actions on a comment that the service considers. */
export const COMMENT_ACTIONS: readonly string[] = ['created', 'edited'];

/**
 * The body for a comment on a pull request, with what the service adds: the pull request, and the text after `/taskcluster`
 * in the comment.
 */
export const commentBody = (action: string): SampleObject => ({
  action,
  issue,
  comment: {
    url: COMMENT,
    html_url: `${ON_GITHUB}#issuecomment-8`,
    issue_url: ISSUE,
    id: 8,
    node_id: NODE_ID,
    user: user(CONTRIBUTOR),
    created_at: TIME,
    updated_at: TIME,
    author_association: 'COLLABORATOR',
    body: '/taskcluster retry',
    reactions: reactions(COMMENT),
    performed_via_github_app: null,
  },
  ...common,
  ...(action === 'edited' && { changes: { body: orAbsent({ from: '/taskcluster' }, 'rarely') } }),
  taskcluster_comment: 'retry',
  pull_request: openPullRequest,
});
