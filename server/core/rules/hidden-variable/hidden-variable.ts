import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule } from '../rule.js';

export const hiddenVariable: Rule = {
  id: 'hidden-variable',
  summary: 'A variable of a template hides one that the service gives.',
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
