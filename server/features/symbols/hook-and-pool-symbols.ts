import { field, scalarField } from '../../core/model/merged.js';
import type { PoolVariant } from '../../core/model/model.js';
import { findEntry, type MapNode, type Node, resolveAlias } from '../../core/syntax/node.js';
import type { FlatSymbol } from './document-symbol.js';
import { extentOf, firstKey, nameIn, oneLine, selectionIn, type Way } from './symbol-range.js';

/** A worker pool: its id, its provider, and its maximum capacity. */
export function poolSymbol(pool: PoolVariant, way: Way | undefined, text: string): FlatSymbol {
  const { map, config } = pool;
  const { span, key } = extentOf(map, way);
  const id = pool.id?.text ?? pool.name?.parts.map((part) => part.text).join('');
  const provider =
    scalarField(map, 'providerId') ?? scalarField(map, 'provider_id') ?? scalarField(map, 'cloud') ?? pool.provider;
  const most = textOf(config ?? map, 'maxCapacity');
  const detail = oneLine([provider ?? '', most === undefined ? '' : `maxCapacity ${most}`].filter(Boolean).join(', '));
  return {
    name: (id === undefined ? undefined : oneLine(id)) ?? nameOf(key) ?? 'worker pool',
    ...(detail !== undefined && { detail }),
    kind: 'worker-pool',
    span,
    selection: selectionIn(span, [pool.name?.node, key, firstKey(map)], text),
  };
}

/** A hook: its id, as far as the file contains it, and its name for people. */
export function hookSymbol(map: MapNode, way: Way | undefined, text: string): FlatSymbol {
  const { span, key } = extentOf(map, way);
  const [group, hook] = [textOf(map, 'hookGroupId'), textOf(map, 'hookId')];
  const id = group !== undefined && hook !== undefined ? `${group}/${hook}` : hook;
  const metadata = findEntry(map, 'metadata');
  const about = metadata && resolveAlias(metadata.value);
  const title = about?.kind === 'map' ? textOf(about, 'name') : undefined;
  const named = id === undefined && title !== undefined && about?.kind === 'map' ? findEntry(about, 'name') : undefined;
  return {
    name: id ?? title ?? nameOf(key) ?? 'hook',
    ...(id !== undefined && title !== undefined && { detail: title }),
    kind: 'hook',
    span,
    selection: selectionIn(span, [findEntry(map, 'hookId')?.value, named?.value, key, firstKey(map)], text),
  };
}

/** An action of an `actions.json`: its name and its title. */
export function actionSymbol(map: MapNode, text: string): FlatSymbol {
  const { span } = extentOf(map, undefined);
  const [name, title] = [textOf(map, 'name'), textOf(map, 'title')];
  const named = findEntry(map, name === undefined ? 'title' : 'name');
  return {
    name: name ?? title ?? 'action',
    ...(name !== undefined && title !== undefined && { detail: title }),
    kind: 'action',
    span,
    selection: selectionIn(span, [named?.value, firstKey(map)], text),
  };
}

function textOf(map: MapNode, key: string): string | undefined {
  return nameOf(field(map, key)?.value);
}

function nameOf(node: Node | undefined): string | undefined {
  return node && nameIn(resolveAlias(node));
}
