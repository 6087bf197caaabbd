import { findEntry, type Node, resolveAlias, type ScalarNode } from '../../syntax/node.js';

/**
 * The prefixes of exchanges that createHook and updateHook deny to hooks (services/hooks: isDeniedBinding), with the reason: a
 * hook that creates a task for each task, or that is fired by hooks, would never stop.
 */
const DENIED = [
  { prefix: 'exchange/taskcluster-queue/v1/task-created', why: 'each task it creates would trigger it again' },
  { prefix: 'exchange/taskcluster-hooks/', why: 'hooks would trigger it endlessly' },
];

/** The exchange of a binding, if it is written literally. */
export function exchangeOf(binding: Node): ScalarNode | undefined {
  const map = resolveAlias(binding);
  const value = map?.kind === 'map' ? findEntry(map, 'exchange')?.value : undefined;
  const exchange = value && resolveAlias(value);
  return exchange?.kind === 'scalar' && exchange.type === 'string' ? exchange : undefined;
}

/** Why hooks may not listen to an exchange; undefined if they may. */
export function whyDenied(exchange: string): string | undefined {
  return DENIED.find(({ prefix }) => exchange.startsWith(prefix))?.why;
}
