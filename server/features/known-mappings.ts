import type { DocumentModel, PoolVariant } from '../core/model/model.js';
import type { SchemaName } from '../core/schema/names.js';
import { poolSchemas, type SchemaLocation, taskSchema } from '../core/schema/schema-map.js';
import { findEntry, type MapNode, resolveAlias } from '../core/syntax/node.js';

/** The mappings whose role is known wherever they are: parts of tasks, and worker pools. */
export function knownMappings({ kind, tasks, pools }: DocumentModel): ReadonlyMap<MapNode, SchemaLocation> {
  const task = taskSchema(kind);
  return new Map([
    ...tasks.flatMap(({ shape }) => shape.parts.map((part) => [part, task] as const)),
    ...pools.flatMap(poolMappings),
  ]);
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
