import { SILENT_IF_ACCEPTED } from '../plain-task.js';
import type { Rule } from '../rule.js';
import { serviceErrorsOf } from '../service-errors.js';

export const payload: Rule = {
  id: 'payload',
  summary: 'A payload that the worker refuses, or that asks for more than the task has scopes for.',
  severity: 'error',
  foresee: SILENT_IF_ACCEPTED,
  check: (context) => serviceErrorsOf(context, 'payload'),
};
