import type { Fix } from '../../base/finding.js';
import { replaceNode } from '../../edit/replace-node.js';
import { writeScalar } from '../../edit/write-scalar.js';
import { NOW } from '../../jsone/fixed-clock.js';
import { operatorOf } from '../../jsone/operators.js';
import { findEntry, type Node, type ScalarNode, type SyntaxTree } from '../../syntax/node.js';

const DAY = 24 * 60 * 60 * 1000;
/** How far the clocks may differ (queue.createTask). */
const DRIFT = 15 * 60 * 1000;

/**
 * The fix for a deadline too far ahead: `days` days after `created`, in the existing notation. None if the deadline is
 * computed, or if the result would still be too far ahead.
 */
export function shorterDeadline(tree: SyntaxTree, node: Node, created: unknown, days: number): Fix[] {
  if (typeof created !== 'string' || node.anchor !== undefined) return [];
  const begin = Date.parse(created);
  if (node.kind === 'map') {
    const span = operatorOf(node)?.operator === '$fromNow' && !findEntry(node, 'from') && findEntry(node, '$fromNow');
    const ago = Date.parse(NOW) - begin;
    return span && span.value.kind === 'scalar' && ago >= 0 && ago <= DRIFT
      ? replaced(tree, span.value, `${days} days`)
      : [];
  }
  if (node.kind !== 'scalar' || !/^\d{4}-\d\d-\d\d[Tt ]/.test(node.text) || Number.isNaN(begin)) return [];
  const time = new Date(begin + days * DAY).toJSON();
  return replaced(tree, node, /[.]\d/.test(node.text) ? time : time.replace(/[.]\d+/, ''));
}

function replaced(tree: SyntaxTree, node: ScalarNode, text: string): Fix[] {
  if (node.type !== 'string' || node.anchor !== undefined || node.tag !== undefined || node.text.includes('${'))
    return [];
  const newText = writeScalar(text, node.style, { json: tree.syntax !== 'yaml', flow: true });
  return [{ title: `Change to ${text}`, safety: 'suggestion', edits: [replaceNode(tree, node, newText)] }];
}
