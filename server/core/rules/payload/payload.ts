import { silentIf } from '../plain-task.js';
import type { Rule } from '../rule.js';
import { serviceErrorsOf } from '../service-errors.js';

export const payload: Rule = {
  id: 'payload',
  summary: 'A payload that the worker rejects, or that needs scopes the task does not have.',
  severity: 'error',
  foresee: silentIf((task) => task.isPayloadAccepted()),
  check: (context) => serviceErrorsOf(context, 'payload'),
};
