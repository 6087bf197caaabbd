import { issuesOf } from '../issues.js';
import { SILENT_IF_ACCEPTED } from '../plain-task.js';
import type { Rule } from '../rule.js';

export const routes: Rule = {
  id: 'routes',
  summary: 'A task has more routes than the service accepts.',
  severity: 'error',
  foresee: SILENT_IF_ACCEPTED,
  check: (context) => issuesOf(context, 'routes'),
};
