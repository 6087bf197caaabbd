import { durationWords } from '../../base/duration.js';
import type { TextKind } from '../../base/text.js';
import type { Sunset } from '../../config/config.js';
import type { Knowledge, Pool } from '../../deployment/knowledge.js';
import {
  canReregister,
  DEFAULT_REREGISTRATION_TIMEOUT,
  isStatic,
  SHORTEST_REREGISTRATION_TIMEOUT,
} from '../../deployment/lifecycle.js';
import type { QueueReference } from '../../references/queue-reference.js';
import type { LiveFinding, LiveRule } from '../live-rule.js';
import { deploymentName, placeOf, poolsThat, poolWords } from '../live-support.js';

export const liveReregistration: LiveRule = {
  id: 'reregistration',
  summary: 'A task for a worker pool that does not configure re-registration, or not in a way that works.',
  severity: 'warning',
  *check(reference, knowledge, sunset) {
    yield* defeated(reference, knowledge);
    yield* unconfigured(reference, knowledge, sunset);
  },
};

/** Values with which workers cannot register, or can hardly renew their credentials in time. */
function* defeated<In extends TextKind>(
  reference: QueueReference<In>,
  knowledge: Knowledge,
): Iterable<LiveFinding<In>> {
  for (const pool of poolsThat(reference, knowledge, canReregister)) {
    const seconds = pool.lifecycle.reregistrationTimeout;
    if (seconds === undefined || seconds === 0 || seconds >= SHORTEST_REREGISTRATION_TIMEOUT) continue;
    const effect =
      seconds < 0
        ? 'no worker can register'
        : `workers have hardly any time to renew their credentials, which last ${durationWords(seconds)}`;
    yield {
      ...placeOf(reference),
      message: `On ${deploymentName(knowledge)} the ${poolWords([pool.workerPoolId])} has a reregistrationTimeout of ${seconds}: ${effect}. Tell the owner of the pool.`,
    };
  }
}

/** How many days before its retirement a pool deserves a warning. */
const SOON = 90;

function* unconfigured<In extends TextKind>(
  reference: QueueReference<In>,
  knowledge: Knowledge,
  sunset: Sunset | undefined,
): Iterable<LiveFinding<In>> {
  const { more, severity } = retirement(sunset);
  for (const seconds of [undefined, 0] as const) {
    const pools = poolsThat(
      reference,
      knowledge,
      (pool) => isSureToReregister(pool) && pool.lifecycle.reregistrationTimeout === seconds,
    );
    if (pools.length === 0) continue;
    const says = `On ${deploymentName(knowledge)} the ${lackWords(pools, seconds)}, so workers re-register every ${durationWords(DEFAULT_REREGISTRATION_TIMEOUT)}, the default.`;
    yield { ...placeOf(reference), message: more ? `${says} ${more}` : says, severity };
  }
}

/** While the type of the provider is unknown, it may be one whose workers do not re-register. */
function isSureToReregister(pool: Pool): boolean {
  return canReregister(pool) && (pool.providerType !== undefined || isStatic(pool));
}

function lackWords(pools: readonly Pool[], seconds: 0 | undefined): string {
  const names = poolWords(pools.map((pool) => pool.workerPoolId));
  const [does, has] = pools.length === 1 ? ['does', 'has'] : ['do', 'have'];
  return seconds === 0
    ? `${names} ${has} a reregistrationTimeout of 0, which counts as not set`
    : `${names} ${does} not set how long the credentials of workers last`;
}

/** Users of a pool cannot configure it, so without a date it is only a hint. */
function retirement(sunset: Sunset | undefined): { more?: string; severity: 'hint' | 'info' | 'warning' } {
  if (!sunset) return { severity: 'hint' };
  const { date, daysLeft } = sunset;
  if (daysLeft <= 0) return { more: `Since ${date} this deployment retires such pools.`, severity: 'warning' };
  const days = daysLeft === 1 ? 'in 1 day' : `in ${daysLeft} days`;
  const more = `From ${date} on (${days}) this deployment retires such pools.`;
  return { more, severity: daysLeft <= SOON ? 'warning' : 'info' };
}
