import { quote } from '../../core/base/quote.js';
import { COMPUTED } from '../../core/jsone/strings.js';
import type { CreationEvent } from '../../core/services/created/created-tasks.js';
import { tellingEvents, type WorkerRun } from '../../core/services/created/worker-runs.js';
import type { Unconverted } from '../../core/services/worker/d2g/convert-payload.js';
import type { TaskConversion } from '../../core/services/worker/d2g/convert-task.js';
import type { NeededScope } from '../../core/services/worker/d2g/needed-scopes.js';
import { writeYaml } from '../../core/syntax/yaml/write-yaml.js';
import { type Inline, type Line, paragraph, toMarkdown } from '../hover/markdown.js';
import { shellLines } from './shell.js';

/** What is told beside the result itself. */
export interface Surroundings {
  /** Other results of the same task of the file, for other events. */
  readonly others: readonly WorkerRun[];
  /** All events that were tried. */
  readonly events: readonly CreationEvent[];
  /** Those for which the template fails. */
  readonly failing: readonly CreationEvent[];
  /** What is too large to be rendered for all events, in sentences. */
  readonly limits: readonly string[];
  /** The pool whose d2gConfig is used; undefined: the defaults are used. */
  readonly pool: string | undefined;
}

/** The text of the view, as Markdown. */
export function describeRun(
  run: Pick<WorkerRun, 'name' | 'events'>,
  result: TaskConversion | Unconverted,
  surroundings: Surroundings,
): string {
  const { name } = run;
  const title = name === undefined ? '# What the worker runs' : `# ${line('What the worker runs for ', code(name))}`;
  const limits = surroundings.limits.map((message) => line(message));
  const intro = [title, ...eventParts(run, surroundings), ...limits];
  const parts = 'problems' in result ? unconvertedParts(result) : conversionParts(result, surroundings);
  return joined([...intro, ...parts]);
}

/** For which event it is shown, and what happens for others. */
function eventParts({ events }: Pick<WorkerRun, 'events'>, { others, events: all, failing }: Surroundings): string[] {
  const [first] = events;
  if (!first) return [];
  const same = tellingEvents(events.slice(1)).filter(({ name }) => !name.startsWith(`${first.name}:`));
  const different = tellingEvents(others.flatMap((other) => other.events));
  const told = [...events, ...others.flatMap((other) => other.events), ...failing];
  const none = tellingEvents(all.filter(({ name }) => !told.some((other) => other.name === name)));
  const failed = tellingEvents(failing);
  return [
    toMarkdown([
      paragraph([first.title === first.name ? 'For ' : `For ${first.title}: `, code(first.name), '.']),
      {
        kind: 'list',
        lines: [
          ...(same.length > 0 ? [['The same for ', ...listed(same), '.']] : []),
          ...(different.length > 0 ? [['Different for ', ...listed(different), '.']] : []),
          ...(none.length > 0 ? [['No such task for ', ...listed(none), '.']] : []),
          ...(failed.length > 0 ? [['The template fails for ', ...listed(failed), '.']] : []),
        ],
      },
    ]),
  ];
}

/** Nobody reads more names in a row. */
const MOST_NAMED = 12;

function listed(events: readonly CreationEvent[]): Inline[] {
  const named = events.slice(0, MOST_NAMED).flatMap(({ name }, i) => [i > 0 ? ', ' : '', code(name)]);
  const rest = events.length - Math.min(MOST_NAMED, events.length);
  return rest > 0 ? [...named, ` and ${rest} more`] : named;
}

function unconvertedParts({ problems }: Unconverted): string[] {
  return ['The worker does not run this task, or it is not known what it runs:', fenced('', problems.join('\n'))];
}

