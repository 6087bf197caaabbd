/** A kind of event as the GitHub service presents it to a version 0 file. */
export interface VersionZeroEvent {
  /** In words, for messages: "for a release". */
  readonly title: string;
  /** The beginning of `event.type`. */
  readonly type: string;
  /** The parameters it provides, each with a possible value. */
  readonly parameters: Readonly<Record<string, string>>;
}

const SHA = '0123456789abcdef0123456789abcdef01234567';

/** The parameters of every event (services/github, tc-yaml.js). */
const ALWAYS = {
  timestamp: '1714979289000',
  organization: 'octo',
  repository: 'example',
  'taskcluster.docker.provisionerId': 'proj-example',
  'taskcluster.docker.workerType': 'ci',
  'event.head.user.login': 'dev',
  'event.head.user.id': '1',
  'event.head.user.email': 'dev@example.com',
  'event.head.repo.name': 'example',
  'event.head.repo.url': 'https://github.com/octo/example.git',
  // For a release the service looks up the commit.
  'event.head.sha': SHA,
};

const ofChange = (ref: string): Record<string, string> => ({
  ...ALWAYS,
  'event.head.ref': ref,
  'event.base.ref': ref,
  'event.base.sha': SHA,
  'event.base.repo.name': 'example',
  'event.base.repo.url': 'https://github.com/octo/example.git',
  'event.base.user.login': 'octo',
});

const BRANCH = { 'event.base.repo.branch': 'main', 'event.head.repo.branch': 'main' };

/** The kinds of events with their parameters (services/github, the details in api.js). */
export const VERSION_ZERO_EVENTS: readonly VersionZeroEvent[] = [
  {
    title: 'a push',
    type: 'push',
    parameters: { ...ofChange('refs/heads/main'), ...BRANCH, 'event.type': 'push' },
  },
  {
    title: 'a push of a tag',
    type: 'tag',
    parameters: { ...ofChange('refs/tags/v1.2.3'), 'event.head.tag': 'v1.2.3', 'event.type': 'tag' },
  },
  {
    title: 'a pull request',
    type: 'pull_request',
    parameters: {
      ...ofChange('refs/heads/main'),
      ...BRANCH,
      'event.type': 'pull_request.opened',
      'event.pullNumber': '6',
      'event.title': 'Change something',
    },
  },
  {
    title: 'a release',
    type: 'release',
    parameters: {
      ...ALWAYS,
      'event.type': 'release',
      'event.base.repo.branch': 'main',
      'event.version': 'v1.2.3',
      'event.name': 'Version 1.2.3',
      'event.release.url': 'https://api.github.com/repos/octo/example/releases/7',
      'event.prerelease': 'false',
      'event.draft': 'false',
      'event.tar': 'https://api.github.com/repos/octo/example/tarball/v1.2.3',
      'event.zip': 'https://api.github.com/repos/octo/example/zipball/v1.2.3',
    },
  },
];

/** Whether an entry of `extra.github.events` matches events of that kind: `push`, `pull_request.opened`, `pull_request.*`. */
function isFor(entry: string, { type }: VersionZeroEvent): boolean {
  let end = entry.length;
  while (entry[end - 1] === '*') end--;
  const start = entry.slice(0, end);
  return type.startsWith(start) || start === type || start.startsWith(`${type}.`);
}

/** The tasks of a file. */
export function tasksIn(file: unknown): readonly unknown[] {
  const tasks = inside(file, 'tasks');
  return Array.isArray(tasks) ? tasks : [];
}

/** The kinds of events for which a task is created; none for a task that is never created. */
export function eventsOfTask(task: unknown): VersionZeroEvent[] {
  const events = inside(inside(inside(task, 'extra'), 'github'), 'events');
  const entries = Array.isArray(events) ? events.filter((entry) => typeof entry === 'string') : [];
  return VERSION_ZERO_EVENTS.filter((event) => entries.some((entry) => isFor(entry, event)));
}

function inside(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}
