import type { Finding } from '../../core/base/finding.js';
import type { Config } from '../../core/config/config.js';
import type { Knowledge } from '../../core/deployment/knowledge.js';
import type { SegmentResult } from '../../core/incremental/segment-result.js';
import type { QueueReference } from '../../core/references/queue-reference.js';
import { runLiveRules } from '../../core/rules/run.js';
import { suppress } from '../../core/suppressions/suppress.js';
import { type FurtherFindings, NOTHING_FURTHER } from '../further-findings.js';

/** The live findings of segments, cached until the knowledge about the pools they name changes. */
export interface LiveFindings {
  of(config: Config): FurtherFindings;
  /** What is known about these pools, or (undefined) about all, has changed. */
  forget(workerPoolIds: ReadonlySet<string> | undefined): void;
}

interface CacheEntry {
  readonly config: Config;
  readonly findings: readonly Finding<'segment'>[];
  /** The last change for which they are known to be valid. */
  change: number;
}

/** Creates an empty cache of live findings. */
export function createLiveFindings(knowledge: () => Knowledge): LiveFindings {
  let cache = new WeakMap<SegmentResult, CacheEntry>();
  let change = 0;
  /** The last change of each pool. Segments that are in no open document now may come back, e.g. by "undo". */
  const changes = new Map<string, number>();

  const stands = (before: CacheEntry, { references }: SegmentResult): boolean => {
    if (before.change === change) return true;
    const changed = (id: string): boolean => (changes.get(id) ?? 0) > before.change;
    const mayDiffer = ({ how, pools }: QueueReference<'segment'>): boolean =>
      how === 'providerId' || pools.kind === 'pattern' || pools.ids.some(changed);
    if (references.some(mayDiffer)) return false;
    before.change = change;
    return true;
  };

  return {
    of(config) {
      const known = knowledge();
      if (known.rootUrl === undefined && known.definitions.size === 0) return NOTHING_FURTHER;
      return (result) => {
        const before = cache.get(result);
        if (before?.config === config && stands(before, result)) return before.findings;
        const all = runLiveRules(result.references, known, config);
        const { findings } = suppress(all, result.silenced?.by ?? []);
        cache.set(result, { config, findings, change });
        return findings;
      };
    },
    forget(ids) {
      change++;
      if (ids) for (const id of ids) changes.set(id, change);
      else {
        cache = new WeakMap();
        changes.clear();
      }
    },
  };
}

/** Whether one of the references may name one of the pools; with undefined (all pools), any reference does. */
export function concerns(
  references: readonly QueueReference<'segment'>[],
  ids: ReadonlySet<string> | undefined,
): boolean {
  if (!ids) return references.length > 0;
  // An empty list of changed pools means that the providers have changed.
  if (ids.size === 0) return references.some(({ how }) => how === 'providerId');
  return references.some(({ pools }) =>
    pools.kind === 'exact' ? pools.ids.some((id) => ids.has(id)) : [...ids].some((id) => pools.pattern.test(id)),
  );
}
