import { checkFormat, silentOnFormat } from '../format.js';
import { withIssues } from '../issues.js';
import type { Rule } from '../rule.js';

export const taskQueueIdFormat: Rule = {
  id: 'task-queue-id-format',
  summary: 'The taskQueueId of a task is not one that the queue accepts.',
  severity: 'error',
  foresee: silentOnFormat('taskQueueId'),
  check: (context) => withIssues(context, 'task-queue-id-format', checkFormat(context.model, 'taskQueueId')),
};
