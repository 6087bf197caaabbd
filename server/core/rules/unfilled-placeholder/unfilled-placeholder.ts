import { mayHoldPlaceholder } from '../../jsone/check/check.js';
import { problemFixes } from '../../services/problem-fixes.js';
import { silentIf } from '../plain-task.js';
import type { Rule } from '../rule.js';

export const unfilledPlaceholder: Rule = {
  id: 'unfilled-placeholder',
  summary: 'A placeholder in the syntax of another language that names a variable of the template. It is not replaced.',
  severity: 'hint',
  foresee: silentIf(({ kind, text }) => kind !== 'taskcluster-yml-v1' || !mayHoldPlaceholder(text)),
  *check({ model, templateProblems }) {
    for (const problem of templateProblems()) {
      const { about, message, span } = problem;
      if (about === 'placeholder') yield { message, span, fixes: problemFixes(model.tree, problem) };
    }
  },
};
