import { errorsOf } from './check.js';
import type { SchemaName } from './names.js';
import type { KeywordError } from './schema-error.js';
import { nodeOfError, type Path } from './schemas.js';

/** After this many errors the rest of a value is not checked. */
const MOST = 1000;

type Test = (value: unknown) => boolean;

/** The validator's errors, except those that depend on unknown content and those in the branches of a choice. */
export function collectErrors(
  schema: SchemaName,
  value: unknown,
  isUnknown: Test,
  hasUnknown: Test,
  most = MOST,
): KeywordError[] {
  const errors = errorsOf(schema, value);
  if (errors.length === 0) return [];
  const out: KeywordError[] = [];
  for (const error of errors) {
    const { keyword, schemaPath, params } = error;
    const trail = follow(value, error.instancePath);
    if (trail.values.some(isUnknown)) continue;
    const at = trail.values.at(-1);
    if (LOOKS_INTO.has(keyword) && hasUnknown(at)) continue;
    if (keyword === 'maxItems' && known(at, isUnknown) <= Number(params.limit)) continue;
    const node = nodeOfError(schema, schemaPath);
    const key = params.additionalProperty ?? params.missingProperty ?? params.propertyName;
    const found = { schema, keyword, schemaPath, params, path: trail.path, value: at, node };
    out.push(typeof key === 'string' ? { ...found, key } : found);
    if (out.length === most) break;
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
