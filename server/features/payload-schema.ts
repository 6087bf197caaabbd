import { toData } from '../core/jsone/to-data.js';
import { identifiersOf, type TaskVariant } from '../core/model/model.js';
import type { SchemaName } from '../core/schema/names.js';
import { keysAt } from '../core/schema/schemas.js';
import { isForOther, PAYLOAD_SCHEMAS, queueOf, workerFormat } from '../core/services/worker/worker-format.js';
import { keyText, type MapNode, resolveAlias } from '../core/syntax/node.js';

type Format = keyof typeof PAYLOAD_SCHEMAS;

const ALL: readonly Format[] = ['docker', 'posix', 'windows'];

/**
 * The payload of a task with the schema of its format: none for a worker of another kind. Undefined if it may become one of
 * several: a payload that is being written for docker-worker has no `image` yet.
 */
export function payloadSchema(variant: TaskVariant): { map: MapNode; schema: SchemaName | undefined } | undefined {
  const entry = variant.shape.fields.get('payload')?.entry;
  const map = entry && resolveAlias(entry.value);
  if (map?.kind !== 'map') return undefined;
  const queue = Object.fromEntries(
    Object.entries(identifiersOf(variant)).map(([name, field]) => [name, toData(field.entry.value)]),
  );
  const keys = map.entries.map((one) => keyText(one) ?? '');
  // The format only depends on which keys there are, and on the command.
  const payload = map.entries.map((one, i) => [keys[i], keys[i] === 'command' ? toData(one.value) : true]);
  const tags = variant.shape.fields.get('tags');
  const task = { ...queue, payload: Object.fromEntries(payload), ...(tags && { tags: toData(tags.entry.value) }) };
  const format = workerFormat(task, () => false);
  if (format === 'built-in' || (format === undefined && isForOther(task))) return { map, schema: undefined };
  const [possible, ...others] = format === 'docker' ? [format] : formatsFor(keys, format, queueOf(queue));
  return possible && others.length === 0 ? { map, schema: PAYLOAD_SCHEMAS[possible] } : undefined;
}

/** The formats that a payload with these keys can have. `byCommand`: that of its command, if it has one. */
function formatsFor(
  keys: readonly string[],
  byCommand: Exclude<Format, 'docker'> | undefined,
  queue = '',
): readonly Format[] {
  if (byCommand === 'windows' && /win/i.test(queue)) return [byCommand];
  const commands: readonly Format[] =
    byCommand === undefined ? ALL : byCommand === 'windows' ? ['docker', byCommand] : [byCommand];
  // A key that none of them has is a mistake, or is still being written.
  const telling = keys.filter((key) => ALL.some((format) => keysOf(format).has(key)));
  const possible = commands.filter((format) => telling.every((key) => keysOf(format).has(key)));
  return possible.length === 0 && byCommand ? [byCommand] : possible;
}

function keysOf(format: Format): ReadonlySet<string> {
  return keysAt(PAYLOAD_SCHEMAS[format], []);
}
