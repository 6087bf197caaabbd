import { toData } from '../core/jsone/to-data.js';
import { type DocumentModel, identifiersOf, type PoolVariant, type TaskVariant } from '../core/model/model.js';
import type { SchemaName } from '../core/schema/names.js';
import { poolSchemas, type SchemaLocation, taskSchema } from '../core/schema/schema-map.js';
import { PAYLOAD_SCHEMAS, workerFormat } from '../core/services/worker/worker-format.js';
import { findEntry, keyText, type MapNode, resolveAlias } from '../core/syntax/node.js';

/** The mappings whose role is known wherever they are: parts of tasks, their payloads, and worker pools. */
export function knownMappings({ kind, tasks, pools }: DocumentModel): ReadonlyMap<MapNode, SchemaLocation> {
  const task = taskSchema(kind);
  return new Map([
    ...tasks.flatMap(({ shape }) => shape.parts.map((part) => [part, task] as const)),
    ...tasks.flatMap(payloadMappings),
    ...pools.flatMap(poolMappings),
  ]);
}

/** The payload of a task, if its format is known. */
function payloadMappings(variant: TaskVariant): [MapNode, SchemaLocation][] {
  const entry = variant.shape.fields.get('payload')?.entry;
  const map = entry && resolveAlias(entry.value);
  if (map?.kind !== 'map') return [];
  const queue = Object.entries(identifiersOf(variant)).map(([name, field]) => [name, toData(field.entry.value)]);
  // The format only depends on which keys there are, and on the command.
  const payload = map.entries.map((one) => [keyText(one), keyText(one) === 'command' ? toData(one.value) : true]);
  const task = { ...Object.fromEntries(queue), payload: Object.fromEntries(payload) };
  const format = workerFormat(task, () => false);
  return format && format !== 'built-in' ? known(map, PAYLOAD_SCHEMAS[format]) : [];
}

function poolMappings(variant: PoolVariant): [MapNode, SchemaLocation][] {
  const { map, config, lifecycleOwner } = variant;
  const schemas = poolSchemas(variant);
  const lifecycle = lifecycleOwner && mappingUnder(lifecycleOwner, 'lifecycle');
  const list = config && findEntry(config, 'launchConfigs');
  const items = list && resolveAlias(list.value);
  const launchConfigs = items?.kind === 'seq' ? items.items.map(resolveAlias) : [];
  return [
    ...known(map, schemas.pool),
    ...known(config, schemas.config),
    ...known(lifecycle, schemas.lifecycle),
    ...launchConfigs.flatMap((item) => known(item?.kind === 'map' ? item : undefined, schemas.launchConfig)),
  ];
}

function known(map: MapNode | undefined, schema: SchemaName | undefined): [MapNode, SchemaLocation][] {
  return map && schema ? [[map, { schema, path: [] }]] : [];
}

function mappingUnder(map: MapNode, key: string): MapNode | undefined {
  const entry = findEntry(map, key);
  const value = entry && resolveAlias(entry.value);
  return value?.kind === 'map' ? value : undefined;
}
