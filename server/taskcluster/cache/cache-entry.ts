import type { Known, Reason, Why } from '../../core/deployment/knowledge.js';
import type { Answer, ApiError, ApiErrorKind } from '../http/answer.js';
import { failureWords } from '../http/read-answer.js';

/** One question to a deployment: what the last good answer was, and when it may be asked again. */
export interface Slot<T> {
  /** The last answer that said something; a fault later on does not take it away. */
  answer: Extract<Known<T>, { state: 'known' | 'absent' }> | undefined;
  /** What came of the last attempt, if that was a fault. */
  fault: Fault | undefined;
  /** Faults since the last answer. */
  faults: number;
  /** Before this time it is not asked again. */
  pauseUntil: number;
  /** Whether the answer is to be replaced however young it is. */
  stale: boolean;
  flight: Promise<void> | undefined;
}

export interface Fault extends Reason {
  readonly kind: ApiErrorKind;
  /** Whether other questions may be answered: somebody is there, and does not want to be asked less. */
  readonly mayAnswerOthers: boolean;
}

export function emptySlot<T>(): Slot<T> {
  return { answer: undefined, fault: undefined, faults: 0, pauseUntil: 0, stale: false, flight: undefined };
}

/** Whether to ask (again): nothing is known, or it is older than `ttl`, and no pause is to be kept. All in milliseconds. */
export function isDue(slot: Slot<unknown>, ttl: number, now: number): boolean {
  if (slot.flight) return true;
  if (now < slot.pauseUntil) return false;
  return !slot.answer || slot.stale || now - slot.answer.at >= ttl || now < slot.answer.at;
}

/** What a slot knows; while nothing is, why. */
export function knownOf<T>(slot: Slot<T>): Known<T> {
  return slot.answer ?? unknown(slot.fault);
}

/** That nothing is known, for the reason of a fault; without one it is still to come. */
export function unknown(reason: Reason | undefined): Extract<Known<never>, { state: 'unknown' }> {
  if (!reason) return { state: 'unknown', why: 'loading' };
  const { why, detail } = reason;
  return { state: 'unknown', why, ...(detail !== undefined && { detail }) };
}

/** Makes the next look ask, whatever pause there was. */
export function makeStale(slot: Slot<unknown>): void {
  slot.stale = true;
  slot.pauseUntil = 0;
}

/** Notes an answer. `absent` is one only where the service can say so of a single thing. */
export function settle<T>(slot: Slot<T>, answer: Answer<T>, canBeAbsent: boolean, now: number): void {
  slot.stale = false;
  if (answer.ok || (canBeAbsent && answer.error.kind === 'absent')) {
    slot.answer = answer.ok ? { state: 'known', value: answer.value, at: now } : { state: 'absent', at: now };
    slot.fault = undefined;
    slot.faults = 0;
    slot.pauseUntil = 0;
    return;
  }
  slot.faults++;
  slot.fault = faultOf(answer.error);
  slot.pauseUntil = now + pauseAfter(answer.error, slot.faults);
}

function faultOf(error: ApiError): Fault {
  const { kind, status, begun = false } = error;
  const detail = TELLING.includes(kind) ? failureWords(error) : '';
  const mayAnswerOthers = status !== TOO_MANY_REQUESTS && (begun || kind !== 'unreachable');
  return { why: whyOf(kind), kind, mayAnswerOthers, ...(detail !== '' && { detail }) };
}

/** Of what is not said by its kind alone. */
const TELLING: readonly ApiErrorKind[] = ['failed', 'timeout', 'credentials', 'too-long'];

/** What may pass by itself, soon. */
export const PASSING: readonly ApiErrorKind[] = ['failed', 'timeout', 'unreachable'];

/**
 * Whether a list that cannot be had is worth asking about pools one by one: where it is forbidden, too much, too slow, or
 * its service fails, but not where nobody is there or too much is asked already. Then it gets a second chance first, lest one
 * fault become many.
 */
export function leavesSingles({ fault, faults }: Slot<unknown>): boolean {
  if (!fault || fault.kind === 'unauthorized' || fault.kind === 'credentials') return false;
  return fault.mayAnswerOthers || faults > 1;
}

const TOO_MANY_REQUESTS = 429;

const FIRST_PAUSE = 15_000;
const LONGEST_PAUSE = 600_000;
/** An answer that waiting alone does not change. */
const PAUSE_WHERE_REFUSED = 300_000;

function pauseAfter({ kind, retryAfter }: ApiError, faults: number): number {
  const growing = (PASSING.includes(kind) ? FIRST_PAUSE : PAUSE_WHERE_REFUSED) * 2 ** Math.min(faults - 1, 10);
  const asked = (retryAfter ?? 0) * 1_000;
  return Math.max(Math.min(growing, LONGEST_PAUSE), Math.min(asked, LONGEST_PAUSE));
}

const WHY: Readonly<Record<ApiErrorKind, Why>> = {
  absent: 'unusable-answer',
  refused: 'unusable-answer',
  unusable: 'unusable-answer',
  'too-long': 'unusable-answer',
  credentials: 'bad-credentials',
  timeout: 'timeout',
  forbidden: 'forbidden',
  unauthorized: 'unauthorized',
  failed: 'overloaded',
  unreachable: 'offline',
};

/** Why nothing is known after such an answer. */
export function whyOf(kind: ApiErrorKind): Why {
  return WHY[kind];
}
