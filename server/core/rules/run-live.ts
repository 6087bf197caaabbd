import type { Finding } from '../base/finding.js';
import type { Config } from '../config/config.js';
import type { Knowledge } from '../deployment/knowledge.js';
import type { QueueReference } from '../references/queue-reference.js';
import { LIVE_RULES } from './live-registry.js';

/**
 * What is wrong with the queues that a document names, by what is known of a deployment, in the order of the text. Like
 * the findings of the other rules they depend on nothing but what is given. Reading makes `knowledge` ask for what it
 * lacks.
 */
export function liveFindings(references: readonly QueueReference[], knowledge: Knowledge, config: Config): Finding[] {
  const findings: Finding[] = [];
  for (const rule of LIVE_RULES) {
    const setting = config.rules[rule.id];
    if (setting === 'off') continue;
    for (const reference of references) {
      for (const finding of rule.check(reference, knowledge, config.sunset)) {
        const severity = setting ?? finding.severity ?? rule.severity;
        const fixes = finding.fixes ?? [];
        findings.push({ ...finding, fixes, fixable: fixes.length > 0, rule: rule.id, severity });
      }
    }
  }
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
