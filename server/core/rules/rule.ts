import type { Finding, Severity } from '../base/finding.js';
import type { RuleId } from '../base/rule-ids.js';
import type { Sunset } from '../config/config.js';
import type { TemplateProblem } from '../jsone/check/check.js';
import type { Migration } from '../migrations/task-queue-id/plan.js';
import type { DocumentModel } from '../model/model.js';
import type { TracedRendering } from '../services/github/provenance.js';
import type { Issue } from '../services/issue.js';
import type { PoolReading } from '../services/worker-manager/read-pool.js';

/** What a rule looks at. What costs something is worked out when the first rule asks for it. */
export interface RuleContext extends Migration {
  readonly model: DocumentModel;
  /** From when on pools that are not configured to re-register are retired, if they are. */
  readonly sunset: Sunset | undefined;
  /** The line of an offset in the file, counted from 1, for messages. */
  lineAt(offset: number): number;
  /** The worker pools of the document, as data. */
  pools(): readonly PoolReading[];
  /** What is wrong with the template, or the parameters of version 0, without rendering. */
  templateProblems(): readonly TemplateProblem[];
  /** What the template yields for each event; empty for what is no template. */
  renderings(): readonly TracedRendering[];
  /** What the services would refuse, for the rules that report it. */
  judgement(): readonly Issue[];
}

/** One thing that is looked for. A rule lives in a folder of its own, with its documentation and its cases. */
export interface Rule {
  readonly id: RuleId;
  /** In one line, for lists of rules. */
  readonly summary: string;
  /** The severity of its findings where a finding does not say otherwise. */
  readonly severity: Severity;
  check(context: RuleContext): Iterable<RuleFinding>;
}

/** A finding as a rule makes it: the rule's id and its severity are filled in. */
export type RuleFinding = Omit<Finding, 'rule' | 'severity' | 'fixes' | 'fixable'> &
  Partial<Pick<Finding, 'severity' | 'fixes'>>;
