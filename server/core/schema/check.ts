import validators, { type AjvError } from './generated/validators.cjs';
import type { SchemaName } from './names.js';

export type { AjvError };

/**
 * All errors of a value, as reported by ajv, which the services use. Errors inside the branches of a choice are left out, and
 * so is the `if` next to a `then`.
 */
export function errorsOf(schema: SchemaName, value: unknown): readonly AjvError[] {
  const errors = ajvErrors(schema, value);
  if (errors.length === 0) return errors;
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  return errors.filter((error) => error.keyword !== 'if' && !choices.some((choice) => isBranch(error, choice)));
}

function ajvErrors(schema: SchemaName, value: unknown): readonly AjvError[] {
  const validator = validators[schema];
  try {
    return !validator || validator(value) ? [] : (validator.errors ?? []);
  } catch {
    // ajv compares items by their `valueOf` and `toString`, and keys with these names break it (in the service, too).
    return [];
  }
}

function isBranch(error: AjvError, choice: AjvError): boolean {
  return (
    error.schemaPath.startsWith(`${choice.schemaPath}/`) &&
    `${error.instancePath}/`.startsWith(`${choice.instancePath}/`)
  );
}
