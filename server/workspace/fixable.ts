import { RULE_IDS, type RuleId } from '../core/base/rule-ids.js';
import type { Config } from '../core/config/config.js';
import type { Aggregate } from '../core/incremental/aggregate.js';
import { analysisOf } from '../core/incremental/analysis.js';
import { fixOf } from './chosen-rules.js';

/** For each rule how many problems of a document would be fixed if that rule was chosen. Rules without any are left out. */
export function countFixable(known: Aggregate, config: Config): Partial<Record<RuleId, number>> {
  const counts: Partial<Record<RuleId, number>> = {};
  for (const finding of analysisOf(known, config).findings)
    if (finding.fixable && fixOf(finding, RULE_IDS)) counts[finding.rule] = (counts[finding.rule] ?? 0) + 1;
  return counts;
}
