/**
 * The variables that the GitHub service provides to a version 1 `.taskcluster.yml` (services/github/src/tc-yaml.js).
 * `now` is JSON-e's own.
 */
export const GITHUB_CONTEXT: ReadonlySet<string> = new Set([
  'tasks_for',
  'event',
  'as_slugid',
  'taskcluster_root_url',
  'now',
]);

/**
 * The variables that other callers provide when they render a `.taskcluster.yml` for `hg-push`, `cron`, `action` and
 * `pr-action`: build-decision of fxci-config, the actions of taskgraph, and the web interface (`ownTaskId`). The GitHub
 * service provides none of them.
 */
export const OTHER_CALLERS_CONTEXT: ReadonlySet<string> = new Set([
  'action',
  'clientId',
  'cron',
  'input',
  'ownTaskId',
  'parameters',
  'push',
  'repository',
  'task',
  'taskGroupId',
  'taskId',
  'taskclusterInstance',
]);

/** The variables that the hooks service provides to the task template of a hook (services/hooks, taskcreator.js). */
export const HOOK_CONTEXT: ReadonlySet<string> = new Set(['firedBy', 'taskId', 'payload', 'clientId', 'now']);
