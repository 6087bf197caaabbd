import type { Sunset } from '../../config.js';
import type { Knowledge, Pool } from '../../live/knowledge.js';
import {
  canReregister,
  DEFAULT_REREGISTRATION_TIMEOUT,
  isReregistrationConfigured,
  SHORTEST_REREGISTRATION_TIMEOUT,
} from '../../live/lifecycle.js';
import type { QueueReference } from '../../live/reference.js';
import { deploymentName, placeOf, poolsThat, poolWords } from '../../live/verdict.js';
import { durationWords } from '../../live/words.js';
import type { LiveFinding, LiveRule } from '../live.js';

export const liveReregistration: LiveRule = {
  id: 'reregistration',
  summary: 'A task for a worker pool that does not say how its workers re-register, or in a way that does not work.',
  severity: 'warning',
  *check(reference, knowledge, sunset) {
    yield* defeated(reference, knowledge);
    yield* unconfigured(reference, knowledge, sunset);
  },
};

/** Values with which workers cannot register, or hardly renew their credentials in time. */
function* defeated(reference: QueueReference, knowledge: Knowledge): Iterable<LiveFinding> {
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

/** From how many days before the date on a pool that will be retired is worth a warning. */
const SOON = 90;

function* unconfigured(
  reference: QueueReference,
  knowledge: Knowledge,
  sunset: Sunset | undefined,
): Iterable<LiveFinding> {
  const pools = poolsThat(reference, knowledge, isUnconfigured);
  if (pools.length === 0) return;
  const names = poolWords(pools.map((pool) => pool.workerPoolId));
  const does = pools.length === 1 ? 'does' : 'do';
  const says = `On ${deploymentName(knowledge)} the ${names} ${does} not say how long the credentials of workers last, so they re-register every ${durationWords(DEFAULT_REREGISTRATION_TIMEOUT)}, the default.`;
  const { more, severity } = retirement(sunset);
  yield { ...placeOf(reference), message: more ? `${says} ${more}` : says, severity };
}

function isUnconfigured(pool: Pool): boolean {
  const { reregistrationTimeout: seconds } = pool.lifecycle;
  return canReregister(pool) && !isReregistrationConfigured(pool.lifecycle) && (seconds === undefined || seconds === 0);
}

/** Who sends tasks to a pool cannot configure it: without a date it is only a hint. */
function retirement(sunset: Sunset | undefined): { more?: string; severity: 'hint' | 'info' | 'warning' } {
  if (!sunset) return { severity: 'hint' };
  const { date, daysLeft } = sunset;
  if (daysLeft <= 0)
    return { more: `Since ${date} this deployment retires pools that do not say it.`, severity: 'warning' };
  const days = daysLeft === 1 ? 'in 1 day' : `in ${daysLeft} days`;
  const more = `From ${date} on (${days}) this deployment retires pools that do not say it.`;
  return { more, severity: daysLeft <= SOON ? 'warning' : 'info' };
}
