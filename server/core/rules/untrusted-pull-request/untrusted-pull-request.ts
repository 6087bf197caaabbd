import type { Fix } from '../../base/finding.js';
import type { TextEdit } from '../../base/text-edit.js';
import { replaceInScalar } from '../../edit/replace-in-scalar.js';
import { valueAt } from '../../services/github/events.js';
import { type Node, type ScalarNode, type SyntaxTree, visitNodes } from '../../syntax/node.js';
import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule } from '../rule.js';

const TRUSTED = 'github-pull-request';
const UNTRUSTED = 'github-pull-request-untrusted';

export const untrustedPullRequest: Rule = {
  id: 'untrusted-pull-request',
  summary: 'public_restricted in a file that creates no task for pull requests from strangers.',
  severity: 'warning',
  foresee: ALWAYS_SILENT,
  *check({ model, renderings }) {
    const [root] = model.tree.roots;
    if (model.kind !== 'taskcluster-yml-v1' || !root) return;
    const policy = valueAt(valueAt(root, 'policy'), 'pullRequests');
    if (policy?.kind !== 'scalar' || policy.text !== 'public_restricted') return;
    const countsFor = (tasksFor: string): (number | undefined)[] =>
      renderings()
        .filter(({ event }) => event.tasksFor === tasksFor)
        .map(({ tasks }) => tasks?.length);
    if (!countsFor(TRUSTED).some((count) => count) || countsFor(UNTRUSTED).some((count) => count !== 0)) return;
    yield {
      message: `With public_restricted, pull requests from strangers have tasks_for "${UNTRUSTED}", but this file creates no task for that. Create one, or write "collaborators".`,
      span: { start: policy.start, end: policy.end },
      fixes: [...conditionFix(model.tree, root), ...policyFix(model.tree, policy)],
    };
  },
};

export const CONDITION = new RegExp(`\\btasks_for\\s*==\\s*(["'])${TRUSTED}\\1`);

/** Makes every condition for trusted pull requests accept both kinds. */
function conditionFix(tree: SyntaxTree, root: Node): Fix[] {
  const edits: TextEdit[] = [];
  let complete = true;
  visitNodes(root, (node) => {
    const match = node.kind === 'scalar' ? CONDITION.exec(node.text) : null;
    if (node.kind !== 'scalar' || !match) return;
    const [condition, quote] = match;
    const both = `tasks_for in [${quote}${TRUSTED}${quote}, ${quote}${UNTRUSTED}${quote}]`;
    const span = { start: match.index, end: match.index + condition.length };
    const edit = CONDITION.test(node.text.slice(span.end)) ? undefined : replaceInScalar(tree, node, span, both);
    if (edit) edits.push(edit);
    else complete = false;
  });
  if (!complete || edits.length === 0) return [];
  return [{ title: 'Create the pull request tasks for strangers too', safety: 'suggestion', edits }];
}

function policyFix(tree: SyntaxTree, policy: ScalarNode): Fix[] {
  const edit = replaceInScalar(tree, policy, { start: 0, end: policy.text.length }, 'collaborators');
  return edit ? [{ title: 'Change to collaborators', safety: 'suggestion', edits: [edit] }] : [];
}
