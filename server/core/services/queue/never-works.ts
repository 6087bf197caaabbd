import type { DocumentKind } from '../../base/document.js';
import { quote } from '../../base/quote.js';
import { Unknown } from '../../jsone/static-value.js';
import { type Dialect, hasInterpolations, type Part, stringParts } from '../../jsone/strings.js';
import type { TaskError } from './task-error.js';

/** Parts of a task that the queue accepts although they cannot work. Sources: services/index, services/queue. */
export function* neverWorks(kind: DocumentKind, own: Readonly<Record<string, unknown>>): Iterable<TaskError> {
  yield* indexRoutes(kind, own.routes);
  yield* createTaskScopes(own.scopes);
}

/** The longest text to check: a route has at most 249 characters, and no meaningful scope has that many. */
const LONGEST = 1000;

/**
 * The text of a value, with a NUL for each interpolation; undefined if nothing is known about it, or if it is too long to be a
 * route or scope.
 */
function known(value: unknown): string | undefined {
  if (typeof value === 'string') return value.length > LONGEST ? undefined : value;
  if (!(value instanceof Unknown) || value.parts.length === 0) return undefined;
  const text = value.parts.map((part) => (part.kind === 'literal' ? part.text : '\0')).join('');
  return text.length > LONGEST ? undefined : text;
}

const INDEX = 'index.';
/** The only characters allowed between the dots of a namespace (services/index/src/helpers.js). */
const NAMESPACE = /^(?:[\w!~*'()%\0-]+\.)*[\w!~*'()%\0-]+$/;
const NO_NAME = /[^\w!~*'()%.\0-]+/gu;

function* indexRoutes(kind: DocumentKind, routes: unknown): Iterable<TaskError> {
  for (const [i, route] of Array.isArray(routes) ? routes.entries() : []) {
    const text = known(route);
    // A text that a tool fills in before the file is used is unknown.
    if (!text?.startsWith(INDEX) || /\{\{|\{%/.test(text) || NAMESPACE.test(text.slice(INDEX.length))) continue;
    const wrong = [...new Set(text.match(NO_NAME)?.flatMap((run) => [...run]))];
    const what =
      wrong.length > 0
        ? `${wrong.slice(0, 5).map(quote).join(', ')} cannot be used in an index route`
        : 'An index route cannot have an empty part between its dots';
    yield {
      rule: 'index-route',
      path: ['routes', i],
      message: `${what}: the queue accepts it, but the index silently drops it, so the task is never found there. Only letters, digits and _!~*'()%- are allowed between the dots.`,
      mend: (source) => dotted(source, kind),
    };
  }
}

const DIALECTS: Readonly<Partial<Record<DocumentKind, Dialect>>> = {
  'taskcluster-yml-v1': 'json-e',
  'taskcluster-yml-v0': 'mustache',
  hook: 'json-e',
};

/** A variable and properties of it, in `${…}`. */
const PLAIN_HOLE = /^\$\{\s*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\s*\}$/;

/** The route with dots in place of invalid characters if they are written out, or else of the slashes in filled-in values. */
function dotted(source: string, kind: DocumentKind): string | undefined {
  if (!source.startsWith(INDEX)) return undefined;
  const dialect = DIALECTS[kind] ?? 'any';
  const parts = stringParts(source, dialect);
  const dots = parts.map((part) => (part.kind === 'literal' ? part.text.replace(NO_NAME, '.') : part.text)).join('');
  const mended = dots.replace(/\.{2,}/g, '.').replace(/\.$/, '');
  // Without a namespace it would not be an index route.
  if (!mended.startsWith(INDEX)) return undefined;
  // Something that looks like a placeholder should be filled in, not removed.
  if (mended !== source)
    return /[{}<>$]/.test(parts.map(({ kind, text }) => (kind === 'literal' ? text : '')).join(''))
      ? undefined
      : mended;
  const interpolation = dialect === 'json-e' ? slashedHole(parts) : undefined;
  if (!interpolation || source.includes("'")) return undefined;
  const variable = PLAIN_HOLE.exec(interpolation.text)?.[1];
  const join = `\${join(split(${variable}, '/'), '.')}`;
  return parts.map((part) => (part === interpolation ? join : part.text)).join('');
}

/** The interpolation that contains the slash: the only one, or the only one that names a ref or a whole repository. */
function slashedHole(parts: readonly Part[]): Part | undefined {
  if (!hasInterpolations(parts)) return undefined;
  const interpolations = parts.filter(({ kind, text }) => kind === 'interpolation' && PLAIN_HOLE.test(text));
  const [only, ...others] =
    interpolations.length > 1
      ? interpolations.filter(({ text }) => /\b(?:ref|full_name)\s*\}$/.test(text))
      : interpolations;
  return others.length === 0 ? only : undefined;
}

const CREATE_TASK = 'queue:create-task:';
/** A queue, or a prefix of several, where a priority should come first. */
const QUEUE_FIRST = /^[\w-]+\/[^:]*$/;

function* createTaskScopes(scopes: unknown): Iterable<TaskError> {
  for (const [i, scope] of Array.isArray(scopes) ? scopes.entries() : []) {
    const text = known(scope);
    if (!text?.startsWith(CREATE_TASK) || !QUEUE_FIRST.test(text.slice(CREATE_TASK.length))) continue;
    const queue = quote(text.slice(CREATE_TASK.length).replaceAll('\0', '…')).slice(1, -1);
    yield {
      rule: 'create-task-scope',
      path: ['scopes', i],
      message: `This scope grants nothing because it has no priority: the queue requires ${CREATE_TASK}<priority>:${queue}. Write ${CREATE_TASK}lowest:${queue}, or use another priority.`,
      mend: (source) =>
        source.startsWith(CREATE_TASK) ? `${CREATE_TASK}lowest:${source.slice(CREATE_TASK.length)}` : undefined,
    };
  }
}
