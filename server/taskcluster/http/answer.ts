/** What came of a question to a service. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ApiError };

export interface ApiError {
  readonly kind: ApiErrorKind;
  /** What the service said, without its `---` trailer and at most 1,000 characters, or our own words. It is text from afar. */
  readonly message: string;
  /** The HTTP status of an answer that `failed`. */
  readonly status?: number;
  /** Whether a listing had begun, which shows that the service is up. */
  readonly begun?: boolean;
  /** How many seconds the service wants to wait before the next request. */
  readonly retryAfter?: number;
}

/**
 * `absent`: the service's own 404 (`ResourceNotFound`), and nothing else. `credentials`: nothing was sent, because the
 * credentials are not valid. `refused`: 400, the request is wrong. `failed`: 5xx or 429. `unusable`: not a proper answer:
 * HTML, another shape, a redirect. `too-long`: more bytes than are accepted. `timeout`: perhaps connected, but no complete
 * answer in time. `unreachable`: no connection. While requests pause after several failures, the last failure is returned.
 */
export type ApiErrorKind =
  | 'absent'
  | 'forbidden'
  | 'unauthorized'
  | 'credentials'
  | 'refused'
  | 'failed'
  | 'unusable'
  | 'too-long'
  | 'timeout'
  | 'unreachable';
