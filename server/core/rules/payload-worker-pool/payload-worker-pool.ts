import { durationWords } from '../../base/duration.js';
import type { TextKind } from '../../base/text.js';
import type { Knowledge } from '../../deployment/knowledge.js';
import type { PayloadSummary, TaskPayload } from '../../model/task-payload.js';
import type { QueueReference } from '../../references/queue-reference.js';
import { PAYLOAD_NAMES } from '../../services/worker/worker-format.js';
import type { LiveFinding, LiveRule } from '../live-rule.js';
import { placeOf, poolWordsIn } from '../live-support.js';
import { changesTo, otherPoolsWords, poolsThatTake } from '../other-pools.js';
import { type KnownPool, knownPools, type PoolRejection, rejectionsOf } from '../pool-rejection.js';

export const payloadWorkerPool: LiveRule = {
  id: 'payload-worker-pool',
  summary: 'A payload that the workers of its worker pool reject.',
  severity: 'warning',
  *check(reference, knowledge) {
    if (!reference.payloads) return;
    const pools = knownPools(reference, knowledge);
    if (pools.length === 0) return;
    for (const payload of reference.payloads) yield* findingsFor(payload, pools, reference, knowledge);
  },
};

function* findingsFor<In extends TextKind>(
  { summary, places }: TaskPayload<In>,
  pools: readonly KnownPool[],
  reference: QueueReference<In>,
  knowledge: Knowledge,
): Iterable<LiveFinding<In>> {
  const [first = [], ...others] = pools.map(({ worker }) => rejectionsOf(worker, summary));
  for (const rejection of first) {
    const same = [rejection, ...others.flatMap((list) => list.filter((other) => isSame(other, rejection)).slice(0, 1))];
    if (same.length < pools.length) continue;
    const ids = pools.map(({ workerPoolId }) => workerPoolId);
    const otherPools = poolsThatTake(summary, ids, knowledge);
    const message = `${describe(same, summary, pools, knowledge)}${otherPoolsWords(otherPools)}`;
    const fixes = changesTo(otherPools, reference);
    const { format, maxRunTime = format, asks } = places();
    if (rejection.why === 'too-long') yield { span: maxRunTime, message, fixes };
    else if ('feature' in rejection)
      yield { span: asks[summary.asks.indexOf(rejection.feature)] ?? format, message, fixes };
    else {
      const related = [{ span: format, message: FORMATS[summary.format] }];
      yield { ...placeOf(reference), message, related, fixes, ...(rejection.why === 'perhaps-not-taken' && UNSURE) };
    }
  }
}

const UNSURE = { severity: 'info' } as const;

const FORMATS: Readonly<Record<PayloadSummary['format'], string>> = {
  docker: 'The key "image" makes this a docker-worker payload.',
  posix: 'A command of lists is for Linux or macOS.',
  windows: 'A command of strings is for Windows.',
};

/** Whether two pools reject a payload for the same reason. Their limits may differ. */
function isSame(a: PoolRejection, b: PoolRejection): boolean {
  return a.why === b.why && ('feature' in a ? a.feature : '') === ('feature' in b ? b.feature : '');
}

/** Why the pools reject the payload. Lists of findings cut messages short, so the names of the pools come later. */
function describe(
  rejections: readonly PoolRejection[],
  summary: PayloadSummary,
  pools: readonly KnownPool[],
  knowledge: Knowledge,
): string {
  const [rejection] = rejections;
  const one = pools.length === 1;
  const [does, their] = one ? ['does', 'its'] : ['do', 'their'];
  const names = poolWordsIn(pools, knowledge);
  switch (rejection?.why) {
    case 'too-long': {
      const limit = Math.max(...rejections.map((each) => (each.why === 'too-long' ? each.limit : 0)));
      return `A maxRunTime of ${summary.maxRunTime} is too long: the ${names} ${one ? 'allows' : 'allow'} at most ${limit} (${durationWords(limit)}).`;
    }
    case 'not-enabled':
      return `${rejection.feature} is off in the ${names}, so ${their} workers reject this task.`;
    case 'shared':
      return `${rejection.feature} is for workers that run one task at a time, but those of the ${names} run ${rejection.capacity}.`;
    case 'perhaps-not-taken':
      return `A docker-worker payload needs D2G, and the ${names} ${does} not say in ${their} definition that it is enabled.`;
    default:
      return notTaken(summary, pools, `the ${names}`);
  }
}

function notTaken({ format }: PayloadSummary, pools: readonly KnownPool[], names: string): string {
  const one = pools.length === 1;
  const isOn = (platform: 'posix' | 'windows'): boolean => pools.every(({ worker }) => worker.platform === platform);
  // Each may reject it for a reason of its own.
  const mixed = `The workers of ${names} do not take a ${PAYLOAD_NAMES[format]}.`;
  if (format === 'docker') {
    const cannot = 'A docker-worker payload cannot run here:';
    if (isOn('windows')) return `${cannot} the workers of ${names} run Windows.`;
    const isOff = pools.every(({ worker }) => worker.enableD2G === false);
    return isOff ? `${cannot} enableD2G is false in ${names}.` : mixed;
  }
  if (pools.every(({ worker }) => worker.disableNativePayloads === true))
    return `Only docker-worker payloads, with the key "image", can run here: ${names} ${one ? 'disables' : 'disable'} all others.`;
  if (!isOn(format === 'posix' ? 'windows' : 'posix')) return mixed;
  // D2G only exists for Linux.
  const posix = pools.every(({ worker }) => worker.d2gConfig) ? 'Linux' : 'Linux or macOS';
  const [runs, isFor] = isOn('windows') ? ['Windows', 'Linux or macOS'] : [posix, 'Windows'];
  return `The command is for ${isFor}, but the workers of ${names} run ${runs}.`;
}
