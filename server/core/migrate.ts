import type { Config } from './config.js';
import type { DocumentKind, SourceDocument } from './document.js';
import type { Span } from './text.js';

/** A document with every pair that can be migrated written as `taskQueueId`. */
export interface Migration {
  readonly kind: DocumentKind;
  /** The text after the migration; the same string where nothing changed. */
  readonly text: string;
  /** How many tasks got their `taskQueueId` from the pair, or lost a redundant pair. */
  readonly converted: number;
  /** The pairs that stay, where they stand in the original text and why. */
  readonly left: readonly { readonly span: Span; readonly reason: string }[];
}

/** Migrates a whole document. Never throws, and a second run changes nothing. */
export function migrate(document: SourceDocument, _config: Config): Migration {
  return { kind: 'none', text: document.text, converted: 0, left: [] };
}

/** The text after every safe fix has been applied, repeated until none is left (bounded); used by "fix all". */
export function fixAll(document: SourceDocument, _config: Config): string {
  return document.text;
}
