import type { DocumentModel, PoolVariant } from '../core/model/model.js';
import type { DescribedName } from '../core/schema/names.js';
import { poolSchemas, type SchemaLocation, taskSchema } from '../core/schema/schema-map.js';
import { findEntry, type MapNode, resolveAlias } from '../core/syntax/node.js';
import { mappingsByPlace } from './mappings-by-place.js';
import { payloadSchema } from './payload-schema.js';

/**
 * The mappings whose role is known wherever they are: parts of tasks, their payloads, and worker pools. Undefined: it is known
 * that no schema describes the mapping.
 */
export function knownMappings(model: DocumentModel): ReadonlyMap<MapNode, SchemaLocation | undefined> {
  const task = taskSchema(model.kind);
  return new Map<MapNode, SchemaLocation | undefined>([
    ...model.tasks.flatMap(({ shape }) => shape.parts.map((part) => [part, task] as const)),
    ...model.tasks.flatMap((variant): [MapNode, SchemaLocation | undefined][] => {
      const found = payloadSchema(variant);
      return found ? [[found.map, found.schema && { schema: found.schema, path: [] }]] : [];
    }),
    ...mappingsByPlace(model),
    ...model.pools.flatMap(poolMappings),
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
    ...known(map, variant.layout === 'fxci' ? 'fxci-pool-entry' : schemas.pool),
    ...known(config, schemas.config),
    ...known(lifecycle, schemas.lifecycle),
    ...launchConfigs.flatMap((item) => known(item?.kind === 'map' ? item : undefined, schemas.launchConfig)),
  ];
}

function known(map: MapNode | undefined, schema: DescribedName | undefined): [MapNode, SchemaLocation][] {
  return map && schema ? [[map, { schema, path: [] }]] : [];
}

function mappingUnder(map: MapNode, key: string): MapNode | undefined {
  const entry = findEntry(map, key);
  const value = entry && resolveAlias(entry.value);
  return value?.kind === 'map' ? value : undefined;
}
