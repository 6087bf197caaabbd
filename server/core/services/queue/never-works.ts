import type { DocumentKind } from '../../base/document.js';
import { quote } from '../../base/quote.js';
import { Unknown } from '../../jsone/static-value.js';
import { type Dialect, hasInterpolations, type Part, stringParts } from '../../jsone/strings.js';
import type { TaskError } from './task-error.js';

/** What the queue takes of a task though it cannot do what its author means. Facts: services/index, services/queue. */
export function* neverWorks(kind: DocumentKind, own: Readonly<Record<string, unknown>>): Iterable<TaskError> {
  yield* indexRoutes(kind, own.routes);
  yield* createTaskScopes(own.scopes);
}

/** The longest text that is looked at: a route has at most 249 characters, and no scope that means something has so many. */
const LONGEST = 1000;

/**
 * The text of a value, with a NUL for each interpolation that something fills in; undefined where nothing is known of it, and where
 * it is so long that it is something else.
 */
function known(value: unknown): string | undefined {
  if (typeof value === 'string') return value.length > LONGEST ? undefined : value;
  if (!(value instanceof Unknown) || value.parts.length === 0) return undefined;
  const text = value.parts.map((part) => (part.kind === 'literal' ? part.text : '\0')).join('');
  return text.length > LONGEST ? undefined : text;
}

const INDEX = 'index.';
/** What can stand between the dots of a namespace, and nothing else (services/index/src/helpers.js). */
const NAMESPACE = /^(?:[\w!~*'()%\0-]+\.)*[\w!~*'()%\0-]+$/;
const NO_NAME = /[^\w!~*'()%.\0-]+/gu;

function* indexRoutes(kind: DocumentKind, routes: unknown): Iterable<TaskError> {
  for (const [i, route] of Array.isArray(routes) ? routes.entries() : []) {
    const text = known(route);
    // What some tool fills in before the file is used is not known.
    if (!text?.startsWith(INDEX) || /\{\{|\{%/.test(text) || NAMESPACE.test(text.slice(INDEX.length))) continue;
    const wrong = [...new Set(text.match(NO_NAME)?.flatMap((run) => [...run]))];
    const what =
      wrong.length > 0
        ? `${wrong.slice(0, 5).map(quote).join(', ')} cannot stand in a route of the index`
        : 'A route of the index can have no empty part between its dots';
    yield {
      rule: 'index-route',
      path: ['routes', i],
      message: `${what}: the queue takes it, but the index drops it without a word, so the task is never found there. Between the dots only letters, digits and _!~*'()%- can stand.`,
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

/** The route with dots for what cannot stand in it, as far as that is written out; else for the slashes of what fills it in. */
function dotted(source: string, kind: DocumentKind): string | undefined {
  if (!source.startsWith(INDEX)) return undefined;
  const dialect = DIALECTS[kind] ?? 'any';
  const parts = stringParts(source, dialect);
  const dots = parts.map((part) => (part.kind === 'literal' ? part.text.replace(NO_NAME, '.') : part.text)).join('');
  const mended = dots.replace(/\.{2,}/g, '.').replace(/\.$/, '');
  // Without a namespace it would be no route of the index.
  if (!mended.startsWith(INDEX)) return undefined;
  // What looks like a placeholder should be filled in, not cut out.
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

/** The interpolation that brings in the slash: the only one, or the only one that names a ref or a whole repository. */
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
/** A queue, or the beginning of several, where a priority should stand first. */
const QUEUE_FIRST = /^[\w-]+\/[^:]*$/;

function* createTaskScopes(scopes: unknown): Iterable<TaskError> {
  for (const [i, scope] of Array.isArray(scopes) ? scopes.entries() : []) {
    const text = known(scope);
    if (!text?.startsWith(CREATE_TASK) || !QUEUE_FIRST.test(text.slice(CREATE_TASK.length))) continue;
    const queue = quote(text.slice(CREATE_TASK.length).replaceAll('\0', '…')).slice(1, -1);
    yield {
      rule: 'create-task-scope',
      path: ['scopes', i],
      message: `This scope allows nothing: it names no priority, and the queue asks for ${CREATE_TASK}<priority>:${queue}. Write ${CREATE_TASK}lowest:${queue}, or another priority.`,
      mend: (source) =>
        source.startsWith(CREATE_TASK) ? `${CREATE_TASK}lowest:${source.slice(CREATE_TASK.length)}` : undefined,
    };
  }
}
