import { issuesOf } from '../issues.js';
import { SILENT_IF_ACCEPTED } from '../plain-task.js';
import type { Rule } from '../rule.js';

export const schema: Rule = {
  id: 'schema',
  summary: "A value, a key or a missing key that the service's schema rejects.",
  severity: 'error',
  foresee: SILENT_IF_ACCEPTED,
  check: (context) => issuesOf(context, 'schema'),
};
