import type {
  Capacity,
  Known,
  LaunchConfig,
  Pool,
  PoolDefinition,
  PoolError,
  QueueCounts,
  Workers,
} from '../../core/deployment/knowledge.js';
import { NULL_PROVIDER } from '../../core/deployment/lifecycle.js';
import { emptySlot, type Slot, unknown } from './cache-entry.js';

/** The questions about all pools together. */
export interface Lists {
  readonly pools: Slot<PoolList>;
  readonly stats: Slot<ReadonlyMap<string, Capacity>>;
  readonly providers: Slot<ReadonlyMap<string, string>>;
}

export interface PoolList {
  /** Sorted. */
  readonly ids: readonly string[];
  readonly byId: ReadonlyMap<string, PoolDefinition>;
  /** In the same order as `ids`. */
  readonly all: readonly PoolDefinition[];
}

/** The questions about one pool. */
export interface Entry {
  readonly single: Slot<PoolDefinition>;
  readonly queue: Slot<QueueCounts>;
  readonly errors: Slot<readonly PoolError[]>;
  readonly launchConfigs: Slot<readonly LaunchConfig[]>;
  readonly workers: Slot<Workers>;
  /** What was last reported about it, to detect whether an answer changed anything. */
  shown: string;
}

/** The ids of the providers, sorted; undefined if they are not known. */
export function providersOf({ providers: { answer } }: Lists): readonly string[] | undefined {
  return answer?.state === 'known' ? [...answer.value.keys()].sort() : undefined;
}

export function emptyLists(): Lists {
  return { pools: emptySlot(), stats: emptySlot(), providers: emptySlot() };
}

export function emptyEntry(): Entry {
  return {
    single: emptySlot(),
    queue: emptySlot(),
    errors: emptySlot(),
    launchConfigs: emptySlot(),
    workers: emptySlot(),
    shown: '',
  };
}

/** The list of an answer, without duplicates. */
export function toPoolList(definitions: readonly PoolDefinition[]): PoolList {
  const byId = new Map(definitions.map((definition) => [definition.workerPoolId, definition]));
  const ids = [...byId.keys()].sort();
  return { ids, byId, all: ids.flatMap((id) => byId.get(id) ?? []) };
}

/**
 * A pool, from whichever is newer: the list or the question about it alone. Missing from the list means nothing; only the
 * service's 404 makes it absent. Its capacity also comes from the newer of the two.
 */
export function poolOf(id: string, { single }: Entry, { pools, stats, providers }: Lists): Known<Pool> {
  const listed = listedDefinition(id, pools);
  const own = single.answer;
  const best = listed && (!own || listed.at > own.at) ? listed : own;
  if (!best) {
    // A list that cannot be had leaves the question for the pool alone, which may still be under way.
    const fault = single.fault ?? (single.flight ? undefined : pools.fault);
    return unknown(fault);
  }
  if (best.state === 'absent') return best;
  const capacity = capacityOf(id, own, stats);
  const types = providers.answer?.state === 'known' ? providers.answer.value : undefined;
  return {
    state: 'known',
    value: {
      ...best.value,
      providerType: providerTypeOf(best.value, types),
      capacity: capacity?.value,
    },
    at: capacity?.at ?? best.at,
  };
}

/**
 * The type of a pool's provider, as far as it is known. The provider of pools that are being deleted is in no list.
 * @param types by providerId; undefined where they cannot be listed
 */
export function providerTypeOf(
  { providerId }: Pick<Pool, 'providerId'>,
  types: ReadonlyMap<string, string> | undefined,
): string | undefined {
  return providerId === NULL_PROVIDER ? 'null' : types?.get(providerId);
}

interface At<T> {
  readonly state: 'known';
  readonly value: T;
  readonly at: number;
}

export function listedDefinition(id: string, { answer }: Lists['pools']): At<PoolDefinition> | undefined {
  const value = answer?.state === 'known' ? answer.value.byId.get(id) : undefined;
  return answer && value && { state: 'known', value, at: answer.at };
}

function capacityOf(
  id: string,
  own: Slot<PoolDefinition>['answer'],
  { answer }: Lists['stats'],
): { readonly value: Capacity; readonly at: number } | undefined {
  // Pools without workers may be left out.
  const counted = answer?.state === 'known' ? (answer.value.get(id) ?? NO_WORKERS) : undefined;
  const single = own?.state === 'known' ? own.value.capacity : undefined;
  if (own && single && !(answer && counted && answer.at > own.at)) return { value: single, at: own.at };
  return answer && counted && { value: counted, at: answer.at };
}

const NO_WORKERS: Capacity = { requested: 0, running: 0, stopping: 0 };
