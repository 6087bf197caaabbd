import { SILENT_IF_ACCEPTED } from '../plain-task.js';
import type { Rule } from '../rule.js';
import { serviceErrorsOf } from '../service-errors.js';

export const routes: Rule = {
  id: 'routes',
  summary: 'A task has more routes than the service accepts.',
  severity: 'error',
  foresee: SILENT_IF_ACCEPTED,
  check: (context) => serviceErrorsOf(context, 'routes'),
};
