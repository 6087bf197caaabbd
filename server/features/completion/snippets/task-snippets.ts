import type { DescribedName } from '../../../core/schema/names.js';
import { type Entries, hole, type Whole } from './sketch.js';

const NOW = { $fromNow: '' };
const ONE_DAY = { $fromNow: hole('1 day') };

const QUEUE = { taskQueueId: hole('provisioner/worker-type') };

const PAYLOAD: Entries = {
  image: hole('ubuntu:24.04'),
  command: ['/bin/bash', '-c', hole('echo hello')],
  maxRunTime: hole(3600),
};

const METADATA: Entries = {
  name: hole('tests'),
  description: hole('Runs the tests'),
  owner: hole('me@example.com'),
  source: hole('https://example.com/'),
};

/** A task with what the service that reads it does not fill in. */
export function taskFor(schema: DescribedName): Whole {
  const created = schema === 'hook' || schema === 'taskcluster-yml-v1' ? {} : { created: NOW };
  const deadline = schema === 'hook' ? {} : { deadline: ONE_DAY };
  const entries = { ...QUEUE, ...created, ...deadline, payload: PAYLOAD, metadata: METADATA };
  return { label: 'task', detail: 'a whole task', entries };
}

const FROM_EVENT: Entries = {
  owner: '${event.sender.login}@users.noreply.github.com',
  source: '${event.repository.html_url}',
};

export const SIMPLE_FILE: Whole = {
  label: 'simple task',
  detail: 'a whole file, with a task for each push',
  entries: {
    version: 1,
    tasks: [
      {
        $if: 'tasks_for == "github-push"',
        // biome-ignore lint/suspicious/noThenProperty: it is a key of JSON-e
        then: {
          ...QUEUE,
          deadline: ONE_DAY,
          payload: PAYLOAD,
          metadata: { name: hole('tests'), description: hole('Runs the tests'), ...FROM_EVENT },
        },
      },
    ],
  },
};

const DECISION_TASK: Entries = {
  ...QUEUE,
  deadline: ONE_DAY,
  // The roles that Taskcluster gives to pushes and pull requests of a repository.
  scopes: ['assume:repo:${event.repository.html_url[8:]}:${role}'],
  payload: {
    image: hole('ubuntu:24.04'),
    command: ['/bin/bash', '-c', hole('echo create further tasks here')],
    maxRunTime: hole(3600),
    features: { taskclusterProxy: true },
    env: { HEAD_REPOSITORY: '${event.repository.clone_url}', HEAD_REF: '${ref}', HEAD_SHA: '${sha}' },
  },
  metadata: { name: hole('Decision task'), description: hole('Creates the other tasks'), ...FROM_EVENT },
};

const PUSH_ROLE: Entries = {
  $if: 'event.ref[:10] == "refs/tags/"',
  // biome-ignore lint/suspicious/noThenProperty: it is a key of JSON-e
  then: 'tag:${event.ref[10:]}',
  else: 'branch:${event.ref[11:]}',
};

export const DECISION_FILE: Whole = {
  label: 'decision task',
  detail: 'a whole file, with a task that creates others for pushes and pull requests',
  entries: {
    version: 1,
    policy: { pullRequests: hole('collaborators') },
    tasks: [
      {
        $if: 'tasks_for in ["github-push", "github-pull-request"]',
        // biome-ignore lint/suspicious/noThenProperty: it is a key of JSON-e
        then: {
          $let: {
            $if: 'tasks_for == "github-push"',
            // biome-ignore lint/suspicious/noThenProperty: it is a key of JSON-e
            then: { ref: '${event.ref}', sha: '${event.after}', role: PUSH_ROLE },
            else: {
              ref: 'refs/pull/${event.number}/head',
              sha: '${event.pull_request.head.sha}',
              role: 'pull-request',
            },
          },
          in: DECISION_TASK,
        },
      },
    ],
  },
};

export const HOOK: Whole = {
  label: 'hook',
  detail: 'a whole hook',
  entries: {
    hookGroupId: hole('project-name'),
    hookId: hole('nightly'),
    metadata: {
      name: hole('nightly'),
      description: hole('Runs the tests every day'),
      owner: hole('me@example.com'),
      emailOnError: true,
    },
    schedule: [hole('0 0 9 * * *')],
    task: taskFor('hook').entries,
  },
};
