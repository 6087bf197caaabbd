import { issuesOf } from '../issues.js';
import { SILENT_IF_ACCEPTED } from '../plain-task.js';
import type { Rule } from '../rule.js';

export const timeOrder: Rule = {
  id: 'time-order',
  summary: 'created, deadline and expires are out of order, or the deadline is too far away.',
  severity: 'error',
  foresee: SILENT_IF_ACCEPTED,
  check: (context) => issuesOf(context, 'time-order'),
};
