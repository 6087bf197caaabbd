/** What came of a question to a service. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ApiError };

export interface ApiError {
  readonly kind: ApiErrorKind;
  /** What the service said, without its `---` trailer and at most 1,000 characters, or our own words. It is text from afar. */
  readonly message: string;
  /** The HTTP status of an answer that `failed`. */
  readonly status?: number;
  /** Whether a listing had begun, so that somebody is there whatever happened then. */
  readonly begun?: boolean;
  /** Seconds after which the service would like to be asked again. */
  readonly retryAfter?: number;
}

/**
 * `absent`: the service's own 404 (`ResourceNotFound`), and nothing else. `credentials`: nothing was sent, for the
 * credentials are none. `refused`: 400, the question is wrong. `failed`: 5xx or 429. `unusable`: an answer that is none:
 * HTML, another shape, a redirect. `too-long`: more bytes than are taken. `timeout`: connected perhaps, but no complete
 * answer in time. `unreachable`: no connection. A deployment that is left alone after several failures still fails as it
 * did last.
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
