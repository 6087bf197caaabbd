import { issuesOf } from '../issues.js';
import type { Rule } from '../rule.js';

export const scopeFormat: Rule = {
  id: 'scope-format',
  summary: 'A scope ends with more than one star.',
  severity: 'error',
  check: (context) => issuesOf(context, 'scope-format'),
};
