import type { RuleId } from '../base/rule-ids.js';

/** The URL of a rule's documentation, which is in the rule's folder. */
export function documentationOf(rule: RuleId): string {
  return `https://github.com/taskcluster/taskcluster-vscode/blob/main/server/core/rules/${rule}/README.md`;
}
