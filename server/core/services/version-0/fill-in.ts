import { setOwn } from '../../base/set-own.js';
import { timeSpan } from '../../jsone/engine/index.js';
import { NOW } from '../../jsone/fixed-clock.js';
import type { MapNode } from '../../syntax/node.js';

/** The maximum distance of a JavaScript date from 1970, in milliseconds. */
const MAX_TIME = 8.64e15;

/** The maximum length, in characters, of a file whose tasks are filled in for every event. */
export const MAX_LENGTH = 1_000_000;

/** The source of each mapping in some data. */
export type Sources = Map<object, readonly MapNode[]>;

/**
 * Fills in the `{{ }}` of data, in keys and values, as the GitHub service does with the package json-parameterization. Unknown
 * parameters stay as they are. `sources` receives the source of every mapping in the result.
 */
export function fillIn(data: unknown, parameters: Readonly<Record<string, string>>, sources: Sources): unknown {
  if (typeof data === 'string') return fillInText(data, parameters);
  if (Array.isArray(data)) return data.map((item) => fillIn(item, parameters, sources));
  if (typeof data !== 'object' || data === null || data instanceof Date) return data;
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data))
    setOwn(out, fillInText(key, parameters), fillIn(value, parameters, sources));
  sources.set(out, sources.get(data) ?? []);
  return out;
}

/** Takes linear time, however many braces there are. */
function fillInText(text: string, parameters: Readonly<Record<string, string>>): string {
  let out = '';
  let at = 0;
  for (let start = text.indexOf('{{'); start >= 0; ) {
    const end = text.indexOf('}', start + 2);
    if (end < 0) break;
    const closes = text[end + 1] === '}';
    const value = closes ? valueOfParameter(text.slice(start + 2, end), parameters) : undefined;
    if (value !== undefined) {
      out += text.slice(at, start) + value;
      at = end + 2;
    }
    start = text.indexOf('{{', end + (closes ? 2 : 1));
  }
  return out + text.slice(at);
}

/** The value of a string or a parameter after its filters. */
function valueOfParameter(inner: string, parameters: Readonly<Record<string, string>>): string | undefined {
  const [first = '', ...filters] = inner.split('|').map((part) => part.trim());
  if (first === '$fromNow' && filters.length === 0) return NOW;
  const quoted = /^(?:'([^']*)'|"([^"]*)")$/.exec(first);
  const known = Object.hasOwn(parameters, first) ? parameters[first] : undefined;
  let value = quoted ? (quoted[1] ?? quoted[2] ?? '') : known;
  for (const filter of filters) value = filter === '$fromNow' && value !== undefined ? fromNow(value) : undefined;
  return value;
}

function fromNow(text: string): string | undefined {
  const milliseconds = timeSpan(text);
  const time = milliseconds === undefined ? Number.NaN : Date.parse(NOW) + milliseconds;
  return Math.abs(time) <= MAX_TIME ? new Date(time).toJSON() : undefined;
}
