import { fullFormats } from 'ajv-formats/dist/formats.js';

/** Whether a text is of a format that JSON schema names, as the services' validator sees it. */
export function isOfFormat(text: string, format: string): boolean {
  const known: Readonly<Record<string, unknown>> = fullFormats;
  const definition = known[format];
  const test = isDefinition(definition) ? definition.validate : definition;
  if (test instanceof RegExp) return test.test(text);
  return typeof test !== 'function' || Boolean(test(text));
}

function isDefinition(value: unknown): value is { readonly validate: unknown } {
  return typeof value === 'object' && value !== null && 'validate' in value;
}
