/** One GET that a transport carries out. */
export interface TransportRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** In all, body included, in milliseconds. */
  readonly timeout: number;
  /** The most of the body that is read, in bytes. */
  readonly maxBytes: number;
}

/** What came of it. `error`: there is no answer, or none that may be read. */
export type TransportResult =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
  | { readonly error: 'network' | 'timeout' | 'redirect' | 'too-long'; readonly message: string };

/** Carries one GET to a server and its answer back. Never throws; follows no redirect; keeps the limits it is given. */
export type Transport = (request: TransportRequest) => Promise<TransportResult>;
