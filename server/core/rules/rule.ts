import type { DocumentKind } from '../base/document.js';
import type { Finding, Severity } from '../base/finding.js';
import type { RuleId } from '../base/rule-ids.js';
import type { TextKind } from '../base/text.js';
import type { TextEdit } from '../base/text-edit.js';
import type { Sunset } from '../config/config.js';
import type { TemplateProblem } from '../jsone/check/check.js';
import type { Migration } from '../migrations/task-queue-id/plan.js';
import type { DocumentModel } from '../model/model.js';
import type { TracedRendering } from '../services/github/provenance.js';
import type { ServiceError } from '../services/service-error.js';
import type { PoolReading } from '../services/worker-manager/read-pool.js';
import type { MapNode } from '../syntax/node.js';

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
  serviceErrors(): readonly ServiceError[];
}

/** One thing that is looked for. A rule lives in a folder of its own, with its documentation and its cases. */
export interface Rule {
  readonly id: RuleId;
  /** In one line, for lists of rules. */
  readonly summary: string;
  /** The severity of its findings where a finding does not say otherwise. */
  readonly severity: Severity;
  /**
   * What the rule says of a plain task, known without its tree. Absent: it is not known, so the rule is asked of every task.
   * That is always right; in files of thousands of tasks it is slow.
   */
  readonly foresee?: (task: PlainTask) => Foresight;
  check(context: RuleContext): Iterable<RuleFinding>;
}

/** A finding as a rule makes it: the rule's id and its severity are filled in. */
export type RuleFinding<In extends TextKind = 'tree'> = Omit<Finding<In>, 'rule' | 'severity' | 'fixes' | 'fixable'> &
  Partial<Pick<Finding<In>, 'severity' | 'fixes'>>;

/**
 * A task as plain data, before its tree is looked at: nothing in its text is a template, an alias or a definition of a
 * pool. Most tasks of a long file are of this kind. The fast path asks each rule what it says of such a task.
 */
export interface PlainTask {
  readonly kind: DocumentKind;
  /** `likely`: it only looks like a task, or whoever reads the file may add to it. */
  readonly role: 'certain' | 'likely';
  readonly value: Readonly<Record<string, unknown>>;
  /** The source of the part of the file that the task stands in. */
  readonly text: string;
  /** Whether the queue takes the task as the service sends it: its schema, its further checks, what its database stores. */
  isAccepted(): boolean;
}

/**
 * What a rule says of a plain task:
 * - `silent`: nothing.
 * - `ask`: perhaps something. The task is then judged by all rules, through its tree.
 * - one finding, which can be made from the entries that name the queue alone.
 */
export type Foresight = 'silent' | 'ask' | IdentifierFinding;

/** A finding about the entries that name the queue. It is always fixable; the edits of its fixes are asked for later. */
export interface IdentifierFinding<In extends TextKind = 'tree'> {
  /**
   * Makes the finding.
   * @param identifiers a mapping with those entries alone
   * @param text the source that their offsets count in
   * @param editsOf gives the edits of the fix with that index
   * @returns undefined where the rule has to be asked
   */
  make(
    identifiers: MapNode,
    text: string,
    editsOf: (fix: number) => readonly TextEdit<In>[],
  ): RuleFinding<In> | undefined;
}
