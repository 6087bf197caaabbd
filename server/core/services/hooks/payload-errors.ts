import { type Schema, Validator } from '@cfworker/json-schema';
import { isMapping } from '../../base/mapping.js';

/**
 * What is wrong with the payload of a hook that is fired through the API: the service checks it against `triggerSchema` with ajv,
 * and fills in no defaults (triggerHookCommon in services/hooks/src/v1.js). This interpreter needs no `eval`.
 */
export function payloadErrors(triggerSchema: unknown, payload: unknown): string[] {
  if (!isMapping(payload)) return ['The payload must be an object.'];
  if (!isMapping(triggerSchema)) return [];
  try {
    const { errors } = new Validator(triggerSchema as Schema, '7', false).validate(payload);
    // That a part does not match follows from what does not match in it.
    const inner = errors.filter(({ keyword }) => !SUMMARIES.has(keyword));
    return (inner.length > 0 ? inner : errors).map(
      ({ instanceLocation, error }) => `The payload does not match triggerSchema at ${instanceLocation}: ${error}`,
    );
  } catch {
    return ['The payload cannot be checked, because triggerSchema is not a JSON schema that can be applied.'];
  }
}

const SUMMARIES: ReadonlySet<string> = new Set(['properties', 'items', 'allOf', '$ref', 'if', 'then', 'else']);
