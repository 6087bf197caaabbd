import { contextOf, type Problem } from '../../jsone/engine/index.js';
import { keyText, type Node, visitNodes } from '../../syntax/node.js';

/**
 * Tells whether a problem occurs whenever its place is evaluated. An uncertain one may belong to a combination of branches
 * that never happens, because one `$if` may depend on what another has decided.
 */
export function surenessIn(template: Node): (problem: Problem) => boolean {
  let bound: ReadonlySet<string> | undefined;
  return ({ certain, detail }) => {
    if (certain) return true;
    switch (detail.code) {
      case 'unknown-name':
        // Something with this name elsewhere in the template may be in scope in some branches.
        bound ??= namesIn(template);
        return !bound.has(detail.name);
      case 'no-property':
        return contextOf(detail.object.origin) !== undefined;
      case 'syntax':
      case 'missing-operand':
      case 'reserved-key':
      case 'missing-key':
      case 'stray-keys':
      case 'several-operators':
      case 'dollar-then':
      case 'time-span':
        return true;
      default:
        return false;
    }
  };
}

/** Every key of a template, and every variable of its loops. */
function namesIn(template: Node): Set<string> {
  const names = new Set<string>();
  visitNodes(template, (node) => {
    if (node.kind !== 'map') return;
    for (const entry of node.entries) {
      const key = keyText(entry) ?? '';
      const variables = /^(?:each|by)\(([^)]*)\)$/.exec(key)?.[1]?.split(',') ?? [key];
      for (const name of variables) names.add(name.trim());
    }
  });
  return names;
}
