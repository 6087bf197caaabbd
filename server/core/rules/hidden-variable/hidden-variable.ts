import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule } from '../rule.js';

export const hiddenVariable: Rule = {
  id: 'hidden-variable',
  summary: 'A template variable hides one that the service provides.',
  severity: 'hint',
  foresee: ALWAYS_SILENT,
  *check({ templateProblems }) {
    for (const { about, message, span, replacement, also = [] } of templateProblems()) {
      if (about !== 'hidden-variable') continue;
      if (!replacement) yield { message, span };
      else {
        const { title, ...edit } = replacement;
        yield { message, span, fixes: [{ title, safety: 'suggestion', edits: [edit, ...also] }] };
      }
    }
  },
};
