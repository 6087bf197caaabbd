import { operatorOf } from '../../core/jsone/operators.js';
import type { DocumentModel, PoolVariant, TaskVariant } from '../../core/model/model.js';
import { isActions, isHook } from '../../core/model/recognize.js';
import { findEntry, type MapNode, type Node, resolveAlias } from '../../core/syntax/node.js';
import type { DocumentSymbol, FlatSymbol } from './document-symbol.js';
import { actionSymbol, hookSymbol, poolSymbol } from './hook-and-pool-symbols.js';
import { inside, type Way } from './symbol-range.js';
import { createTaskSymbols } from './task-symbols.js';
import { payloadSymbols, settingSymbols, templateSymbols } from './template-symbols.js';

/**
 * The tasks, hooks, actions and worker pools in a document, and the variables, branches and settings around them; nested and in
 * the order of the text.
 */
export function documentSymbols(model: DocumentModel): DocumentSymbol[] {
  if (model.kind === 'none') return [];
  const variants = new Map<Node, TaskVariant[]>();
  for (const variant of model.tasks) {
    const here = variants.get(variant.place);
    if (here) here.push(variant);
    else variants.set(variant.place, [variant]);
  }
  const pools = new Map<Node, PoolVariant>(model.pools.map((pool) => [pool.map, pool]));
  const actions = new Set(model.tree.roots.flatMap(actionsOf));
  const taskSymbols = createTaskSymbols(model);
  const { text, roots } = model.tree;
  const found: FlatSymbol[] = [];
  const visit = (node: Node, way: Way | undefined): void => {
    const here = variants.get(node);
    if (here) found.push(...taskSymbols(node, here, way));
    if (node.kind === 'map') {
      const pool = pools.get(node);
      if (pool) found.push(poolSymbol(pool, way, text));
      if (isHookHere(node, way, variants)) found.push(hookSymbol(node, way, text));
      if (actions.has(node)) found.push(actionSymbol(node, text));
      const isNamed = !operatorOf(node);
      for (const entry of node.entries) visit(entry.value, { within: node, entry, isNamed, above: way });
    }
    if (node.kind === 'seq') for (const item of node.items) visit(item, { within: node, above: way });
  };
  for (const root of roots) visit(root, undefined);
  return nested([...found, ...templateSymbols(model, found), ...settingSymbols(model), ...payloadSymbols(model)]);
}

/** Whether a mapping is a hook: the root of a hook file, or elsewhere a mapping that looks like one and whose task is a task. */
function isHookHere(map: MapNode, way: Way | undefined, variants: ReadonlyMap<Node, readonly TaskVariant[]>): boolean {
  if (!isHook(map)) return false;
  const task = findEntry(map, 'task');
  return !way || (task !== undefined && variants.has(task.value));
}

/** The items of the `actions` of an `actions.json`. */
function actionsOf(root: Node): readonly Node[] {
  const actions = root.kind === 'map' && isActions(root) ? findEntry(root, 'actions') : undefined;
  const list = actions && resolveAlias(actions.value);
  return list?.kind === 'seq' ? list.items : [];
}

/** A symbol that children are still added to. */
interface Open extends DocumentSymbol {
  readonly children: Open[];
}

/** Nests symbols into those that contain them. */
function nested(symbols: readonly FlatSymbol[]): DocumentSymbol[] {
  const sorted = symbols.toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const roots: Open[] = [];
  const around: Open[] = [];
  for (const symbol of sorted) {
    const open: Open = { ...symbol, children: [] };
    while (around.length > 0 && !inside(open.span, around.at(-1)?.span)) around.pop();
    (around.at(-1)?.children ?? roots).push(open);
    around.push(open);
  }
  return roots;
}
