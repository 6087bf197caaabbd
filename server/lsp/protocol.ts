import type { DocumentKind } from '../core/document.js';
import type { Range } from '../core/text.js';

/** The settings section, the source of the diagnostics and the prefix of the requests below. */
export const SECTION = 'taskcluster';

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
  readonly errors: number;
  readonly warnings: number;
}

/** Request: the edits that migrate an open document to `taskQueueId`. Nothing is changed by asking. */
export const MIGRATE_DOCUMENT = 'taskcluster/migrateDocument';

export interface DocumentMigration {
  /** The version of the document that the edits are for. */
  readonly version: number;
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
