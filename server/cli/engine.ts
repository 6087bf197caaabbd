import type { Migration } from '../core/apply-fixes.js';
import type { SourceDocument } from '../core/base/document.js';
import type { Finding } from '../core/base/finding.js';
import type { Config } from '../core/config/config.js';
import type { DefinedPool, Knowledge } from '../core/deployment/knowledge.js';
import type { Analysis } from '../core/incremental/analysis.js';
import type { QueueReference } from '../core/references/queue-reference.js';
import type { ChosenRules } from '../workspace/chosen-rules.js';
import type { FixedText } from '../workspace/fix-text.js';

/** The parts of the core that the commands need. A parameter of the commands, so that tests can pass a fake. */
export interface Core {
  analyze(document: SourceDocument, config: Config): Analysis;
  /** The worker pools that a file defines. */
  definedPoolsIn(document: SourceDocument): readonly DefinedPool[];
  migrate(document: SourceDocument, config: Config): Migration;
  fix(document: SourceDocument, config: Config, rules: ChosenRules): FixedText;
  /** The findings about references to queues, given what is known about a deployment. */
  runLiveRules(
    references: readonly QueueReference<'document'>[],
    knowledge: Knowledge,
    config: Config,
  ): readonly Finding<'document'>[];
}
