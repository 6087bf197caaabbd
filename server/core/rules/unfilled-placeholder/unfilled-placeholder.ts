import { replaceInScalar } from '../../edit/replace-in-scalar.js';
import type { Rule } from '../rule.js';

export const unfilledPlaceholder: Rule = {
  id: 'unfilled-placeholder',
  summary: 'A placeholder of another language that names a variable of the template: it stays as it is.',
  severity: 'hint',
  *check({ model, templateProblems }) {
    for (const { about, message, span, inner } of templateProblems()) {
      if (about !== 'placeholder' || !inner) continue;
      const edit = replaceInScalar(model.tree, inner.node, inner.span, inner.newText);
      const title = `Write ${inner.newText}`;
      yield { message, span, fixes: edit ? [{ title, safety: 'suggestion', edits: [edit] }] : [] };
    }
  },
};
