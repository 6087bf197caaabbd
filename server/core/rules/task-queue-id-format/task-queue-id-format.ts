import { checkFormat, silentOnFormat } from '../format.js';
import type { Rule } from '../rule.js';
import { withServiceErrors } from '../service-errors.js';

export const taskQueueIdFormat: Rule = {
  id: 'task-queue-id-format',
  summary: 'The taskQueueId of a task is not one that the queue accepts.',
  severity: 'error',
  foresee: silentOnFormat('taskQueueId'),
  check: (context) => withServiceErrors(context, 'task-queue-id-format', checkFormat(context.model, 'taskQueueId')),
};
