import type { PoolRow, PoolsParams, PoolsResult } from '../../server/lsp/protocol.js';
import { hostOf } from '../../server/taskcluster/root-url.js';
import type { Translate } from '../l10n.js';
import type { Decision } from '../live/decision.js';
import { describeLookUps } from '../live/describe.js';

/** A line of the tree: a group of pools, a pool, or a sentence where there are none. */
export type PoolNode =
  | { readonly kind: 'group'; readonly which: PoolsParams['which']; readonly label: string }
  | { readonly kind: 'pool'; readonly row: PoolRow }
  | { readonly kind: 'note'; readonly text: string };

/** The top level of the tree; empty if nothing may be asked, so that the view shows its welcome content. */
export function groupsFor(decision: Decision, t: Translate): readonly PoolNode[] {
  if (decision.kind !== 'allowed') return [];
  return [
    { kind: 'group', which: 'workspace', label: t('Used in This Workspace') },
    { kind: 'group', which: 'all', label: t('All of {0}', hostOf(decision.rootUrl)) },
  ];
}

/**
 * The children of a group.
 * @param result the server's answer; undefined if it is not running
 * @param clientId the client that asks; undefined without credentials
 */
export function nodesOf(
  which: PoolsParams['which'],
  result: PoolsResult | undefined,
  decision: Decision,
  clientId: string | undefined,
  t: Translate,
): readonly PoolNode[] {
  if (!result) return [{ kind: 'note', text: t('The language server is not running') }];
  if (result.pools.length > 0) return result.pools.map((row) => ({ kind: 'pool', row }));
  const { status } = result;
  if (status.why !== undefined) {
    const { text, detail } = describeLookUps(decision, status, clientId, t);
    return [{ kind: 'note', text: `${text}: ${lowerFirst(detail)}` }];
  }
  return [
    {
      kind: 'note',
      text:
        which === 'workspace'
          ? t('No open file names a worker pool: open one with tasks')
          : t('The deployment has no worker pools'),
    },
  ];
}

/** The plain-text tooltip of a pool in the tree. */
export function tooltipOf({ workerPoolId, warning, details }: PoolRow): string {
  return [workerPoolId, ...(warning === undefined ? [] : [warning]), ...details].join('\n');
}

/**
 * The deployment's page for a pool; undefined for anything else. A page on another site is never opened, whatever the
 * caller passes.
 * @param target a line of the tree, or the id of a pool
 */
export function pageOf(target: unknown, rootUrl: string): string | undefined {
  if (typeof target === 'string' && target !== '') return `${rootUrl}/worker-manager/${encodeURIComponent(target)}`;
  const url = rowOf(target)?.url;
  return url?.startsWith(`${rootUrl}/`) ? url : undefined;
}

/** The pool id in a command's argument, which is a line of the tree or the id itself. */
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
