import { SILENT_IF_ACCEPTED } from '../plain-task.js';
import type { Rule } from '../rule.js';
import { serviceErrorsOf } from '../service-errors.js';

export const schema: Rule = {
  id: 'schema',
  summary: 'A value, a key or a missing key that the schema of the service refuses.',
  severity: 'error',
  foresee: SILENT_IF_ACCEPTED,
  check: (context) => serviceErrorsOf(context, 'schema'),
};
