import { quote } from '../../base/quote.js';
import { writeScalar } from '../../edit/write-scalar.js';
import { OPERATORS } from '../../jsone/operators.js';
import { type Node, type ScalarNode, type SyntaxTree, visitNodes } from '../../syntax/node.js';
import type { ServiceError } from '../service-error.js';

/** Finds texts such as `$eval payload.name` in a template: without its colon the operator is plain text. */
export function textOperators(tree: SyntaxTree, root: Node): ServiceError[] {
  const errors: ServiceError[] = [];
  visitNodes(root, (node) => {
    if (node.kind !== 'scalar' || node.type !== 'string' || node.style === 'block') return;
    const found = operatorAtStart(node.text);
    if (!found) return;
    const { operator, operand } = found;
    const message = `${quote(operator)} is plain text here, because its colon is missing. Write {${operator}: ${operand}}.`;
    errors.push({
      rule: 'template',
      severity: 'warning',
      message,
      span: { start: node.start, end: node.end },
      fixes: fixes(tree, node, operator, operand),
    });
  });
  return errors;
}

/** An operator at the beginning of a line of text, with its probable operand. */
function operatorAtStart(text: string): { operator: string; operand: string } | undefined {
  const end = text.startsWith('$') && !text.includes('\n') ? text.search(/[ \t]/) : -1;
  const operator = OPERATORS.find((name) => name === text.slice(0, Math.max(0, end)));
  const operand = text.slice(end).trim();
  return operator === undefined || operand === '' || operand.startsWith('=') ? undefined : { operator, operand };
}

function fixes({ syntax }: SyntaxTree, node: ScalarNode, operator: string, operand: string): ServiceError['fixes'] {
  if (node.anchor !== undefined || node.tag !== undefined) return [];
  const isJson = syntax !== 'yaml';
  const value = writeScalar(operand, isJson ? 'double' : 'plain', { json: isJson, flow: true });
  const newText = isJson ? `{"${operator}": ${value}}` : `{${operator}: ${value}}`;
  const edits = [{ span: { start: node.start, end: node.end }, newText }];
  return [{ title: `Write ${newText}`, safety: 'suggestion', edits }];
}
