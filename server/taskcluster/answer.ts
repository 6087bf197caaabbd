/** What came of a question to a service. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ApiError };

export interface ApiError {
  readonly kind: ApiErrorKind;
  /** What the service said, without its `---` trailer and at most 1,000 characters, or our own words. It is text from afar. */
  readonly message: string;
  /** Seconds after which the service would like to be asked again. */
  readonly retryAfter?: number;
}

/**
 * `absent`: the service's own 404 (`ResourceNotFound`), and nothing else. `refused`: 400, the question is wrong. `failed`:
 * 5xx or 429. `unusable`: an answer that is none: HTML, another shape, too long, a redirect. `unreachable`: no answer:
 * network, time-out. A deployment that is left alone after several failures still fails as it did last.
 */
export type ApiErrorKind = 'absent' | 'forbidden' | 'unauthorized' | 'refused' | 'failed' | 'unusable' | 'unreachable';
