import { isMapping } from '../../base/mapping.js';
import { OPERATORS } from '../../jsone/operators.js';
import { type SchemaError, validate } from '../../schema/validate.js';
import { describe } from '../../schema/words.js';

const KEY = 'triggerSchema';

/** The names under which ajv knows its own draft 7. */
const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';
const KNOWN: ReadonlySet<string> = new Set([DRAFT_7, 'http://json-schema.org/schema#']);

/**
 * Mistakes for which the hooks service rejects a hook's `triggerSchema`, which must be a JSON schema: createHook and updateHook
 * (services/hooks/src/v1.js) pass it to ajv's `validateSchema`, which checks it against the schema of draft 7 without its
 * formats. So it accepts a `pattern` that is not a regular expression. Values computed by a template are not checked.
 */
export function triggerSchemaErrors(hook: unknown): SchemaError[] {
  const schema = isMapping(hook) ? hook[KEY] : undefined;
  if (!isMapping(schema)) return [];
  const dialect = unknownDialect(schema.$schema);
  const schemaErrors = dialect ? [dialect] : validate('json-schema', schema, isComputed);
  return schemaErrors.map((schemaError) => ({ ...schemaError, path: [KEY, ...schemaError.path] }));
}

/** ajv looks up the schema named by `$schema`, and fails if it does not know it. */
function unknownDialect(name: unknown): SchemaError | undefined {
  if (name === undefined || name === '' || isComputed(name)) return undefined;
  // A place within a known schema is also found.
  const [address, fragment = ''] = String(name).split('#');
  if (KNOWN.has(`${address}#`) && /^(?:\/|$)/.test(fragment)) return undefined;
  const message = `$schema is ${describe(name)}, which the hooks service does not know. Write "${DRAFT_7}", or leave it out.`;
  const repairs = [{ kind: 'replace-value', value: DRAFT_7 }] as const;
  return { path: ['$schema'], keyword: 'const', message, subject: '$schema', repairs };
}

function isComputed(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('${');
  return isMapping(value) && OPERATORS.some((operator) => Object.hasOwn(value, operator));
}
