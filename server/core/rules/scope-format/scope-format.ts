import { issuesOf } from '../issues.js';
import { SILENT_IF_ACCEPTED } from '../plain-task.js';
import type { Rule } from '../rule.js';

export const scopeFormat: Rule = {
  id: 'scope-format',
  summary: 'A scope ends with more than one star.',
  severity: 'error',
  foresee: SILENT_IF_ACCEPTED,
  check: (context) => issuesOf(context, 'scope-format'),
};
