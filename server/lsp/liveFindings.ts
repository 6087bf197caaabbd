import type { Config } from '../core/config.js';
import type { Finding } from '../core/finding.js';
import { liveFindings } from '../core/live/findings.js';
import type { Knowledge } from '../core/live/knowledge.js';
import type { QueueReference } from '../core/live/reference.js';
import type { PieceResult } from '../core/pieces/result.js';
import { type FurtherFindings, NOTHING_FURTHER } from './diagnostics.js';

/** What the deployment's knowledge says of pieces, remembered until something else is known of the pools they name. */
export interface LiveFindings {
  of(config: Config): FurtherFindings;
  /** Something else is known of these pools, or (undefined) of all. `results`: of the pieces that are open. */
  forget(workerPoolIds: ReadonlySet<string> | undefined, results: Iterable<PieceResult>): void;
}

/** Makes an empty memory of live findings. */
export function createLiveFindings(knowledge: () => Knowledge): LiveFindings {
  let remembered = new WeakMap<PieceResult, { readonly config: Config; readonly findings: readonly Finding[] }>();
  return {
    of(config) {
      const known = knowledge();
      if (known.rootUrl === undefined) return NOTHING_FURTHER;
      return (result) => {
        const before = remembered.get(result);
        if (before?.config === config) return before.findings;
        const findings = liveFindings(result.references, known, config);
        remembered.set(result, { config, findings });
        return findings;
      };
    },
    forget(ids, results) {
      if (!ids) remembered = new WeakMap();
      else
        for (const result of results)
          if (result.references.some((reference) => names(reference, ids))) remembered.delete(result);
    },
  };
}

/** Whether a reference may name one of the pools. */
function names({ pools }: QueueReference, ids: ReadonlySet<string>): boolean {
  return pools.kind === 'pattern' || pools.ids.some((id) => ids.has(id));
}
