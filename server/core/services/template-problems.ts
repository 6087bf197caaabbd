import { checkParameters, checkTemplate, type TemplateProblem } from '../jsone/check/check.js';
import { GITHUB_CONTEXT, HOOK_CONTEXT, OTHER_CALLERS_CONTEXT } from '../jsone/check/contexts.js';
import type { DocumentModel } from '../model/model.js';
import { findEntry, resolveAlias } from '../syntax/node.js';

/** The mistakes in the template that a document is, or has in it, without rendering; none in what may be no template. */
export function templateProblems({ kind, tree }: DocumentModel): TemplateProblem[] {
  const root = tree.roots[0];
  if (!root || tree.errors.length > 0) return [];
  switch (kind) {
    case 'taskcluster-yml-v1':
      return checkTemplate(root, tree.text, {
        variables: new Set([...GITHUB_CONTEXT, ...OTHER_CALLERS_CONTEXT]),
        given: GITHUB_CONTEXT,
        without: ['version', 'hooks'],
      });
    case 'taskcluster-yml-v0':
      return checkParameters(root, tree.text);
    case 'hook': {
      const hook = resolveAlias(root);
      const task = hook?.kind === 'map' ? findEntry(hook, 'task') : undefined;
      const options = { variables: HOOK_CONTEXT, given: HOOK_CONTEXT };
      return task ? checkTemplate(task.value, tree.text, options) : [];
    }
    default:
      // Other files may be no templates at all: a `${HOME}` in a command is the shell's.
      return [];
  }
}
