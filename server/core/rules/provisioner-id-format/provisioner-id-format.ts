import { checkFormat, silentOnFormat } from '../format.js';
import type { Rule } from '../rule.js';
import { withServiceErrors } from '../service-errors.js';

export const provisionerIdFormat: Rule = {
  id: 'provisioner-id-format',
  summary: 'The provisionerId of a task is not one that the queue accepts.',
  severity: 'error',
  foresee: silentOnFormat('provisionerId'),
  check: (context) => withServiceErrors(context, 'provisioner-id-format', checkFormat(context.model, 'provisionerId')),
};
