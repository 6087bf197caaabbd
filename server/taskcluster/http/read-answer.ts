import type { Answer, ApiError, ApiErrorKind } from './answer.js';
import { MAX_MESSAGE } from './limits.js';
import type { TransportResult } from './transport.js';

type Response = Extract<TransportResult, { status: number }>;

/** A service's answer to a GET, of any shape. Source: the error handling of its API library, as of v106. */
export function readAnswer(result: TransportResult): Answer<unknown> {
  if ('error' in result) return failure(KIND_OF_NO_ANSWER[result.error], result.message);
  const body = parse(result.body);
  if (result.status === 200) {
    return body
      ? { ok: true, value: body.value }
      : failure('unusable', `The answer is ${excerpt(result.body)}, not JSON`);
  }
  const { status } = result;
  const said = serviceError(body?.value);
  const kind = kindOf(status, said?.code);
  if (kind !== 'failed')
    return failure(kind, said?.message || `The answer has status ${status} and is ${excerpt(result.body)}`);
  const { ok, error } = failure(kind, said?.message || `The answer is ${excerpt(result.body)}`, retryAfter(result));
  return { ok, error: { ...error, status } };
}

const KIND_OF_NO_ANSWER: Readonly<Record<Extract<TransportResult, { error: string }>['error'], ApiErrorKind>> = {
  network: 'unreachable',
  timeout: 'timeout',
  redirect: 'unusable',
  'too-long': 'too-long',
};

/** What went wrong with the service, briefly and on one line: `status 500: Internal Server Error`. */
export function failureWords({ status, message }: ApiError): string {
  const said = (message.split('\n')[0] ?? '').slice(0, MAX_WORDS);
  return [status === undefined ? '' : `status ${status}`, said].filter((part) => part !== '').join(': ');
}

const MAX_WORDS = 200;

/** An error with its message cut to a limit. */
export function failure(kind: ApiErrorKind, message: string, seconds?: number): { ok: false; error: ApiError } {
  const short = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE - 1)}…` : message;
  return { ok: false, error: { kind, message: short, ...(seconds !== undefined && { retryAfter: seconds }) } };
}

function kindOf(status: number, code: string | undefined): ApiErrorKind {
  if (status >= 500 || status === 429) return 'failed';
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  // A service's own errors have a code. Those of a proxy, a portal or a missing route do not.
  if (code === undefined || status < 400) return 'unusable';
  if (status === 404) return code === 'ResourceNotFound' ? 'absent' : 'unusable';
  return 'refused';
}

/** A service's error message, without the details of the request that it appends. */
function serviceError(body: unknown): { readonly code: string; readonly message: string } | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { code, message } = body as Readonly<Record<string, unknown>>;
  if (typeof code !== 'string' || typeof message !== 'string') return undefined;
  const trailer = message.lastIndexOf('\n---\n');
  return { code, message: (trailer < 0 ? message : message.slice(0, trailer)).trim() };
}

function parse(body: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return undefined;
  }
}

/** `Retry-After` in seconds. A date is compared with the answer's own date, because the local clock may be wrong. */
function retryAfter({ headers }: Response): number | undefined {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const seconds = (Date.parse(value) - Date.parse(headers.date ?? '')) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

function excerpt(body: string): string {
  const start = body.slice(0, 200).trim().replace(/\s+/g, ' ').slice(0, 60);
  return start === '' ? 'empty' : JSON.stringify(start);
}
