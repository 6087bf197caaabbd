import type { DocumentModel, PoolVariant } from '../core/model/model.js';
import type { SchemaName } from '../core/schema/names.js';
import type { Path } from '../core/schema/schemas.js';
import { findEntry, type MapNode, resolveAlias } from '../core/syntax/node.js';

/** A place as a schema knows it. */
export interface SchemaLocation {
  readonly schema: SchemaName;
  readonly path: Path;
}

/** The mappings of which it is known what they are, wherever they stand: what tasks are made of, and worker pools. */
export function knownMappings({ kind, tasks, pools }: DocumentModel): ReadonlyMap<MapNode, SchemaLocation> {
  const task = taskSchemaLocation(kind);
  return new Map([
    ...tasks.flatMap(({ shape }) => shape.parts.map((part) => [part, task] as const)),
    ...pools.flatMap(poolMappings),
  ]);
}

/** What a task is in a document of that kind. */
export function taskSchemaLocation(kind: DocumentModel['kind']): SchemaLocation {
  if (kind === 'taskcluster-yml-v1' || kind === 'taskcluster-yml-v0') return { schema: kind, path: ['tasks', 0] };
  return kind === 'hook' ? { schema: 'hook', path: ['task'] } : whole('task');
}

function poolMappings({
  layout: variant,
  map,
  config,
  provider,
  lifecycleOwner,
}: PoolVariant): [MapNode, SchemaLocation][] {
  if (variant === 'community') return [[map, whole('community-pool')]];
  const found: [MapNode, SchemaLocation][] = variant === 'body' ? [[map, whole('worker-pool')]] : [];
  if (!config || provider === 'null') return found;
  const isStatic = provider === 'static';
  found.push([
    config,
    whole(variant === 'fxci' ? 'fxci-pool' : isStatic ? 'static-pool-config' : 'worker-pool-config'),
  ]);
  const lifecycle = lifecycleOwner && mappingUnder(lifecycleOwner, 'lifecycle');
  if (lifecycle) found.push([lifecycle, whole(isStatic ? 'static-lifecycle' : 'worker-lifecycle')]);
  const launch = LAUNCH_CONFIGS[provider ?? ''];
  const list = findEntry(config, 'launchConfigs');
  const items = list && resolveAlias(list.value);
  if (launch && variant !== 'fxci' && items?.kind === 'seq') {
    for (const item of items.items) {
      const one = resolveAlias(item);
      if (one?.kind === 'map') found.push([one, whole(launch)]);
    }
  }
  return found;
}

const LAUNCH_CONFIGS: Readonly<Record<string, SchemaName>> = {
  aws: 'launch-config-aws',
  azure: 'launch-config-azure',
  google: 'launch-config-google',
};

function mappingUnder(map: MapNode, key: string): MapNode | undefined {
  const entry = findEntry(map, key);
  const value = entry && resolveAlias(entry.value);
  return value?.kind === 'map' ? value : undefined;
}

function whole(schema: SchemaName): SchemaLocation {
  return { schema, path: [] };
}
