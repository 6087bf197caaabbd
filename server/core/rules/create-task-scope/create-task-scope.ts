import { SILENT_IF_ACCEPTED } from '../plain-task.js';
import type { Rule } from '../rule.js';
import { serviceErrorsOf } from '../service-errors.js';

export const createTaskScope: Rule = {
  id: 'create-task-scope',
  summary: 'A scope to create tasks without a priority, which grants nothing.',
  severity: 'warning',
  foresee: SILENT_IF_ACCEPTED,
  check: (context) => serviceErrorsOf(context, 'create-task-scope'),
};
