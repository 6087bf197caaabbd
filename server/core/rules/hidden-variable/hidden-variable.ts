import { problemFixes } from '../../services/problem-fixes.js';
import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule } from '../rule.js';

export const hiddenVariable: Rule = {
  id: 'hidden-variable',
  summary: 'A template variable hides one that the service provides.',
  severity: 'hint',
  foresee: ALWAYS_SILENT,
  *check({ model, templateProblems }) {
    for (const problem of templateProblems()) {
      const { about, message, span, also } = problem;
      if (about === 'hidden-variable') yield { message, span, fixes: problemFixes(model.tree, problem, also) };
    }
  },
};
