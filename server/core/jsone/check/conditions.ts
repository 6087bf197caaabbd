import { resolveAlias } from '../../syntax/node.js';
import { entriesOf } from './entries.js';
import { refuseKind } from './operand.js';
import { type Operation, operatorsIn } from './operation.js';
import type { Checker } from './problem.js';
import type { Scope } from './scope.js';

const DEFAULT = '$default';

/**
 * Checks `$switch` and `$match`: their mapping is not rendered, its keys are expressions as they stand. Only `$switch`
 * has a `$default`.
 */
export function checkConditions(checker: Checker, { operator, entry }: Operation, scope: Scope): void {
  const map = resolveAlias(entry.value);
  if (map?.kind !== 'map') {
    refuseKind(checker, entry.value, { words: `${operator} needs a mapping of conditions`, kinds: ['mapping'] });
    return;
  }
  for (const [condition, { key, value }] of entriesOf(map)) {
    const node = resolveAlias(key);
    const fallback = /^\$?(default|else|otherwise)$/i.test(condition) && !scope.names.has(condition);
    if (operator === '$switch' && condition === DEFAULT) {
      // What holds if nothing else does.
    } else if (fallback && operator === '$switch' && !entriesOf(map).has(DEFAULT)) {
      const replacement = { span: key, newText: DEFAULT, title: `Write ${DEFAULT}` };
      const plain = node === key && node.kind === 'scalar' && node.style === 'plain';
      const message = `The case for when no condition holds is called "${DEFAULT}", not "${condition}".`;
      checker.report({ message, span: key, ...(plain && { replacement }) });
    } else if (condition === DEFAULT) {
      checker.report({
        message: `$match has no "${DEFAULT}": it takes all conditions that hold. $switch has one.`,
        span: key,
      });
    } else if (operatorsIn(new Map([[condition, entry]])).length > 0) {
      const message = `The mapping of ${operator} is taken as it stands: its keys are conditions, and "${condition}" is none.`;
      checker.report({ message, span: key });
    } else if (node?.kind === 'scalar' && node.type === 'string') checker.expression(node, scope);
    checker.template(value, scope);
  }
}
