import type { Fix } from '../../base/finding.js';
import type { TextEdit } from '../../base/text-edit.js';
import { insertKeys } from '../../edit/insert-entry.js';
import { rewriteEntries } from '../../edit/rewrite-entries.js';
import { isEditError } from '../../edit/write-scalar.js';
import { keySpan, locate } from '../../jsone/located-value.js';
import { isKnownMapping } from '../../jsone/static-value.js';
import type { PoolReading } from '../../services/worker-manager/read-pool.js';
import { type Entry, findEntry, type MapNode, type Node, resolveAlias, type SyntaxTree } from '../../syntax/node.js';
import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule, RuleFinding } from '../rule.js';

export const deprecatedPoolKey: Rule = {
  id: 'deprecated-pool-key',
  summary: 'A launch config key that has moved to workerManager.',
  severity: 'hint',
  foresee: ALWAYS_SILENT,
  *check({ model, pools, aliased }) {
    const seen = new Set<number>();
    for (const pool of pools()) {
      for (const finding of movedKeys(model.tree, pool, aliased())) {
        if (!seen.has(finding.span.start)) yield finding;
        seen.add(finding.span.start);
      }
    }
  },
};

/** The keys that have moved, and the provider they belong to. */
const MOVED = [
  ['capacityPerInstance', undefined],
  ['ignoreFailedProvisioningStates', 'azure'],
] as const;

function* movedKeys(
  tree: SyntaxTree,
  { variant, config }: PoolReading,
  aliased: ReadonlySet<Node>,
): Iterable<RuleFinding> {
  if (!config || variant.provider === 'null' || (variant.layout !== 'body' && variant.layout !== 'config')) return;
  const list = config.value.launchConfigs;
  for (const [index, item] of (Array.isArray(list) ? list : []).entries()) {
    if (!isKnownMapping(item)) continue;
    const { maps, exact } = locate(config, ['launchConfigs', index]);
    for (const [key, provider] of MOVED) {
      const span =
        exact && key in item && (!provider || provider === variant.provider) ? keySpan(maps, key) : undefined;
      if (!span) continue;
      const own = isKnownMapping(item.workerManager) && key in item.workerManager;
      const message = own
        ? `${key} has moved to workerManager. This launch config already has it there, and only that one counts.`
        : `${key} has moved to workerManager. Write it there.`;
      const [map, ...others] = maps;
      const alone = map && others.length === 0 && !aliased.has(map) && !isNamed(item.workerManager);
      yield { message, span, tags: ['deprecated'], fixes: alone ? fixes(tree, map, key, own) : [] };
    }
  }
}

/** Whether the launch config has its own id, which must never be reused for different content. */
function isNamed(workerManager: unknown): boolean {
  return workerManager !== undefined && (!isKnownMapping(workerManager) || 'launchConfigId' in workerManager);
}

function fixes(tree: SyntaxTree, map: MapNode, key: string, own: boolean): Fix[] {
  const entry = findEntry(map, key);
  const node = entry && resolveAlias(entry.value);
  // A value over several lines would have to be reindented.
  if (!entry || node !== entry.value || (node.kind !== 'scalar' && !node.flow) || node.anchor !== undefined) return [];
  const source = tree.text.slice(node.start, node.end);
  if (/[\r\n]/.test(source)) return [];
  const edits = own ? rewriteEntries(tree, map, [entry], undefined) : moveIn(tree, map, entry, key, source);
  if (!edits || isEditError(edits)) return [];
  return [{ title: own ? `Remove ${key}` : `Move ${key} to workerManager`, safety: 'suggestion', edits }];
}

function moveIn(
  tree: SyntaxTree,
  map: MapNode,
  entry: Entry,
  key: string,
  source: string,
): ReturnType<typeof rewriteEntries> | undefined {
  const target = findEntry(map, 'workerManager')?.value;
  if (target === undefined) {
    const name = tree.syntax === 'yaml' ? key : JSON.stringify(key);
    return rewriteEntries(tree, map, [entry], { key: 'workerManager', value: `{${name}: ${source}}` });
  }
  const insertion: TextEdit | undefined =
    target.kind === 'map' ? insertKeys(tree, target, [[key, { source }]]) : undefined;
  const dropped = rewriteEntries(tree, map, [entry], undefined);
  return insertion && !isEditError(dropped) ? [...dropped, insertion] : undefined;
}
