import type { Config } from './config.js';
import type { DocumentKind, SourceDocument } from './document.js';
import type { Finding } from './finding.js';
import type { QueueReference } from './live/reference.js';
import { analysisOf } from './pieces/analysis.js';
import { openDocument } from './pieces/document.js';
import { createMemory } from './pieces/memory.js';
import { judgeWhole } from './pieces/whole.js';

/** What there is to say about a document. */
export interface Analysis {
  readonly kind: DocumentKind;
  /** In the order of the text. Of very many only some, as a finding of the rule `limits` says then. */
  readonly findings: readonly Finding[];
  /** The places that name a queue, in the order of the text. Only live look-ups want them. */
  readonly references: () => readonly QueueReference[];
}

/** The most findings of one document that are listed. Nobody reads so many, and each takes a kilobyte or more. */
const MOST_LISTED = 10_000;

/**
 * Judges a document. Synchronous, deterministic, and it never throws: what is broken becomes a finding.
 * The same text, name and config give the same findings in the editor and on the command line.
 */
export function analyze(document: SourceDocument, config: Config, mostListed = MOST_LISTED): Analysis {
  return analysisOf(judgeWhole(openDocument(document), createMemory(config)), config, mostListed);
}
