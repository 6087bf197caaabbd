import { type Schema, validate } from 'jsonschema';
import { isMapping } from '../../base/mapping.js';

/**
 * What is wrong with the payload of a hook that is fired through the API: the service checks it against `triggerSchema` with ajv,
 * and fills in no defaults (triggerHookCommon in services/hooks/src/v1.js). This interpreter needs no `eval`.
 */
export function payloadErrors(triggerSchema: unknown, payload: unknown): string[] {
  if (!isMapping(payload)) return ['The payload must be an object.'];
  if (!isMapping(triggerSchema)) return [];
  try {
    return validate(payload, triggerSchema as Schema).errors.map(
      ({ property, message }) =>
        `The payload does not match triggerSchema: ${property.replace(/^instance/, 'payload')} ${worded(message)}.`,
    );
  } catch {
    return ['The payload cannot be checked, because triggerSchema is not a JSON schema that can be applied.'];
  }
}

function worded(message: string): string {
  return message.replace('is not of a type(s) ', 'is not of the type ');
}
