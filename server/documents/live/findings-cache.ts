import type { Finding } from '../../core/base/finding.js';
import type { Config } from '../../core/config/config.js';
import type { Knowledge } from '../../core/deployment/knowledge.js';
import type { SegmentResult } from '../../core/incremental/segment-result.js';
import type { QueueReference } from '../../core/references/queue-reference.js';
import { runLiveRules } from '../../core/rules/run.js';
import { type FurtherFindings, NOTHING_FURTHER } from '../further-findings.js';

/** What the deployment's knowledge says of segments, kept until something else is known of the pools they name. */
export interface LiveFindings {
  of(config: Config): FurtherFindings;
  /** Something else is known of these pools, or (undefined) of all. */
  forget(workerPoolIds: ReadonlySet<string> | undefined): void;
}

interface CacheEntry {
  readonly config: Config;
  readonly findings: readonly Finding<'segment'>[];
  /** The change up to which they are known to stand. */
  change: number;
}

/** Makes an empty cache of live findings. */
export function createLiveFindings(knowledge: () => Knowledge): LiveFindings {
  let cache = new WeakMap<SegmentResult, CacheEntry>();
  let change = 0;
  /** The last change of each pool. Segments that no open document shows now may come back, as by "undo". */
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
      if (known.rootUrl === undefined) return NOTHING_FURTHER;
      return (result) => {
        const before = cache.get(result);
        if (before?.config === config && stands(before, result)) return before.findings;
        const findings = runLiveRules(result.references, known, config);
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

/** Whether one of the references may name one of the pools; of all (undefined) any does. */
export function concerns(
  references: readonly QueueReference<'segment'>[],
  ids: ReadonlySet<string> | undefined,
): boolean {
  if (!ids) return references.length > 0;
  // That something else is known of no pool says that it is of providers.
  if (ids.size === 0) return references.some(({ how }) => how === 'providerId');
  return references.some(({ pools }) =>
    pools.kind === 'exact' ? pools.ids.some((id) => ids.has(id)) : [...ids].some((id) => pools.pattern.test(id)),
  );
}
