import { issuesOf } from '../issues.js';
import type { Rule } from '../rule.js';

export const routes: Rule = {
  id: 'routes',
  summary: 'A task has more routes than the service takes.',
  severity: 'error',
  check: (context) => issuesOf(context, 'routes'),
};
