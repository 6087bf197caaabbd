import { SILENT_IF_ACCEPTED } from '../plain-task.js';
import type { Rule } from '../rule.js';
import { serviceErrorsOf } from '../service-errors.js';

export const timeOrder: Rule = {
  id: 'time-order',
  summary: 'created, deadline and expires are out of order, or the deadline is too far away.',
  severity: 'error',
  foresee: SILENT_IF_ACCEPTED,
  check: (context) => serviceErrorsOf(context, 'time-order'),
};
