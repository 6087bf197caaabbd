import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule } from '../rule.js';
import { serviceErrorsOf } from '../service-errors.js';

export const limits: Rule = {
  id: 'limits',
  summary: 'The file is too large or too deeply nested to be checked in full.',
  severity: 'info',
  foresee: ALWAYS_SILENT,
  check: (context) => {
    const { limit } = context.model.tree;
    return limit ? [limit] : serviceErrorsOf(context, 'limits');
  },
};
