const OF_PULL_REQUESTS: Readonly<Record<string, string>> = {
  sha: 'sha',
  ref: 'ref',
  'repo.branch': 'ref',
  'repo.name': 'repo.name',
  'repo.url': 'repo.clone_url',
  'user.login': 'user.login',
};

/**
 * The parameters of version 0 and the equivalent expressions of version 1, by the kind of event. Sources: services/github,
 * api.js (the details of an event) and the bodies of GitHub's webhooks.
 */
export const SAME: readonly (readonly [parameter: string, ...ways: readonly Way[]])[] = [
  ['organization', { expression: 'event.repository.owner.login' }],
  ['repository', { expression: 'event.repository.name' }],
  ...side('head', {
    sha: 'event.after',
    ref: 'event.ref',
    'repo.branch': 'event.ref[11:]',
    'repo.name': 'event.repository.name',
    'repo.url': 'event.repository.clone_url',
    'user.login': 'event.sender.login',
  }),
  ['event.head.user.email', { expression: 'event.pusher.email', event: 'push' }],
  ['event.head.tag', { expression: 'event.ref[10:]', event: 'push of a tag' }],
  ...side('base', {
    sha: 'event.before',
    ref: 'event.ref',
    'repo.branch': 'event.ref[11:]',
    'repo.name': 'event.repository.name',
    'repo.url': 'event.repository.clone_url',
    'user.login': 'event.repository.owner.login',
  }),
  ['event.pullNumber', { expression: 'event.number', event: 'pull request' }],
  ['event.title', { expression: 'event.pull_request.title', event: 'pull request' }],
  ['event.version', { expression: 'event.release.tag_name', event: 'release' }],
  ['event.name', { expression: 'event.release.name', event: 'release' }],
  ['event.release.url', { expression: 'event.release.url', event: 'release' }],
  ['event.prerelease', { expression: 'event.release.prerelease', event: 'release' }],
  ['event.draft', { expression: 'event.release.draft', event: 'release' }],
  ['event.tar', { expression: 'event.release.tarball_url', event: 'release' }],
  ['event.zip', { expression: 'event.release.zipball_url', event: 'release' }],
];

/** An expression of version 1, and the event whose body has it; no event if all have it. */
export interface Way {
  readonly expression: string;
  readonly event?: string;
}

function side(name: 'head' | 'base', pushes: Readonly<Record<string, string>>): [string, ...Way[]][] {
  return Object.entries(pushes).map(([key, expression]) => [
    `event.${name}.${key}`,
    { expression, event: 'push' },
    { expression: `event.pull_request.${name}.${OF_PULL_REQUESTS[key]}`, event: 'pull request' },
  ]);
}

/** Expressions that people use in version 1 for something that has a single parameter in version 0. */
const ALIKE: Readonly<Record<string, string>> = {
  'event.repository.html_url': 'event.head.repo.url',
  'event.repository.url': 'event.head.repo.url',
  'event.pull_request.head.repo.html_url': 'event.head.repo.url',
  'event.pull_request.base.repo.html_url': 'event.base.repo.url',
  'event.pull_request.user.login': 'event.head.user.login',
  'event.pull_request.number': 'event.pullNumber',
};

/** The parameter of version 0 for an expression of version 1. */
export function parameterFor(expression: string): string | undefined {
  const found = SAME.find(([, ...ways]) => ways.some((way) => way.expression === expression));
  return found?.[0] ?? (Object.hasOwn(ALIKE, expression) ? ALIKE[expression] : undefined);
}

/** The expressions of version 1 for a parameter of version 0. */
export function expressionsFor(parameter: string): readonly Way[] {
  const [, ...ways] = SAME.find(([name]) => name === parameter) ?? [''];
  return ways;
}
