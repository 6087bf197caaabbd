import { durationWords, UNITS } from '../base/duration.js';
import { trimEndOf } from '../base/text.js';
import type { Known, Pool, QueueCounts, Reason, Why } from './knowledge.js';
import {
  canReregister,
  DEFAULT_REREGISTRATION_TIMEOUT,
  isBeingDeleted,
  isReregistrationConfigured,
  isStatic,
  type Standstill,
  standstillOf,
} from './lifecycle.js';

/** The running and maximum capacity, and the pending tasks: `12 of 50 running, 3 pending`. Unknown parts are left out. */
export function capacityWords(pool: Pool, counts: QueueCounts | undefined): string {
  const words = [...stateWords(pool), ...runningWords(pool)];
  if (counts) words.push(`${counts.pending} pending`);
  return words.length > 0 ? words.join(', ') : 'capacity unknown';
}

/** Says that a pool creates no workers. A limit of 0 is shown with the running capacity. */
function stateWords(pool: Pool): string[] {
  if (isBeingDeleted(pool)) return ['being deleted'];
  switch (standstillOf(pool)) {
    case 'no-launch-config':
      return ['no launch configs'];
    case 'initial-weight':
      return ['no launch config in use'];
    default:
      return [];
  }
}

const STANDSTILL: Readonly<Record<Standstill, string>> = {
  'max-capacity': 'a maxCapacity of 0',
  'no-launch-config': 'no launch configs',
  'initial-weight': 'an initialWeight of 0 in every launch config',
};

/** Why a pool creates no workers; follows "has". */
export function standstillWords(standstill: Standstill): string {
  return STANDSTILL[standstill];
}

/** A sentence about a pool that runs no more tasks, or soon will not; undefined if nothing is wrong. */
export function warningWords(pool: Pool): string | undefined {
  if (isBeingDeleted(pool)) return 'This pool is being deleted.';
  const standstill = standstillOf(pool);
  return standstill && `This pool cannot run any tasks: it has ${standstillWords(standstill)}.`;
}

function runningWords(pool: Pool): string[] {
  const max = isBeingDeleted(pool) ? undefined : pool.maxCapacity;
  if (!pool.capacity) return max === undefined ? [] : [`at most ${max}`];
  return [max === undefined ? `${pool.capacity.running} running` : `${pool.capacity.running} of ${max} running`];
}

/**
 * A pool on one line: `proj-x/ci: 12 of 50 running, 3 pending, re-registers every 4 days`. Undefined while nothing is known
 * about it.
 */
export function lensWords(id: string, pool: Known<Pool>, counts: Known<QueueCounts>): string | undefined {
  if (pool.state === 'unknown') return undefined;
  if (pool.state === 'absent') return `${id}: no such worker pool`;
  const { text, applies } = reregistration(pool.value);
  const capacity = capacityWords(pool.value, counts.state === 'known' ? counts.value : undefined);
  return `${id}: ${applies ? `${capacity}, ${text}` : capacity}`;
}

/**
 * How the workers of a pool renew their credentials: `re-registers every 4 days (default)`, `(configured)`, or `n/a` if they do
 * not (then `applies` is false). `configured`: whether the pool itself sets it, in a way that works.
 */
export function reregistrationWords(pool: Pool): { text: string; configured: boolean; applies: boolean } {
  const { text, note, configured, applies } = reregistration(pool);
  return { text: note ? `${text} (${note})` : text, configured, applies };
}

function reregistration(pool: Pool): { text: string; note?: string; configured: boolean; applies: boolean } {
  if (!canReregister(pool)) return { text: 'n/a', configured: false, applies: false };
  const seconds = pool.lifecycle.reregistrationTimeout;
  const configured = isReregistrationConfigured(pool.lifecycle);
  if (seconds !== undefined && seconds < 0)
    return { text: 'cannot register', note: `reregistrationTimeout is ${seconds}`, configured, applies: true };
  const text = `re-registers every ${onceIn(seconds || DEFAULT_REREGISTRATION_TIMEOUT)}`;
  const note = configured ? 'configured' : seconds === 0 ? 'default, as 0 counts as not set' : 'default';
  return { text, note, configured, applies: true };
}

/** The text after `every`: `4 days`, `day`. */
function onceIn(seconds: number): string {
  return durationWords(seconds).replace(/^1 (?=\w+$)/, '');
}

/** A separate line: `Workers re-register every 4 days (default)`. Undefined if there is nothing to renew. */
export function workersWords(pool: Pool): string | undefined {
  const { text, applies } = reregistrationWords(pool);
  return applies ? `Workers ${text.replace(/^re-registers/, 're-register')}` : undefined;
}

/** Further sentences about how a pool's workers renew their credentials. */
export function reregistrationNotes(pool: Pool): string[] {
  const seconds = pool.lifecycle.reregistrationTimeout;
  if (!isStatic(pool) || !isReregistrationConfigured(pool.lifecycle) || seconds === undefined) return [];
  if (seconds === DEFAULT_REREGISTRATION_TIMEOUT) return [];
  return [
    `Workers of a static pool get credentials for ${durationWords(seconds)} when they register, but only for ${durationWords(DEFAULT_REREGISTRATION_TIMEOUT)} each time they re-register.`,
  ];
}

/** An age in one unit: `just now`, `5 minutes ago`. */
export function ageWords(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (!(seconds >= 5)) return 'just now';
  const [, size] = UNITS.find(([, unit]) => seconds >= unit) ?? UNITS[3];
  return `${durationWords(Math.floor(seconds / size) * size)} ago`;
}

const WHY: Readonly<Record<Why, string>> = {
  disabled: 'look-ups are turned off',
  'no-root-url': 'no deployment is selected',
  untrusted: 'this workspace is not trusted',
  loading: 'waiting for the deployment',
  offline: 'the deployment cannot be reached',
  timeout: 'the deployment did not answer in time',
  'bad-credentials': 'the credentials cannot be used',
  forbidden: 'the deployment does not let you read this',
  unauthorized: 'the deployment does not accept the credentials',
  'unusable-answer': 'the answer of the deployment cannot be used',
  overloaded: 'the deployment is overloaded or failing',
};

/** Why nothing is known, and what happened; follows a colon or a dash. */
export function whyWords({ why, detail }: Reason): string {
  if (detail === undefined) return WHY[why];
  if (why === 'timeout') return `the deployment ${detail}`;
  return why === 'overloaded' ? `the deployment answered with ${detail}` : `${WHY[why]}: ${detail}`;
}

/** The page of the deployment that shows the pool. */
export function poolUrl(rootUrl: string, workerPoolId: string): string {
  return `${trimEndOf(rootUrl, '/')}/worker-manager/${encodeURIComponent(workerPoolId)}`;
}
