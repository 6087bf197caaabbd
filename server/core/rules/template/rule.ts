import { checkParameters, checkTemplate, type TemplateProblem } from '../../jsone/check/check.js';
import { GITHUB_CONTEXT, HOOK_CONTEXT, OTHER_CALLERS_CONTEXT } from '../../jsone/check/contexts.js';
import type { DocumentModel } from '../../model/model.js';
import { findEntry, resolveAlias } from '../../syntax/node.js';
import { issuesOf } from '../issues.js';
import type { Rule, RuleContext, RuleFinding } from '../rule.js';

export const template: Rule = {
  id: 'template',
  summary: 'A mistake in a JSON-e template, or in the parameters of version 0.',
  severity: 'error',
  check(context) {
    const reached = mayBeReached(context);
    const problems = problemsOf(context.model).map((problem) => toFinding(problem, reached));
    return [...problems, ...issuesOf(context, 'template', problems)];
  },
};

function problemsOf({ kind, tree }: DocumentModel): TemplateProblem[] {
  const root = tree.roots[0];
  if (!root || tree.problems.length > 0) return [];
  switch (kind) {
    case 'taskcluster-yml-v1':
      return checkTemplate(root, tree.text, {
        variables: new Set([...GITHUB_CONTEXT, ...OTHER_CALLERS_CONTEXT]),
        open: false,
        without: ['version', 'hooks'],
      });
    case 'taskcluster-yml-v0':
      return checkParameters(root, tree.text);
    case 'hook': {
      const hook = resolveAlias(root);
      const task = hook?.kind === 'map' ? findEntry(hook, 'task') : undefined;
      return task ? checkTemplate(task.value, tree.text, { variables: HOOK_CONTEXT, open: false }) : [];
    }
    default:
      // Other files may be no templates at all: a `${HOME}` in a command is the shell's.
      return [];
  }
}

/**
 * Whether some rendering fails for a reason that may be a mistake of the template. Where every event is rendered, or
 * only lacks a property that the template reads, the service accepts the file: a mistake in it is never reached.
 */
function mayBeReached({ model, renderings }: RuleContext): boolean {
  if (model.kind !== 'taskcluster-yml-v1') return true;
  const all = renderings();
  return all.length === 0 || all.some(({ error }) => error !== undefined && !/has no property/.test(error));
}

function toFinding({ message, span, replacement, accepted }: TemplateProblem, reached: boolean): RuleFinding {
  const finding: RuleFinding = accepted || !reached ? { message, span, severity: 'warning' } : { message, span };
  if (!replacement) return finding;
  const { title, ...edit } = replacement;
  return { ...finding, fixes: [{ title, safety: 'suggestion', edits: [edit] }] };
}
