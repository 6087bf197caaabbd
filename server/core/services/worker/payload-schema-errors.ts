import { valueAt } from '../../base/mapping.js';
import { isUnknown, Unknown } from '../../jsone/static-value.js';
import { type SchemaError, validate } from '../../schema/validate.js';
import { withIndentation } from './indentation.js';
import type { Known } from './known.js';
import { PAYLOAD_SCHEMAS, type SchemaFormat } from './worker-format.js';

/** Violations of the schema of a payload, with paths in the payload. What is computed or unknown causes none. */
export function payloadSchemaErrors(
  format: SchemaFormat,
  payload: Readonly<Record<string, unknown>>,
  { isOpen, nullIsMapping }: Pick<Known, 'isOpen' | 'nullIsMapping'>,
): readonly SchemaError[] {
  const isNotJudged = (value: unknown): boolean => isUnsure(value) || (nullIsMapping && value === null);
  const errors = validate(PAYLOAD_SCHEMAS[format], payload, isNotJudged).filter((error) => {
    const at = valueAt(payload, error.path);
    if (DEPENDS_ON_KEYS.has(error.keyword)) return !(typeof at === 'object' && at !== null && isOpen(at));
    // A key whose value is computed may be left out.
    return !(error.keyword === 'additionalProperties' && isComputed(valueAt(at, [error.key ?? ''])));
  });
  return format === 'docker' ? withIndentation(errors, payload) : errors;
}

const DEPENDS_ON_KEYS: ReadonlySet<string> = new Set(['required', 'anyOf']);

/** A date without quotes is sent as a string, which is not the same in every service. */
function isUnsure(value: unknown): boolean {
  return isUnknown(value) || value instanceof Date;
}

/** Whether nothing is known of a value. */
export function isComputed(value: unknown): boolean {
  return value instanceof Unknown && value.parts.length === 0;
}
