import type { Fix } from '../base/finding.js';
import type { TextEdit } from '../base/text-edit.js';
import { replaceInScalar } from '../edit/replace-in-scalar.js';
import type { DescribedProblem, Replacement } from '../jsone/describe-problem.js';
import type { SyntaxTree } from '../syntax/node.js';

/** The fixes for a problem of a template, the likeliest first. `also`: edits that belong to the first. */
export function problemFixes(
  tree: SyntaxTree,
  { replacement, instead = [] }: Pick<DescribedProblem, 'replacement' | 'instead'>,
  also: readonly TextEdit[] = [],
): Fix[] {
  const all = replacement ? [replacement, ...instead] : instead;
  return all.flatMap((one) => {
    const edit = editOf(tree, one);
    const edits = edit && (one === replacement ? [edit, ...also] : [edit]);
    return edits ? [{ title: one.title, safety: 'suggestion', ...(one.isGuess && { isGuess: true }), edits }] : [];
  });
}

function editOf(tree: SyntaxTree, { span, newText, scalar }: Replacement): TextEdit | undefined {
  return scalar ? replaceInScalar(tree, scalar, span, newText) : { span, newText };
}
