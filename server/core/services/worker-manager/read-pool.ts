import { isKnownMapping, type StaticTask, staticMapping } from '../../jsone/static-value.js';
import type { DocumentModel, PoolVariant } from '../../model/model.js';
import type { MapNode } from '../../syntax/node.js';

/** A worker pool as plain data. Computed values are `Unknown`. */
export interface PoolReading {
  readonly variant: PoolVariant;
  /** The body, or the entry in a custom format. */
  readonly whole: PoolData;
  /** The mapping with the capacity and the lifecycle: `config`, or the pool itself; undefined if there is none. */
  readonly config: PoolData | undefined;
}

export interface PoolData extends StaticTask {
  readonly value: Readonly<Record<string, unknown>>;
}

/** The pools of a document, as data. */
export function readPools({ pools }: DocumentModel): PoolReading[] {
  return pools.flatMap((variant) => {
    const whole = staticMapping(variant.map);
    if (!whole) return [];
    const config = variant.config === variant.map ? whole : inside(whole, 'config', variant.config);
    return [{ variant: variant, whole, config }];
  });
}

/** The mapping at a key of `data`; undefined if the value is not a mapping or is unknown. */
export function inside(data: PoolData, key: string, place: MapNode | undefined): PoolData | undefined {
  const value = data.value[key];
  return isKnownMapping(value) && place ? { ...data, value, place } : undefined;
}
