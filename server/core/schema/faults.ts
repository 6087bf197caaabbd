import { errorsOf } from './check.js';
import type { SchemaName } from './names.js';
import { nodeOfError, type Path } from './schemas.js';
import type { Fault } from './violation.js';

/** After this many errors the rest of a value is not checked. */
const MOST = 1000;

type Test = (value: unknown) => boolean;

/** The validator's errors, except those that depend on unknown content and those in the branches of a choice. */
export function collectFaults(schema: SchemaName, value: unknown, isUnknown: Test, hasUnknown: Test): Fault[] {
  const errors = errorsOf(schema, value);
  if (errors.length === 0) return [];
  const out: Fault[] = [];
  for (const error of errors) {
    const trail = follow(value, error.instancePath);
    if (trail.values.some(isUnknown)) continue;
    const at = trail.values.at(-1);
    if (LOOKS_INTO.has(error.keyword) && hasUnknown(at)) continue;
    if (error.keyword === 'maxItems' && known(at, isUnknown) <= Number(error.params.limit)) continue;
    const node = nodeOfError(schema, error.schemaPath);
    const key = error.params.additionalProperty ?? error.params.missingProperty;
    out.push({ schema, error, path: trail.path, value: at, node, ...(typeof key === 'string' ? { key } : {}) });
    if (out.length === MOST) break;
  }
  return out;
}

/** Keywords whose result depends on everything in a value. */
const LOOKS_INTO: ReadonlySet<string> = new Set(['anyOf', 'enum', 'const']);

/** An unknown item may turn out to be no item at all. */
function known(list: unknown, isUnknown: Test): number {
  return Array.isArray(list) ? list.filter((item) => !isUnknown(item)).length : 0;
}

/** The path of a JSON pointer, and the values along it, from the root to the end. */
function follow(value: unknown, pointer: string): { readonly path: Path; readonly values: readonly unknown[] } {
  const path: (string | number)[] = [];
  const values: unknown[] = [value];
  for (const segment of pointer.split('/').slice(1)) {
    const at = values.at(-1);
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(at) ? Number(key) : key);
    values.push(typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined);
  }
  return { path, values };
}
