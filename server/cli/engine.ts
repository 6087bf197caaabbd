import type { Migration } from '../core/apply-fixes.js';
import type { SourceDocument } from '../core/base/document.js';
import type { Finding } from '../core/base/finding.js';
import type { Config } from '../core/config/config.js';
import type { Knowledge } from '../core/deployment/knowledge.js';
import type { Analysis } from '../core/incremental/analysis.js';
import type { QueueReference } from '../core/references/queue-reference.js';

/** What the commands need of the core. Handed in, so that they can be tried with one that finds what a test wants. */
export interface Core {
  analyze(document: SourceDocument, config: Config): Analysis;
  migrate(document: SourceDocument, config: Config): Migration;
  /** What is wrong with places that name queues, by what is known of a deployment. */
  runLiveRules(
    references: readonly QueueReference<'document'>[],
    knowledge: Knowledge,
    config: Config,
  ): readonly Finding<'document'>[];
}
