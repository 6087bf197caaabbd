import type { Fix } from '../../base/finding.js';
import { writeScalar } from '../../edit/write-scalar.js';
import type { Place } from '../../jsone/located-value.js';
import type { Node, SyntaxTree } from '../../syntax/node.js';
import { mendingFixes } from '../schema-error-fixes.js';
import { shorterDeadline } from './shorter-deadline.js';
import type { TaskError } from './task-error.js';

/** The fixes for errors of the queue's code, if one is obvious. */
export function errorFixes(
  tree: SyntaxTree,
  { rule, tooFar, mend }: TaskError,
  { node, exact }: Place,
  created: unknown,
): Fix[] {
  if (!exact) return [];
  if (mend) return mendingFixes(tree, node, mend);
  if (rule === 'scope-format') return oneStar(tree, node);
  return tooFar === undefined ? [] : shorterDeadline(tree, node, created, tooFar);
}

/** Keeps only one of the stars at the end of a scope. */
function oneStar({ syntax }: SyntaxTree, node: Node): Fix[] {
  if (node.kind !== 'scalar' || node.type !== 'string' || node.style === 'block' || !node.text.endsWith('**'))
    return [];
  if (node.anchor !== undefined || node.tag !== undefined) return [];
  let end = node.text.length - 1;
  while (node.text[end - 1] === '*') end--;
  const newText = writeScalar(node.text.slice(0, end + 1), node.style, { json: syntax !== 'yaml', flow: true });
  const edits = [{ span: { start: node.start, end: node.end }, newText }];
  return [{ title: `Change to ${newText}`, safety: 'suggestion', edits }];
}
