/** The GitHub service's names for the kinds of events for which it renders a template (taskcluster services/github). */
export const TASKS_FOR = [
  'github-push',
  'github-pull-request',
  'github-pull-request-untrusted',
  'github-release',
  'github-issue-comment',
] as const;

export type TasksFor = (typeof TASKS_FOR)[number];

/** What each kind of event is called in messages. */
export const EVENT_NOUNS: Readonly<Record<TasksFor, string>> = {
  'github-push': 'push',
  'github-pull-request': 'pull request',
  'github-pull-request-untrusted': 'pull request from a stranger',
  'github-release': 'release',
  'github-issue-comment': 'comment',
};

/**
 * The `tasks_for` of a webhook body, as far as its keys reveal it. A pull request from a stranger looks like any other. The
 * body for a comment contains what the service adds: `taskcluster_comment`, and the pull request.
 */
export function tasksForOf(body: object): TasksFor | undefined {
  const has = (key: string): boolean => Object.hasOwn(body, key);
  if (has('taskcluster_comment')) return 'github-issue-comment';
  if (has('pull_request')) return 'github-pull-request';
  if (has('release')) return 'github-release';
  return has('ref') && has('pusher') ? 'github-push' : undefined;
}
