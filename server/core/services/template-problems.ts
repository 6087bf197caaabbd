import { checkParameters, checkTemplate, type TemplateProblem } from '../jsone/check/check.js';
import { GITHUB_CONTEXT, HOOK_CONTEXT, OTHER_CALLERS_CONTEXT } from '../jsone/check/contexts.js';
import type { DocumentModel } from '../model/model.js';
import { findEntry, resolveAlias } from '../syntax/node.js';

/** The mistakes in a template document, or in templates within it, without rendering; none if it may not be a template. */
export function templateProblems({ kind, tree }: DocumentModel): TemplateProblem[] {
  const root = tree.roots[0];
  if (!root || tree.problems.length > 0) return [];
  switch (kind) {
    case 'taskcluster-yml-v1':
      return checkTemplate(root, tree.text, {
        variables: new Set([...GITHUB_CONTEXT, ...OTHER_CALLERS_CONTEXT]),
        given: GITHUB_CONTEXT,
        open: false,
        without: ['version', 'hooks'],
      });
    case 'taskcluster-yml-v0':
      return checkParameters(root, tree.text);
    case 'hook': {
      const hook = resolveAlias(root);
      const task = hook?.kind === 'map' ? findEntry(hook, 'task') : undefined;
      const options = { variables: HOOK_CONTEXT, given: HOOK_CONTEXT, open: false };
      return task ? checkTemplate(task.value, tree.text, options) : [];
    }
    default:
      // Other files may not be templates at all: a `${HOME}` in a command is meant for the shell.
      return [];
  }
}