function conversionParts(result: TaskConversion, { pool }: Surroundings): string[] {
  const { run, environment, payload, dropped, computed } = result;
  const config: Line =
    pool === undefined
      ? ["d2g's defaults, because the ", code('d2gConfig'), ' of the worker pool is not known']
      : ['the ', code('d2gConfig'), ' of the worker pool ', code(pool)];
  return [
    line(
      'generic-worker converts the docker-worker payload of this task before it runs it (d2g). This is a view of the result, with ',
      ...config,
      '. Do not submit the payload below: without the original one, the worker provides neither the image nor the environment ',
      'file, and copies no artifacts.',
    ),
    ...(computed.length > 0
      ? [
          line('Computed when the task is created, so it is shown as it is written, or as ', code(COMPUTED), ':'),
          list(computed.map((path) => [code(path)])),
        ]
      : []),
    ...(dropped.length > 0
      ? [
          'The worker pool forbids this, so the task runs without it, and no log says so:',
          list(dropped.map(({ what, by }) => [code(what), ' by ', code(by)])),
        ]
      : []),
    '## Command',
    fenced('sh', shellLines(run)),
    line('A random ending follows the name of the container. The worker replaces ', code('__…__'), '.'),
    '## Mounts',
    mountsPart(result),
    '## Artifacts',
    artifactsPart(result),
    '## Environment file',
    line('The lines of ', code('env.list'), '. A name alone has the value that it has for the worker.'),
    fenced('', environment.file.join('\n')),
    '## Scopes needed',
    scopesPart(result),
    '## Payload of generic-worker',
    fenced('yaml', writeYaml(payload).trimEnd()),
  ];
}

function mountsPart({ docker: { cache, image }, payload: { mounts = [] } }: TaskConversion): string {
  const mountPoints = new Map(cache);
  if (mounts.length === 0) return 'None.';
  const lines = mounts.map((mount): Line => {
    if ('cacheName' in mount) {
      const point = mountPoints.get(mount.cacheName) ?? '';
      return [code(mount.directory), ': the cache ', code(mount.cacheName), ', in the container at ', code(point)];
    }
    const source: Line =
      image.type === 'indexed-image'
        ? ['of the task in the index at ', code(image.namespace)]
        : image.type === 'task-image'
          ? ['of the task ', code(image.taskId)]
          : [];
    const unpacked = mount.format ? ', unpacked' : '';
    return [
      code(mount.file),
      ': the artifact ',
      code(mount.content.artifact),
      ' ',
      ...source,
      `${unpacked}. The worker loads it into Docker first.`,
    ];
  });
  const note = cache.length > 1 ? '\n\nd2g numbers several caches in an order that changes from run to run.' : '';
  return list(lines) + note;
}

function artifactsPart({ artifacts, docker }: TaskConversion): string {
  if (!docker.features.artifacts)
    return line('None: ', code('features.artifacts'), ' is off, which also stops the logs.');
  if (artifacts.length === 0) return 'Only the logs.';
  return list(
    artifacts.map(({ native: { name, path, type, expires }, pathInContainer, isVolume }) => [
      code(name),
      `: the ${type} `,
      code(path),
      isVolume ? ', in the container at ' : ', copied from the container after the run from ',
      code(pathInContainer),
      ...(expires === undefined ? [] : ['; expires ', code(expires)]),
    ]),
  );
}

function scopesPart({ neededScopes }: TaskConversion): string {
  if (neededScopes.length === 0) return 'None.';
  return list(
    neededScopes.map(({ what, anyOf, held, askedBy }): Line => {
      const scopes = anyOf.flatMap((scope, i) => [i > 0 ? ' or ' : '', code(scope)]);
      const by = askedBy === 'queue' ? ', for the download' : '';
      return [`${what}: `, ...scopes, `${by}. ${heldWords(held, askedBy)}`];
    }),
  );
}

function heldWords(held: NeededScope['held'], askedBy: NeededScope['askedBy']): string {
  if (held === undefined) return 'It is not known whether the task has it: it has a role, or something is computed.';
  if (held) return 'The task has it.';
  return `The task does not have it: ${askedBy === 'queue' ? 'it will fail' : 'the worker rejects it'}.`;
}

function code(text: string): Inline {
  return { kind: 'code', text: /[\r\n]/.test(text) ? quote(text) : text };
}

function line(...parts: Line): string {
  return toMarkdown([paragraph(parts)]);
}

function list(lines: readonly Line[]): string {
  return toMarkdown([{ kind: 'list', lines }]);
}

/** A block of code, whatever is in it. */
function fenced(language: string, text: string): string {
  const runs = text.match(/`{3,}/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return `${fence}${language}\n${text}\n${fence}`;
}

function joined(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}
