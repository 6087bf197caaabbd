/** One GET request for a transport. */
export interface TransportRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** For the whole request including the body, in milliseconds. */
  readonly timeout: number;
  /** The most of the body that is read, in bytes. */
  readonly maxBytes: number;
}

/** One POST of JSON. Only the editor sends any, when the user asks for it. */
export interface PostRequest extends TransportRequest {
  /** What is sent. */
  readonly body: string;
}

/** The result of a request. `error`: there is no answer, or none that may be read. */
export type TransportResult =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
  | { readonly error: 'network' | 'timeout' | 'redirect' | 'too-long'; readonly message: string };

/** Sends one GET and returns the answer. Never throws, does not follow redirects, and respects the given limits. */
export type Transport = (request: TransportRequest) => Promise<TransportResult>;

/** A transport that also sends a POST. */
export type PostingTransport = (request: TransportRequest | PostRequest) => Promise<TransportResult>;
