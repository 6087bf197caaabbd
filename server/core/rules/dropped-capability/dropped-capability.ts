import { ALLOWED_BY, type Grant } from '../../services/worker/d2g/allowed.js';
import type { LiveRule } from '../live-rule.js';
import { poolWordsIn } from '../live-support.js';
import { changesTo, otherPoolsWords, poolsThatTake } from '../other-pools.js';
import { droppedFrom, knownPools, rejectionsOf } from '../pool-rejection.js';

export const droppedCapability: LiveRule = {
  id: 'dropped-capability',
  summary:
    'Something in a docker-worker payload that the worker pool does not allow, so that the task runs without it.',
  severity: 'info',
  *check(reference, knowledge) {
    if (!reference.payloads) return;
    const pools = knownPools(reference, knowledge);
    const ids = pools.map(({ workerPoolId }) => workerPoolId);
    for (const { summary, places } of reference.payloads) {
      const [first = [], ...others] = pools.map(({ worker }) => droppedFrom(worker, summary));
      const dropped = first.filter((name) => others.every((names) => names.includes(name)));
      // A task that is rejected does not run without it either.
      if (dropped.length === 0 || pools.some(({ worker }) => rejectionsOf(worker, summary).length > 0)) continue;
      const otherPools = poolsThatTake(summary, ids, knowledge);
      for (const name of dropped) {
        const span = places().asks[summary.asks.indexOf(name)] ?? places().format;
        const does = ids.length === 1 ? 'does' : 'do';
        const key = ALLOWED_BY[name as Grant];
        const says = `The task runs without ${name}, and no log says so: the ${poolWordsIn(pools, knowledge)} ${does} not allow it (${key} is false).`;
        const message = `${says}${otherPoolsWords(otherPools, 'would allow it')}`;
        yield { span, message, fixes: changesTo(otherPools, reference) };
      }
    }
  },
};
