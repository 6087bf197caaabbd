import { checkParameters, checkTemplate, type TemplateProblem } from '../jsone/check/check.js';
import { GITHUB_CONTEXT, HOOK_CONTEXT, OTHER_CALLERS_CONTEXT } from '../jsone/check/contexts.js';
import type { DocumentModel } from '../model/model.js';
import { NOT_RENDERED, type Renderer } from './github/render.js';

/**
 * The mistakes in a template document, or in templates within it, without rendering; none if it may not be a template.
 *
 * @param renderer renders the document, and so compiles it
 */
export function templateProblems({ kind, tree, hooks }: DocumentModel, renderer?: Renderer): TemplateProblem[] {
  const root = tree.roots[0];
  if (!root || tree.errors.length > 0) return [];
  switch (kind) {
    case 'taskcluster-yml-v1':
      return checkTemplate(root, tree.text, {
        variables: new Set([...GITHUB_CONTEXT, ...OTHER_CALLERS_CONTEXT]),
        given: GITHUB_CONTEXT,
        without: NOT_RENDERED,
        compile: renderer?.compile,
      });
    case 'taskcluster-yml-v0':
      return checkParameters(root, tree.text);
    default:
      // Other files may not be templates at all: a `${HOME}` in a command is meant for the shell.
      // Of a hook in a file whose reader is not known, neither is what it sees.
      return hooks
        .filter(({ layout }) => layout !== 'other')
        .flatMap(({ task }) => checkTemplate(task, tree.text, { variables: HOOK_CONTEXT, given: HOOK_CONTEXT }));
  }
}
