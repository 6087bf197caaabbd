import type { Analysis } from '../core/analyze.js';
import type { Config } from '../core/config.js';
import type { SourceDocument } from '../core/document.js';
import type { Finding } from '../core/finding.js';
import type { Knowledge } from '../core/live/knowledge.js';
import type { QueueReference } from '../core/live/reference.js';
import type { Migration } from '../core/migrate.js';

/** What the commands need of the core. Handed in, so that they can be tried with one that finds what a test wants. */
export interface Core {
  analyze(document: SourceDocument, config: Config): Analysis;
  migrate(document: SourceDocument): Migration;
  /** What is wrong with places that name queues, by what is known of a deployment. */
  liveFindings(references: readonly QueueReference[], knowledge: Knowledge, config: Config): readonly Finding[];
}
