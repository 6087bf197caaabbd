import type { DocumentKind } from '../core/base/document.js';
import type { Range } from '../core/base/text.js';
import type { TransportRequest, TransportResult } from '../taskcluster/http/transport.js';
/** The code action kind that applies every safe fix of a document. */
export const FIX_ALL_KIND = 'source.fixAll.taskcluster';

/** Each of the requests below names an open document; `null` is the answer for any other. */
export interface DocumentParams {
  readonly uri: string;
}

/** Request: what an open document is for Taskcluster. */
export const DOCUMENT_STATUS = 'taskcluster/documentStatus';

export interface DocumentStatus {
  readonly kind: DocumentKind;
  /** Left alone because the setting `files.exclude` says so. */
  readonly excluded: boolean;
  readonly errors: number;
  readonly warnings: number;
  /** How many pairs can be converted to `taskQueueId`. */
  readonly pairs: number;
}

/** Request: the edits that migrate an open document to `taskQueueId`. Nothing is changed by asking. */
export const MIGRATE_DOCUMENT = 'taskcluster/migrateDocument';

export interface DocumentMigration {
  /** The version of the document that the edits are for. */
  readonly version: number;
  /** What the document is before the edits, which tells why there may be none. */
  readonly status: DocumentStatus;
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
  readonly converted: number;
  /** The pairs that stay, where they stand before the edits, and why. */
  readonly left: readonly { readonly range: Range; readonly reason: string }[];
}

/** Request: an open document as the server has it, to find out where an editor's and the server's text part. */
export const DOCUMENT_TEXT = 'taskcluster/documentText';

export interface DocumentText {
  readonly version: number;
  readonly text: string;
}

/**
 * In `initializationOptions`: who opens connections. A client that says `client` answers `FETCH`, and tells with `ACCESS`
 * which deployment may be asked and as whom; until it has, nothing is asked. Otherwise the server connects by itself, to the
 * `rootUrl` of the settings or TASKCLUSTER_ROOT_URL, as the TASKCLUSTER_* variables say.
 */
export interface InitializationOptions {
  readonly network?: 'client' | 'server';
}

/** Notification to the server: what it may ask now. Replaces what was said before. */
export const ACCESS = 'taskcluster/access';
/** Request to the client: one GET, as the editor reaches the network (its proxy, its certificates). */
export const FETCH = 'taskcluster/fetch';

/** In all, body included, within `timeout` milliseconds, and no more than `maxBytes` of the body. */
export type FetchParams = TransportRequest;

export type FetchResult = TransportResult;

/** Notification to the client: what is known of the deployment has changed, or why nothing is. */
export const LIVE_CHANGED = 'taskcluster/liveChanged';
/** Request: the pools for a list of them. Asks the deployment if need be, and waits for it (bounded). */
export const POOLS = 'taskcluster/pools';
export { SECTION } from '../core/config/config.js';
export type { Access, LiveStatus, PoolRow, PoolsParams, PoolsResult } from '../documents/live/messages.js';
