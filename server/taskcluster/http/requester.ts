import type { Answer, ApiError } from './answer.js';
import type { Breaker } from './breaker.js';
import type { Credentials } from './credentials.js';
import { credentialsProblem } from './credentials-problem.js';
import type { Effects } from './effects.js';
import { authorization } from './hawk.js';
import { MAX_BYTES, MAX_RETRIES } from './limits.js';
import { failure, readAnswer } from './read-answer.js';
import { secretsOf, withoutSecrets } from './secrets.js';
import type { TransportResult } from './transport.js';

/** Requests one URL, which may depend on the attempt (from 0), until `deadline`, in milliseconds of the clock. Never throws. */
export type Requester = (urlOf: (attempt: number) => string, deadline: number) => Promise<Answer<unknown>>;

export interface RequesterOptions extends Effects {
  /** Where credentials may go. */
  readonly origin: string;
  readonly breaker: Breaker;
  readonly credentials: Credentials | undefined;
}

/**
 * The only place where a client sends requests. A request is only retried if the network or the service failed (5xx), after a
 * pause and after `Retry-After`, while there is time. If time runs out, the previous failure is the answer.
 */
export function createRequester(options: RequesterOptions): Requester {
  const { origin, breaker, credentials, now, random, sleep } = options;
  const unfit = credentials && credentialsProblem(credentials);
  let lastError: ApiError | undefined;
  return async (urlOf, deadline) => {
    if (unfit !== undefined) return failure('credentials', unfit);
    const begun = now();
    let last: Answer<unknown> | undefined;
    for (let attempt = 0; ; attempt++) {
      if (now() >= deadline) return last ?? late(deadline - begun);
      const url = urlOf(attempt);
      const headers = await headersFor(url, options);
      if (!headers) return failure('credentials', 'requests cannot be signed here, because WebCrypto is not available');
      const leave = breaker.admit();
      if (!leave) return last ?? leftAlone(origin, breaker.wait(), lastError);

      const result = await send(url, headers, deadline - now(), options);
      const answer = readAnswer(result);
      if (answer.ok || !brokeDown(result)) {
        leave.succeeded();
        return answer;
      }
      const told = isTimeout(result) ? (last ?? late(deadline - begun)) : answer;
      if (!told.ok) lastError = told.error;
      // Longer each time, and random, so that editors that lost the same deployment do not retry together.
      const pause = 200 * 2 ** attempt * (0.75 + random() / 2);
      const wish = answer.error.retryAfter === undefined ? undefined : answer.error.retryAfter * 1000;
      const delay = Math.max(pause, wish ?? 0);
      const again = attempt < MAX_RETRIES && mayRepeat(result) && now() + delay < deadline;
      // A pause that is waited for here need not hold up other questions.
      leave.failed(again ? undefined : wish || undefined);
      if (!again || breaker.wait() > delay) return told;
      last = told;
      await sleep(delay);
    }
  };
}

/** The headers of a request; undefined if there are credentials but no way to sign with them. */
async function headersFor(url: string, options: RequesterOptions): Promise<Record<string, string> | undefined> {
  const { origin, credentials, now, random } = options;
  const accept = 'application/json';
  const target = new URL(url);
  if (!credentials || target.origin !== origin) return { accept };
  const moment = { timestamp: Math.floor(now() / 1000), nonce: Math.floor(random() * 2 ** 52).toString(36) };
  const signed = await authorization(target, credentials, moment).catch(() => undefined);
  return signed === undefined ? undefined : { accept, authorization: signed };
}

async function send(
  url: string,
  headers: Record<string, string>,
  timeout: number,
  { transport, credentials }: RequesterOptions,
): Promise<TransportResult> {
  const request = { url, headers, timeout: Math.max(1, timeout), maxBytes: MAX_BYTES };
  const result = await transport(request).catch((error: unknown): TransportResult => {
    return { error: 'network', message: `The request could not be sent: ${String(error)}` };
  });
  return withoutSecrets(result, secretsOf(credentials, headers.authorization));
}

/** Whether the deployment itself fails, as opposed to giving an unwelcome answer. */
function brokeDown(result: TransportResult): boolean {
  return 'error' in result ? result.error === 'network' || result.error === 'timeout' : isFailure(result.status);
}

function isFailure(status: number): boolean {
  return status >= 500 || status === 429;
}

function isTimeout(result: TransportResult): boolean {
  return 'error' in result && result.error === 'timeout';
}

/** A service that answers "too many requests" does not want another one. */
function mayRepeat(result: TransportResult): boolean {
  return 'error' in result || result.status !== 429;
}

function late(milliseconds: number): Answer<never> {
  return failure('timeout', `did not answer within ${Math.max(1, Math.round(milliseconds / 1000))} s`);
}

/** During a pause, the last failure is repeated. */
function leftAlone(origin: string, wait: number, last: ApiError | undefined): Answer<never> {
  const seconds = Math.ceil(wait / 1000);
  if (last && last.message !== '') return { ok: false, error: { ...last, retryAfter: seconds } };
  return failure(last?.kind ?? 'unreachable', `${origin} failed several times`, seconds);
}
