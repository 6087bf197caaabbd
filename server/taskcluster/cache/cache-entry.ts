import type { Known, Reason, Why } from '../../core/deployment/knowledge.js';
import type { Answer, ApiError, ApiErrorKind } from '../http/answer.js';
import { failureWords } from '../http/read-answer.js';

/** One question to a deployment: its last good answer, and when it may be asked again. */
export interface Slot<T> {
  /** The last conclusive answer; a later fault does not remove it. */
  answer: Extract<Known<T>, { state: 'known' | 'absent' }> | undefined;
  /** The fault of the last attempt, if it failed. */
  fault: Fault | undefined;
  /** Faults since the last answer. */
  faults: number;
  /** It is not asked again before this time. */
  pauseUntil: number;
  /** Whether to replace the answer however fresh it is. */
  stale: boolean;
  flight: Promise<void> | undefined;
}

export interface Fault extends Reason {
  readonly kind: ApiErrorKind;
  /** Whether other questions may still be answered: the service is up and has not asked for fewer requests. */
  readonly mayAnswerOthers: boolean;
}

export function emptySlot<T>(): Slot<T> {
  return { answer: undefined, fault: undefined, faults: 0, pauseUntil: 0, stale: false, flight: undefined };
}

/** Whether to ask (again): the answer is missing or older than `ttl`, and no pause applies. All in milliseconds. */
export function isDue(slot: Slot<unknown>, ttl: number, now: number): boolean {
  if (slot.flight) return true;
  if (now < slot.pauseUntil) return false;
  return !slot.answer || slot.stale || now - slot.answer.at >= ttl || now < slot.answer.at;
}

/** What a slot knows, or why it knows nothing. */
export function knownOf<T>(slot: Slot<T>): Known<T> {
  return slot.answer ?? unknown(slot.fault);
}

/** Unknown because of a fault, or still loading if there is none. */
export function unknown(reason: Reason | undefined): Extract<Known<never>, { state: 'unknown' }> {
  if (!reason) return { state: 'unknown', why: 'loading' };
  const { why, detail } = reason;
  return { state: 'unknown', why, ...(detail !== undefined && { detail }) };
}

/** Makes the next read ask again, regardless of any pause. */
export function makeStale(slot: Slot<unknown>): void {
  slot.stale = true;
  slot.pauseUntil = 0;
}

/** Records an answer. `absent` only counts if the question was about a single thing. */
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

/** Faults whose kind does not say enough, so that their details are kept. */
const TELLING: readonly ApiErrorKind[] = ['failed', 'timeout', 'credentials', 'too-long'];

/** Faults that may soon go away by themselves. */
export const PASSING: readonly ApiErrorKind[] = ['failed', 'timeout', 'unreachable'];

/**
 * Whether to ask about pools one by one after their list has failed: yes if it is forbidden, too long or too slow, or if its
 * service fails, but not if nobody answers or there are too many requests already. A failing list gets a second chance first,
 * so that one fault does not become many.
 */
export function leavesSingles({ fault, faults }: Slot<unknown>): boolean {
  if (!fault || fault.kind === 'unauthorized' || fault.kind === 'credentials') return false;
  return fault.mayAnswerOthers || faults > 1;
}

const TOO_MANY_REQUESTS = 429;

const FIRST_PAUSE = 15_000;
const LONGEST_PAUSE = 600_000;
/** Whether waiting does not change the answer. */
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

/** Why nothing is known after such a failure. */
export function whyOf(kind: ApiErrorKind): Why {
  return WHY[kind];
}
