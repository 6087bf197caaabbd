import type { Severity } from '../base/finding.js';
import type { RuleId } from '../base/rule-ids.js';

/** What a user can set about the analysis. */
export interface Config {
  /** Per rule: another severity, or `off`. A rule that is not named keeps its own severity. */
  readonly rules: Readonly<Partial<Record<RuleId, Severity | 'off'>>>;
  /** From when on a deployment retires pools that are not configured to re-register; undefined where it does not. */
  readonly sunset?: Sunset;
  /** How many days ahead the deployment lets a deadline lie (its MAX_TASK_DEADLINE_DAYS); undefined where nobody has said. */
  readonly maxTaskDeadlineDays?: number;
}

/** A date and how far it is away: the core has no clock. */
export interface Sunset {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Whole days from today to that date; 0 on the day, negative after it. */
  readonly daysLeft: number;
}

export const DEFAULT_CONFIG: Config = { rules: {} };

/** The settings section, the source of the diagnostics and the prefix of the requests below. */
export const SECTION = 'taskcluster';
