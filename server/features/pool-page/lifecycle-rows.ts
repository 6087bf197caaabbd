import { durationWords } from '../../core/base/duration.js';
import type { Pool } from '../../core/deployment/knowledge.js';
import {
  canReregister,
  DEFAULT_QUEUE_INACTIVITY_TIMEOUT,
  DEFAULT_REREGISTRATION_TIMEOUT,
  isStatic,
} from '../../core/deployment/lifecycle.js';
import { reregistrationNotes, reregistrationWords } from '../../core/deployment/text.js';

/** A setting of a pool's `config.lifecycle`, and what worker-manager does with it. */
export interface LifecycleRow {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

/** How long the workers of a pool live. `notes`: further sentences. */
export interface LifecycleWords {
  readonly rows: readonly LifecycleRow[];
  readonly notes: readonly string[];
}

/** What worker-manager does with the lifecycle of a pool (`interpretLifecycle` and `isZombie` in its `provider.js`). */
export function lifecycleWords(pool: Pool): LifecycleWords {
  if (!canReregister(pool)) return { rows: [], notes: ['worker-manager does not use the lifecycle of this pool.'] };
  if (isStatic(pool)) return { rows: [reregistration(pool, STATIC)], notes: reregistrationNotes(pool) };
  return {
    rows: [registration(pool), reregistration(pool, CLOUD), inactivity(pool)],
    notes: ['A change applies to the workers that are requested after it.'],
  };
}

const STATIC = 'A worker gets credentials for this long, and renews them before they expire.';
const CLOUD = `${STATIC} worker-manager terminates a worker that has not renewed them in time.`;

function registration({ lifecycle }: Pool): LifecycleRow {
  const { registrationTimeout: seconds, reregistrationTimeout } = lifecycle;
  const name = 'registrationTimeout';
  const limit = reregistrationTimeout || DEFAULT_REREGISTRATION_TIMEOUT;
  const other = `worker-manager terminates a worker that has not registered ${durationWords(limit)} after it was requested, as reregistrationTimeout says.`;
  const value = seconds === undefined ? 'not set' : durationWords(seconds);
  if (limit < 0) return { name, value, meaning: 'No worker can register, because reregistrationTimeout is negative.' };
  if (seconds === undefined) return { name, value, meaning: other };
  if (seconds >= limit) return { name, value, meaning: `Has no effect, because it is not shorter: ${other}` };
  const meaning = 'worker-manager terminates a worker that has not registered this long after it was requested.';
  return { name, value, meaning };
}

function reregistration(pool: Pool, usual: string): LifecycleRow {
  const { text } = reregistrationWords(pool);
  const { reregistrationTimeout: seconds } = pool.lifecycle;
  const never = 'The credentials would have expired before the worker gets them.';
  return { name: 'reregistrationTimeout', value: text, meaning: seconds !== undefined && seconds < 0 ? never : usual };
}

function inactivity({ lifecycle: { queueInactivityTimeout: seconds } }: Pool): LifecycleRow {
  return {
    name: 'queueInactivityTimeout',
    value: `${durationWords(seconds || DEFAULT_QUEUE_INACTIVITY_TIMEOUT)}${seconds ? '' : ' (default)'}`,
    meaning: 'worker-manager terminates a worker that has not asked the queue for tasks this long.',
  };
}
