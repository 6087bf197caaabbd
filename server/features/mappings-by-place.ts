import { mapField } from '../core/model/merged.js';
import type { DocumentModel } from '../core/model/model.js';
import type { DescribedName } from '../core/schema/names.js';
import type { SchemaLocation } from '../core/schema/schema-map.js';
import { findEntry, hasKey, type MapNode, type Node, resolveAlias } from '../core/syntax/node.js';

/** The mappings that only their place tells, while they have hardly any keys: entries of a task graph, and of lists of pools. */
export function mappingsByPlace({ kind, tree, hooks }: DocumentModel): [MapNode, SchemaLocation][] {
  const root = tree.roots[0] && resolveAlias(tree.roots[0]);
  if (!root) return [];
  const tasks = root.kind === 'map' ? findEntry(root, 'tasks')?.value : undefined;
  const isGraph = kind === 'task-graph';
  const isOther = (map: MapNode): boolean => hasKey(map, 'payload') || hooks.some((hook) => hook.map === map);
  const listed = tasks ? mappingsIn(tasks).filter((map) => !isOther(map)) : [];
  const top = isGraph ? mappingsIn(root).filter((map) => !isOther(map)) : [];
  return [
    ...(listed.some(isEntry) || isGraph ? listed : []).map((map) => at(map, 'graph-entry')),
    ...(top.some(isEntry) ? top : []).map((map) => at(map, 'graph-entry')),
    ...(root.kind === 'map' ? poolsUnder(root) : []),
  ];
}

/** Whether a mapping is surely more than a task. */
function isEntry(map: MapNode): boolean {
  return mapField(map, 'task') !== undefined || ['label', 'reruns', 'optimization'].some((key) => hasKey(map, key));
}

/** Pools of community-tc-config, of one project or of several; and those of fxci-config. */
function poolsUnder(root: MapNode): [MapNode, SchemaLocation][] {
  const projects = [root, ...mappingsIn(root)].map((project) => mapField(project, 'workerPools'));
  // A body of the API can stand there, too.
  const pools = projects.flatMap((kept) => (kept ? mappingsIn(kept) : [])).filter((map) => !hasKey(map, 'providerId'));
  const fxci = findEntry(root, 'pools')?.value;
  const listed = fxci ? mappingsIn(fxci) : [];
  return [
    ...pools.map((map) => at(map, 'community-pool')),
    ...(listed.some((map) => hasKey(map, 'pool_id')) ? listed : []).map((map) => at(map, 'fxci-pool-entry')),
  ];
}

function at(map: MapNode, schema: DescribedName): [MapNode, SchemaLocation] {
  return [map, { schema, path: [] }];
}

/** The mappings in a list, or under the keys of a mapping. */
function mappingsIn(node: Node): MapNode[] {
  const value = resolveAlias(node);
  const inner = value?.kind === 'seq' ? value.items : value?.kind === 'map' ? value.entries.map((e) => e.value) : [];
  return inner.map(resolveAlias).filter((item) => item?.kind === 'map');
}
