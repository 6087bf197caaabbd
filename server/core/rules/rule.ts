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

/** The input of a rule. Expensive parts are computed when the first rule needs them. */
export interface RuleContext extends Migration {
  readonly model: DocumentModel;
  /** When pools that are not configured to re-register are retired, if at all. */
  readonly sunset: Sunset | undefined;
  /** The line of an offset in the file, counted from 1, for messages. */
  lineAt(offset: number): number;
  /** The worker pools of the document, as data. */
  pools(): readonly PoolReading[];
  /** Mistakes in the template, or in the parameters of version 0, that show without rendering. */
  templateProblems(): readonly TemplateProblem[];
  /** The result of the template for each event; empty if the document is not a template. */
  renderings(): readonly TracedRendering[];
  /** What the services would reject, for the rules that report it. */
  serviceErrors(): readonly ServiceError[];
}

/** A rule. It has its own folder, with its documentation and its cases. */
export interface Rule {
  readonly id: RuleId;
  /** A one-line description, for lists of rules. */
  readonly summary: string;
  /** The default severity of its findings. */
  readonly severity: Severity;
  /**
   * What the rule reports for a plain task, predicted without its tree. If absent, the rule is run on every task, which is
   * always correct but slow in files with thousands of tasks.
   */
  readonly foresee?: (task: PlainTask) => Foresight;
  check(context: RuleContext): Iterable<RuleFinding>;
}

/** A finding as created by a rule. The rule's id and the severity are filled in later. */
export type RuleFinding<In extends TextKind = 'tree'> = Omit<Finding<In>, 'rule' | 'severity' | 'fixes' | 'fixable'> &
  Partial<Pick<Finding<In>, 'severity' | 'fixes'>>;

/**
 * A task as plain data, without its tree: nothing in its text is a template, an alias or a pool definition. Most tasks in a
 * long file are like this. The fast path asks each rule what it reports for such a task.
 */
export interface PlainTask {
  readonly kind: DocumentKind;
  /** `likely`: it only looks like a task, or the reader of the file may add to it. */
  readonly role: 'certain' | 'likely';
  readonly value: Readonly<Record<string, unknown>>;
  /** The source of the part of the file that contains the task. */
  readonly text: string;
  /** Whether the queue accepts the task as sent by the service: its schema, its further checks, what its database can store. */
  isAccepted(): boolean;
  /** Whether the worker accepts the payload. */
  isPayloadAccepted(): boolean;
}

/**
 * What a rule reports for a plain task:
 * - `silent`: nothing.
 * - `ask`: perhaps something. All rules are then run on the task's tree.
 * - one finding, which only needs the entries that name the queue.
 */
export type Foresight = 'silent' | 'ask' | IdentifierFinding;

/** A finding about the entries that name the queue. It is always fixable; the edits of its fixes are computed later. */
export interface IdentifierFinding<In extends TextKind = 'tree'> {
  /**
   * Creates the finding.
   * @param identifiers a mapping with only those entries
   * @param text the source that their offsets refer to
   * @param editsOf returns the edits of the fix with a given index
   * @returns undefined if the rule has to be run
   */
  make(
    identifiers: MapNode,
    text: string,
    editsOf: (fix: number) => readonly TextEdit<In>[],
  ): RuleFinding<In> | undefined;
}
