import type { Span } from '../base/text.js';
import type { TextEdit } from '../base/text-edit.js';
import type { ScalarNode, SyntaxTree } from '../syntax/node.js';
import { locator } from '../syntax/source-map.js';
import { writeScalar } from './write-scalar.js';

/**
 * Replaces a range of a scalar's content, given as offsets in the content, with a text. Undefined if that could change anything
 * else: several places share the scalar, or it is quoted and has several lines.
 */
export function replaceInScalar(
  { text, syntax }: SyntaxTree,
  node: ScalarNode,
  { start, end }: Span,
  newText: string,
): TextEdit | undefined {
  if (node.type !== 'string' || node.anchor !== undefined || node.tag !== undefined) return undefined;
  if (node.style !== 'block' && !/[\r\n]/.test(text.slice(node.start, node.end))) {
    const value = node.text.slice(0, start) + newText + node.text.slice(end);
    const source = writeScalar(value, node.style, { json: syntax !== 'yaml', flow: true });
    return { span: { start: node.start, end: node.end }, newText: source };
  }
  const span = locator(node, text)({ start, end });
  return span && (node.style === 'block' || !/['"\\]/.test(newText)) ? { span, newText } : undefined;
}
