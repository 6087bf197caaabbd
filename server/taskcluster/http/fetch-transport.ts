import type { PostingTransport, PostRequest, TransportRequest, TransportResult } from './transport.js';

/** Sends requests with the platform's `fetch`: in a browser, a web worker, or the extension host, whose `fetch` uses the proxy. */
export function createFetchTransport(fetch: typeof globalThis.fetch = globalThis.fetch): PostingTransport {
  return async (request) => {
    const abort = new AbortController();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      abort.abort();
    }, request.timeout);
    try {
      return await carry(request, fetch, abort);
    } catch (error) {
      return late ? timedOut(request) : { error: 'network', message: wordsOf(error) };
    } finally {
      clearTimeout(timer);
    }
  };
}

async function carry(
  request: TransportRequest | PostRequest,
  fetch: typeof globalThis.fetch,
  abort: AbortController,
): Promise<TransportResult> {
  const options = {
    ...('body' in request && { method: 'POST', body: request.body }),
    headers: request.headers,
    signal: abort.signal,
    redirect: 'manual' as const,
    // The deployment gets no cookies or referrer, and we want no cached answers.
    credentials: 'omit' as const,
    cache: 'no-store' as const,
    referrerPolicy: 'no-referrer' as const,
  };
  const response = await fetch(request.url, options);
  if (isRedirect(response)) {
    abort.abort();
    return redirected(request);
  }
  const body = await readBody(response, request.maxBytes);
  if (body === undefined) {
    abort.abort();
    return tooLong(request);
  }
  return { status: response.status, headers: Object.fromEntries(response.headers), body };
}

/** A browser reports a redirect as a response without a status. */
function isRedirect(response: Response): boolean {
  return response.type === 'opaqueredirect' || isRedirectStatus(response.status);
}

/** Undefined if it is longer than `maxBytes`. */
async function readBody(response: Response, maxBytes: number): Promise<string | undefined> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return parts.join('') + decoder.decode();
    length += value.byteLength;
    if (length > maxBytes) return undefined;
    parts.push(decoder.decode(value, { stream: true }));
  }
}

export function isRedirectStatus(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

export function timedOut({ timeout }: TransportRequest): TransportResult {
  return { error: 'timeout', message: `No complete answer within ${(timeout / 1000).toFixed(1)} s` };
}

export function redirected({ url }: TransportRequest): TransportResult {
  const { origin } = new URL(url);
  return { error: 'redirect', message: `${origin} answered with a redirect, which is not followed` };
}

export function tooLong({ maxBytes }: TransportRequest): TransportResult {
  return { error: 'too-long', message: `The answer is longer than ${maxBytes} bytes` };
}

/** The message of `fetch` is just "fetch failed"; the reason is in the cause. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return `${error.message}: ${cause.message || String((cause as { code?: unknown }).code ?? cause.name)}`;
}
