import type { RuleId } from '../base/rule-ids.js';

/** Where the page of a rule can be read. It lies beside the rule. */
export function documentationOf(rule: RuleId): string {
  return `https://github.com/taskcluster/taskcluster-vscode/blob/main/server/core/rules/${rule}/README.md`;
}
