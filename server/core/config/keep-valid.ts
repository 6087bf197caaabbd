import { collectErrors } from '../schema/keyword-errors.js';
import type { SchemaName } from '../schema/names.js';
import type { KeywordError } from '../schema/schema-error.js';
import type { Path } from '../schema/schemas.js';

/** A value that is none where it stands. */
export interface Misfit {
  readonly path: Path;
  /** What is set there, up to what the message names: the list for one of its items, all rules for one of them. */
  readonly setting: Path;
  /** What is wrong with it: `17 is not a glob`. */
  readonly message: string;
}

/**
 * What is left of settings without the parts that their schema rejects: a slip in one must not cost the others. `null`, or
 * an empty date, sets nothing, and is not a slip either.
 */
export function keepValid(schema: SchemaName, value: unknown): { kept: unknown; misfits: readonly Misfit[] } {
  const refused = new Map<string, Refusal>();
  // All of them: what is not refused is used.
  for (const error of collectErrors(schema, value, never, never, Number.POSITIVE_INFINITY)) {
    // The verdict on a name, which is told apart from the mapping that has it.
    if (/\/propertyNames\/[^/]+$/.test(error.schemaPath)) continue;
    const refusal = refusalOf(error);
    const pointer = pointerTo(refusal.path);
    // What has a wrong name needs no word about its value. Of two errors of a value the later one says more.
    if (refused.get(pointer)?.name === undefined) refused.set(pointer, refusal);
  }
  const misfits = [...refused.values()].filter((refusal) => !setsNothing(refusal)).map(misfitOf);
  return { kept: without(value, '', refused), misfits };
}

interface Refusal extends KeywordError {
  /** The name that nothing may have there. */
  readonly name?: string;
}

const never = (): boolean => false;

function refusalOf(error: KeywordError): Refusal {
  const { propertyName, additionalProperty } = error.params;
  const name = propertyName ?? additionalProperty;
  return typeof name === 'string' ? { ...error, path: [...error.path, name], name } : error;
}

function setsNothing({ keyword, path, value }: Refusal): boolean {
  const isItem = typeof path.at(-1) === 'number';
  return (keyword === 'type' && value === null && !isItem) || (keyword === 'format' && value === '');
}

function misfitOf({ params, path, value, node, name }: Refusal): Misfit {
  const last = path.at(-1);
  const outer = path.slice(0, -1);
  if (name !== undefined) {
    const what = (node.propertyNames?.called ?? 'a setting').replace(/^an? /, '');
    return { path, setting: outer, message: `there is no ${what} ${shown(name)}` };
  }
  if (node.enum) {
    return { path, setting: outer, message: `${last} is ${shown(value)}, expected one of ${node.enum.join(', ')}` };
  }
  const setting = typeof last === 'number' ? outer : path;
  if (node.words !== undefined && !node.items)
    return { path, setting, message: `${shown(value)} is not ${node.words}` };
  const expected = node.words ?? withArticle(String(params.type));
  return { path, setting, message: `expected ${expected}, got ${shown(value)}` };
}

function withArticle(type: string): string {
  return type === 'object' ? 'an object' : `a ${type}`;
}

/** The value without what stands at the pointers of `refused`. */
function without(value: unknown, at: string, refused: ReadonlyMap<string, unknown>): unknown {
  if (typeof value !== 'object' || value === null || refused.has(at)) return refused.has(at) ? undefined : value;
  const left = Object.entries(value).flatMap(([key, part]): [string, unknown][] => {
    const pointer = `${at}${pointerTo([key])}`;
    return refused.has(pointer) ? [] : [[key, without(part, pointer, refused)]];
  });
  return Array.isArray(value) ? left.map(([, part]) => part) : Object.fromEntries(left);
}

function pointerTo(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A value in a message, not too long. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
