import { checkFormat, silentOnFormat } from '../format.js';
import type { Rule } from '../rule.js';
import { withServiceErrors } from '../service-errors.js';

export const workerTypeFormat: Rule = {
  id: 'worker-type-format',
  summary: 'The workerType of a task is not one that the queue accepts.',
  severity: 'error',
  foresee: silentOnFormat('workerType'),
  check: (context) => withServiceErrors(context, 'worker-type-format', checkFormat(context.model, 'workerType')),
};
