import { replaceInScalar } from '../../edit/replace-in-scalar.js';
import { mayHoldPlaceholder } from '../../jsone/check/check.js';
import { silentIf } from '../plain-task.js';
import type { Rule } from '../rule.js';

export const unfilledPlaceholder: Rule = {
  id: 'unfilled-placeholder',
  summary: 'A placeholder in the syntax of another language that names a variable of the template. It is not replaced.',
  severity: 'hint',
  foresee: silentIf(({ kind, text }) => kind !== 'taskcluster-yml-v1' || !mayHoldPlaceholder(text)),
  *check({ model, templateProblems }) {
    for (const { about, message, span, inner } of templateProblems()) {
      if (about !== 'placeholder' || !inner) continue;
      const edit = replaceInScalar(model.tree, inner.node, inner.span, inner.newText);
      const title = `Write ${inner.newText}`;
      yield { message, span, fixes: edit ? [{ title, safety: 'suggestion', edits: [edit] }] : [] };
    }
  },
};
