import type { Rule } from '../rule.js';

export const limits: Rule = {
  id: 'limits',
  summary: 'The file is too large or too deeply nested to be checked in full.',
  severity: 'info',
  *check({ model }) {
    if (model.tree.limit) yield model.tree.limit;
  },
};
