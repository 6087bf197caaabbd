/** What the GitHub service calls that which it renders a template for (taskcluster services/github). */
export const TASKS_FOR = [
  'github-push',
  'github-pull-request',
  'github-pull-request-untrusted',
  'github-release',
  'github-issue-comment',
] as const;

export type TasksFor = (typeof TASKS_FOR)[number];

/**
 * What a webhook body is rendered for, as far as its keys tell it. The pull request of a stranger looks like any other. In
 * the body for a comment stands what the service adds: `taskcluster_comment`, and the pull request.
 */
export function tasksForOf(body: object): TasksFor | undefined {
  const has = (key: string): boolean => Object.hasOwn(body, key);
  if (has('taskcluster_comment')) return 'github-issue-comment';
  if (has('pull_request')) return 'github-pull-request';
  if (has('release')) return 'github-release';
  return has('ref') && has('pusher') ? 'github-push' : undefined;
}
