import { isMapping } from '../../core/base/mapping.js';
import { safeJson } from '../report/display.js';
import { type Entry, keyOf } from './fingerprint.js';

/** What a baseline file lists, by the paths of files relative to its own folder, with slashes. */
export type Listed = ReadonlyMap<string, readonly Entry[]>;

const VERSION = 1;

/** Reads a baseline file. Throws an Error with a message for the user if it is not one. */
export function readBaseline(text: string): Listed {
  const value = parsed(text);
  if (!isMapping(value) || value.version === undefined || !isMapping(value.files))
    throw new Error('it is not a baseline: it lacks "version" and "files"');
  if (value.version !== VERSION)
    throw new Error(`it has version ${JSON.stringify(value.version)}, and this program reads version ${VERSION}`);
  return new Map(Object.entries(value.files).map(([path, entries]) => [path, entriesIn(path, entries)]));
}

/** Whether a text is a baseline file, perhaps a broken one, as with the marks of a merge. An empty one becomes a baseline. */
export function mayBeBaseline(text: string): boolean {
  return /^\uFEFF?\s*(?:\{\s*"version"|$)/.test(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`it cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function entriesIn(path: string, value: unknown): Entry[] {
  if (!Array.isArray(value)) throw new Error(`the findings of ${JSON.stringify(path)} are not a list`);
  return value.map((entry: unknown, i) => {
    const { rule, message, text } = isMapping(entry) ? entry : {};
    if (typeof rule !== 'string' || typeof message !== 'string' || typeof text !== 'string')
      throw new Error(`finding ${i + 1} of ${JSON.stringify(path)} lacks "rule", "message" or "text"`);
    return { rule, message, text };
  });
}

/** Writes a baseline file: sorted, with a line for each finding, so that a change of one changes one line. */
export function writeBaseline(listed: Listed): string {
  const files = [...listed].filter(([, entries]) => entries.length > 0).sort(([a], [b]) => compare(a, b));
  const blocks = files.map(([path, entries]) => {
    const lines = entries
      .toSorted((a, b) => compare(keyOf(a), keyOf(b)))
      .map(({ rule, text, message }) => `      ${safeJson({ rule, text, message })}`);
    return `    ${safeJson(path)}: [\n${lines.join(',\n')}\n    ]`;
  });
  const body = blocks.length > 0 ? `{\n${blocks.join(',\n')}\n  }` : '{}';
  return `{\n  "version": ${VERSION},\n  "files": ${body}\n}\n`;
}

/** By code units, so that the order is the same everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
