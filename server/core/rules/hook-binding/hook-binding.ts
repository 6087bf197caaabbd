import { quote } from '../../base/quote.js';
import { findEntry, type Node, resolveAlias } from '../../syntax/node.js';
import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule } from '../rule.js';

/**
 * The prefixes of exchanges that createHook and updateHook deny to hooks (services/hooks: isDeniedBinding), with the reason: a
 * hook that creates a task for each task, or that is triggered by hooks, would never stop.
 */
const DENIED = [
  { prefix: 'exchange/taskcluster-queue/v1/task-created', why: 'each task it creates would trigger it again' },
  { prefix: 'exchange/taskcluster-hooks/', why: 'hooks would trigger it without end' },
];

export const hookBinding: Rule = {
  id: 'hook-binding',
  summary: 'A hook is bound to an exchange that the hooks service does not allow.',
  severity: 'error',
  foresee: ALWAYS_SILENT,
  *check({ model }) {
    if (model.kind !== 'hook') return;
    for (const root of model.tree.roots) {
      const bindings = valueAt(root, 'bindings');
      for (const item of bindings?.kind === 'seq' ? bindings.items : []) {
        const exchange = valueAt(item, 'exchange');
        if (exchange?.kind !== 'scalar' || exchange.type !== 'string') continue;
        const denied = DENIED.find(({ prefix }) => exchange.text.startsWith(prefix));
        if (!denied) continue;
        const message = `The hooks service rejects a hook bound to ${quote(exchange.text)}: ${denied.why}. Bind it to another exchange.`;
        yield { message, span: { start: exchange.start, end: exchange.end } };
      }
    }
  },
};

function valueAt(node: Node, key: string): Node | undefined {
  const map = resolveAlias(node);
  const value = map?.kind === 'map' ? findEntry(map, key)?.value : undefined;
  return value && resolveAlias(value);
}
