import { lazy } from '../../base/lazy.js';
import { pullRequestBody } from './bodies/pull-request.js';
import { pushOf } from './bodies/push.js';
import { contextFor } from './context.js';
import { type Event, GITHUB_EVENTS } from './events.js';
import { type Sample, type SampleObject, toValue } from './sample.js';

// Callers that render templates besides the GitHub service. Their variables are made up from what is known about them. They
// are only used to compare renderings before and after an edit, never for findings.

const SHA = '0123456789abcdef0123456789abcdef01234567';
const OLD_SHA = 'fedcba9876543210fedcba9876543210fedcba98';

/** What the user of a caller may override in a task. */
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

function caller(title: string, tasksFor: string, event: Sample, variables: Readonly<Record<string, unknown>>): Event {
  return { title, tasksFor, context: lazy(() => contextFor(tasksFor, toValue(event), variables)) };
}

const withBase = (branch: string): SampleObject => {
  const body = pullRequestBody('opened');
  const pull = body.pull_request as SampleObject;
  return { ...body, pull_request: { ...pull, base: { ...(pull.base as SampleObject), ref: branch } } };
};

const OTHERS: readonly Event[] = [
  caller('a push to the branch "master"', 'github-push', pushOf('master'), {}),
  caller('a pull request to "master"', 'github-pull-request', withBase('master'), {}),
  caller('cron', 'cron', {}, { ...taskgraph, cron }),
  caller('cron after a push', 'cron', pushOf('main'), { ...taskgraph, cron }),
  caller('an action', 'action', {}, { ...taskgraph, action, taskId: 'AAAAAAAAQACAAAAAAAAAAC', input: OVERRIDES }),
  caller('an action on a push', 'action', pushOf('main'), { ...taskgraph, action }),
  caller('an action on a pull request', 'pr-action', pullRequestBody('opened'), { ...taskgraph, action }),
  caller('a push to hg.mozilla.org', 'hg-push', {}, taskgraph),
];

/** All callers that render `.taskcluster.yml`: the GitHub service, whatever the policy, and the others. */
export const CALLERS: readonly Event[] = [...GITHUB_EVENTS, ...OTHERS];

const hook = (title: string, firedBy: string, payload: Sample): Event =>
  caller(title, '', {}, { firedBy, taskId: 'AAAAAAAAQACAAAAAAAAAAA', payload, clientId: 'dev' });

/** Ways in which the hooks service renders the task of a hook. */
export const HOOK_EVENTS: readonly Event[] = [
  hook('a schedule', 'schedule', {}),
  hook('a trigger', 'triggerHook', { overrides: OVERRIDES, ...OVERRIDES }),
  hook('a token', 'triggerHookWithToken', {}),
  hook('a message', 'pulseMessage', { status: { state: 'failed', runs: [] }, runId: 0, ref: 'refs/heads/main' }),
];
