import { SILENT_IF_ACCEPTED } from '../plain-task.js';
import type { Rule } from '../rule.js';
import { serviceErrorsOf } from '../service-errors.js';

export const scopeFormat: Rule = {
  id: 'scope-format',
  summary: 'A scope ends with more than one star.',
  severity: 'error',
  foresee: SILENT_IF_ACCEPTED,
  check: (context) => serviceErrorsOf(context, 'scope-format'),
};
