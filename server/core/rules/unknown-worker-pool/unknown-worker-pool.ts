import { didYouMeanAny } from '../../base/did-you-mean.js';
import { quote } from '../../base/quote.js';
import type { TextKind } from '../../base/text.js';
import type { Knowledge } from '../../deployment/knowledge.js';
import type { QueueReference } from '../../references/queue-reference.js';
import type { LiveFinding, LiveRule } from '../live-rule.js';
import {
  deploymentName,
  listWords,
  MOST_OFFERED,
  placeOf,
  poolWords,
  poolWordsIn,
  surePools,
} from '../live-support.js';
import { changesTo } from '../other-pools.js';

export const unknownWorkerPool: LiveRule = {
  id: 'unknown-worker-pool',
  summary: 'A task for a worker pool that the deployment does not have.',
  severity: 'warning',
  *check(reference, knowledge) {
    const ids = surePools(reference);
    // If it can name several pools, each may belong to another branch or level, so one that exists is enough.
    if (ids.length === 0 || ids.some((id) => knowledge.pool(id).state !== 'absent')) return;
    if (ids.some((id) => isWorkedOff(id, knowledge))) return;
    const defined = ids.flatMap((id) => knowledge.definitions.get(id) ?? []);
    if (defined.length > 0) {
      const message = `${deploymentName(knowledge)} does not have the ${poolWordsIn(defined, knowledge)} yet.`;
      yield { ...placeOf(reference), message, severity: 'info' };
      return;
    }
    yield { ...placeOf(reference), ...verdict(reference, ids, knowledge) };
  },
};

/** Workers with their own credentials need no pool. Claimed tasks show that there are such workers. */
function isWorkedOff(id: string, knowledge: Knowledge): boolean {
  const counts = knowledge.queue(id);
  return counts.state === 'known' && (counts.value.claimed ?? 0) > 0;
}

function verdict<In extends TextKind>(
  reference: QueueReference<In>,
  ids: readonly string[],
  knowledge: Knowledge,
): Pick<LiveFinding<In>, 'message' | 'severity' | 'fixes'> {
  const listed = knowledge.poolIds();
  const existing = listed.state === 'known' ? listed.value : [];
  const says = `${deploymentName(knowledge)} has no ${poolWords(ids)}.`;
  const near = [...new Set(ids.flatMap((id) => nearTo(id, existing)))].slice(0, MOST_OFFERED);
  const stranger = existing.length > 0 && near.length === 0 ? strangerAmong(ids, existing) : undefined;
  if (stranger !== undefined) {
    const message = `${says} None of its pools has the provisionerId ${quote(stranger)}, so only workers set up outside worker-manager can take such a task.`;
    return { message, severity: 'info', fixes: [] };
  }
  const where = ids.length > 1 ? 'one of them' : 'it';
  const waits = `A task for ${where} waits until its deadline, unless workers set up outside worker-manager take it.`;
  const message = near.length > 0 ? `${says} Did you mean ${listWords(near, 'or')}?` : `${says} ${waits}`;
  return { message, fixes: changesTo(near, reference) };
}

/** The provisionerId that all ids share and no pool has. It may belong to workers that worker-manager does not know. */
function strangerAmong(ids: readonly string[], existing: readonly string[]): string | undefined {
  const provisioners = new Set(ids.map((id) => id.slice(0, id.indexOf('/'))));
  const known = [...provisioners].some((provisioner) => existing.some((id) => id.startsWith(`${provisioner}/`)));
  return known ? undefined : [...provisioners][0];
}

/** About one keystroke per four letters may be wrong. */
function nearTo(id: string, existing: readonly string[]): string[] {
  return didYouMeanAny(id, existing, MOST_OFFERED, Math.max(2, Math.floor(id.length / 4)));
}
