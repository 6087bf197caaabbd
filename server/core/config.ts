import type { Severity } from './finding.js';
import type { RuleId } from './rules/ids.js';

/** What a user can set about the analysis. */
export interface Config {
  /** Per rule: another severity, or `off`. A rule that is not named keeps its own severity. */
  readonly rules: Readonly<Partial<Record<RuleId, Severity | 'off'>>>;
}

export const DEFAULT_CONFIG: Config = { rules: {} };
