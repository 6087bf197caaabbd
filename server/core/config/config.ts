import type { Severity } from '../base/finding.js';
import type { RuleId } from '../base/rule-ids.js';

/** The user's settings for the analysis. */
export interface Config {
  /** Per rule: another severity, or `off`. Other rules keep their default severity. */
  readonly rules: Readonly<Partial<Record<RuleId, Severity | 'off'>>>;
  /** When the deployment starts to retire pools that are not configured to re-register; undefined if it does not. */
  readonly sunset?: Sunset;
  /** How many days ahead the deployment allows a deadline to be (its MAX_TASK_DEADLINE_DAYS); undefined if not set. */
  readonly maxTaskDeadlineDays?: number;
}

/** A date and how far away it is, because the core has no clock. */
export interface Sunset {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Whole days from today to that date; 0 on the day, negative after it. */
  readonly daysLeft: number;
}

export const DEFAULT_CONFIG: Config = { rules: {} };

/** The settings section, the source of the diagnostics and the prefix of the requests below. */
export const SECTION = 'taskcluster';
