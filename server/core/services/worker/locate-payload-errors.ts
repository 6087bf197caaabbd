import { beginning, keySpan, type Located, locate, valueSpan } from '../../jsone/located-value.js';
import type { SyntaxTree } from '../../syntax/node.js';
import { locateSchemaErrors } from '../locate-schema-errors.js';
import type { ServiceError } from '../service-error.js';
import type { Judgement } from './judge-payload.js';
import type { PayloadError } from './payload-error.js';
import { payloadFixes } from './payload-fixes.js';
import { PAYLOAD_NAMES } from './worker-format.js';

/** What the worker rejects in a task, at its place in the source. */
export function locatePayloadErrors(tree: SyntaxTree, located: Located, judged: Judgement): ServiceError[] {
  const own = located.value;
  const task = (typeof own === 'object' && own !== null && located.sources.get(own)) || [];
  const errors = locateSchemaErrors(tree, located, judged.schemaErrors, () => 'payload');
  return [
    ...errors.map((error) => ({ ...named(error, judged, true), task })),
    ...judged.others.map((error) => ({ ...named(locateError(tree, located, error), judged, false), task })),
  ];
}

/** The error with the format in its message, if that is the schema it violates. An uncertain format makes it a warning. */
function named(error: ServiceError, { format, isCertain }: Judgement, isOfSchema: boolean): ServiceError {
  if (!format || format === 'built-in') return error;
  const { message } = error;
  const isNamed = !isOfSchema || /docker-worker|generic-worker/.test(message);
  const words = [...(isNamed ? [] : [PAYLOAD_NAMES[format]]), ...(isCertain ? [] : ['judging by "command" alone'])];
  return {
    ...error,
    ...(words.length > 0 && { message: `${message} (${words.join(', ')})` }),
    ...(!isCertain && { severity: error.severity ?? 'warning' }),
  };
}

function locateError(tree: SyntaxTree, located: Located, error: PayloadError): ServiceError {
  const { path, message, severity, isOfTask } = error;
  const place = locate(located, path);
  const key = path.at(-1);
  const stray = isOfTask && typeof key === 'string' ? keySpan(locate(located, path.slice(0, -1)).maps, key) : undefined;
  const span = stray ?? (place.exact || place.entry ? valueSpan(tree.text, place) : beginning(tree.text, place.node));
  return { rule: 'payload', message, span, fixes: payloadFixes(tree, located, error), ...(severity && { severity }) };
}
