import type { Severity } from '../../../server/core/base/finding.js';

export interface RulePage {
  readonly id: string;
  readonly summary: string;
  readonly severities: readonly Severity[];
  readonly fix: 'safe' | 'suggestion' | 'none';
}
export function readRulePage(id: string, text: string): RulePage;
