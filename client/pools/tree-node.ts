import type { PoolRow, PoolsParams, PoolsResult } from '../../server/lsp/protocol.js';
import { hostOf } from '../../server/taskcluster/root-url.js';
import type { Decision } from '../live/decision.js';
import { describeLookUps } from '../live/describe.js';

/** A line of the tree: a group of pools, a pool, or a sentence where there are none. */
export type PoolNode =
  | { readonly kind: 'group'; readonly which: PoolsParams['which']; readonly label: string }
  | { readonly kind: 'pool'; readonly row: PoolRow }
  | { readonly kind: 'note'; readonly text: string };

/** The top of the tree: nothing where nothing may be asked, for which the view has a welcome. */
export function groupsFor(decision: Decision): readonly PoolNode[] {
  if (decision.kind !== 'allowed') return [];
  return [
    { kind: 'group', which: 'workspace', label: 'Used in This Workspace' },
    { kind: 'group', which: 'all', label: `All of ${hostOf(decision.rootUrl)}` },
  ];
}

/**
 * What stands in a group.
 * @param result what the server said; undefined if it does not run
 * @param clientId who asks; undefined for no one in particular
 */
export function nodesOf(
  which: PoolsParams['which'],
  result: PoolsResult | undefined,
  decision: Decision,
  clientId: string | undefined,
): readonly PoolNode[] {
  if (!result) return [{ kind: 'note', text: 'The language server does not run' }];
  if (result.pools.length > 0) return result.pools.map((row) => ({ kind: 'pool', row }));
  const { status } = result;
  if (status.why !== undefined) {
    const { text, detail } = describeLookUps(decision, status, clientId);
    return [{ kind: 'note', text: `${text}: ${lowerFirst(detail)}` }];
  }
  return [{ kind: 'note', text: which === 'workspace' ? 'No open file names a worker pool' : 'There are none' }];
}

/** What the tree shows beside the name of a pool, when the mouse rests on it: plain text. */
export function tooltipOf({ workerPoolId, warning, details }: PoolRow): string {
  return [workerPoolId, ...(warning === undefined ? [] : [warning]), ...details].join('\n');
}

/**
 * Where the deployment shows a pool; undefined for what is no pool of it. A page elsewhere is never opened, whoever names
 * it.
 * @param target a line of the tree, or the id of a pool
 */
export function pageOf(target: unknown, rootUrl: string): string | undefined {
  if (typeof target === 'string' && target !== '') return `${rootUrl}/worker-manager/${encodeURIComponent(target)}`;
  const url = rowOf(target)?.url;
  return url?.startsWith(`${rootUrl}/`) ? url : undefined;
}

/** The id of a pool that a command is called with: a line of the tree, or the id itself. */
export function poolIdOf(target: unknown): string | undefined {
  return typeof target === 'string' ? target : rowOf(target)?.workerPoolId;
}

function rowOf(target: unknown): PoolRow | undefined {
  const isPool = typeof target === 'object' && target !== null && 'kind' in target && target.kind === 'pool';
  return isPool ? (target as Extract<PoolNode, { kind: 'pool' }>).row : undefined;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
