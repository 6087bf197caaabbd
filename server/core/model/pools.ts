import { trimEndOf } from '../base/text.js';
import { hasInterpolations, type Part, stringParts } from '../jsone/strings.js';
import { type Entry, keyText, type MapNode, type Node, resolveAlias } from '../syntax/node.js';
import { CAPACITY_KEYS, COMMUNITY_POOL_FURTHER_KEYS, COMMUNITY_POOL_KEYS, POOL_BODY_KEYS } from './key-lists.js';
import { field, hasField, mapField, scalarField } from './merged.js';
import type { PoolVariant } from './model.js';
import { providerOf } from './pool-provider.js';

/**
 * The worker pools that a document defines, in the formats that people use. They are only recognised in certain places,
 * because another tool's file may well share a key or two with a pool.
 */
export function poolsOf(root: Node): PoolVariant[] {
  const top = resolveAlias(root);
  if (top?.kind === 'seq') return listed(top.items);
  if (top?.kind !== 'map') return [];
  if (isBody(top)) return [soleBody(top)];
  if (isConfig(top)) return [configPool(top)];
  return [...poolsUnder(top), ...fxciPools(top), ...projects(top), ...keyed(top)];
}

/** A mapping that is known to be the body of a pool, whatever it lacks. */
export function soleBody(map: MapNode): PoolVariant {
  return bodyPool(map, ownId(map), 'whole');
}

/** Whether a mapping has most keys of a body, or the config of a pool and another key of a body. */
function isBody(map: MapNode): boolean {
  const config = field(map, 'config');
  const value = config && resolveAlias(config.value);
  // An unfinished config counts; a string belongs to another tool.
  if (value && value.kind !== 'map' && !(value.kind === 'scalar' && /^(?:null|missing)$/.test(value.type)))
    return false;
  const count = POOL_BODY_KEYS.filter((key) => hasField(map, key)).length;
  if (count >= 4) return true;
  const cloud = mapField(map, 'config');
  return (
    cloud !== undefined && isConfig(cloud) && (count >= 2 || hasField(map, 'workerPoolId')) && !hasField(map, 'pool_id')
  );
}

/** The config of a pool of a cloud provider. */
function isConfig(map: MapNode): boolean {
  const list = field(map, 'launchConfigs');
  return (
    list !== undefined && resolveAlias(list.value)?.kind === 'seq' && CAPACITY_KEYS.some((key) => hasField(map, key))
  );
}

/** A list of bodies, or the entries of fxci-config's `pools`. */
function listed(items: readonly Node[], inherits = true): PoolVariant[] {
  return items.flatMap((item) => {
    const map = resolveAlias(item);
    if (map?.kind !== 'map') return [];
    if (isBody(map)) return [bodyPool(map, ownId(map), 'part')];
    return isFxciPool(map) ? [fxciPool(map, inherits)] : [];
  });
}

/** A map of workerPoolId to body. A key without a slash is just a name. */
function keyed(map: MapNode): PoolVariant[] {
  return map.entries.flatMap((entry) => {
    const value = resolveAlias(entry.value);
    if (value?.kind !== 'map' || !isBody(value)) return [];
    const key = keyText(entry)?.includes('/') ? keyId(entry) : undefined;
    return [{ ...bodyPool(value, ownId(value) ?? key, 'part'), ...(key?.id && { keyId: key.id }) }];
  });
}

/** `workerPools` at the top level: a list as the API returns it, bodies by id, or the pools of one project. */
function poolsUnder(top: MapNode, project?: Entry): PoolVariant[] {
  const node = field(top, 'workerPools');
  const pools = node && resolveAlias(node.value);
  if (pools?.kind === 'seq') return listed(pools.items);
  if (pools?.kind !== 'map') return [];
  const bodies = keyed(pools);
  if (bodies.length > 0) return bodies;
  const entries = pools.entries.filter(({ value }) => resolveAlias(value)?.kind === 'map');
  if (!entries.some(({ value }) => isCommunityPool(resolveAlias(value)))) return [];
  return entries.flatMap((entry) => communityPool(entry, project));
}

/** The projects of community-tc-config, each with its pools. */
function projects(top: MapNode): PoolVariant[] {
  return top.entries.flatMap((entry) => {
    const project = resolveAlias(entry.value);
    return project?.kind === 'map' && !hasField(top, 'workerPools') ? poolsUnder(project, entry) : [];
  });
}

function isCommunityPool(map: Node | undefined): boolean {
  if (map?.kind !== 'map' || !COMMUNITY_POOL_KEYS.some((key) => hasField(map, key))) return false;
  return COMMUNITY_POOL_FURTHER_KEYS.filter((key) => hasField(map, key)).length >= 2;
}

const CLOUDS: Readonly<Record<string, PoolVariant['provider']>> = {
  aws: 'aws',
  azure: 'azure',
  gcp: 'google',
  static: 'static',
};

function communityPool(entry: Entry, project: Entry | undefined): PoolVariant[] {
  const map = resolveAlias(entry.value);
  if (map?.kind !== 'map') return [];
  const cloud = scalarField(map, 'cloud');
  const name = keyText(entry) ?? '';
  const whole = project ? `proj-${keyText(project) ?? ''}/${name}` : name;
  const said = project || name.includes('/') ? named(whole, entry.key, stringParts(whole, 'any')) : {};
  return [
    {
      layout: 'community',
      map,
      ...said,
      place: entry.key,
      ...(project ? { project: project.key } : {}),
      provider: cloud !== undefined && Object.hasOwn(CLOUDS, cloud) ? CLOUDS[cloud] : undefined,
      part: true,
      config: map,
      lifecycleOwner: map,
      inheritsLifecycle: false,
    },
  ];
}

function isFxciPool(map: MapNode): boolean {
  return hasField(map, 'pool_id') && (hasField(map, 'provider_id') || mapField(map, 'config') !== undefined);
}

/** fxci-config: the list `pools`, whose entries get missing settings from `worker-defaults`. */
function fxciPools(top: MapNode): PoolVariant[] {
  const node = field(top, 'pools');
  const pools = node && resolveAlias(node.value);
  if (pools?.kind !== 'seq') return [];
  const defaults = mapField(top, 'worker-defaults');
  return listed(pools.items, defaults === undefined || mentions(defaults, 'reregistrationTimeout'));
}

/** Whether the key is anywhere in the node, because defaults may be keyed by an attribute. Aliases are not followed. */
function mentions(node: Node, key: string): boolean {
  if (node.kind === 'alias') return true;
  if (node.kind === 'seq') return node.items.some((item) => mentions(item, key));
  if (node.kind !== 'map') return false;
  return node.entries.some((entry) => keyText(entry) === key || mentions(entry.value, key));
}

function fxciPool(map: MapNode, inherits: boolean): PoolVariant {
  const entry = field(map, 'pool_id');
  const config = mapField(map, 'config');
  const provider = providerOf(scalarField(map, 'provider_id'), config);
  const text = scalarField(map, 'pool_id');
  return {
    layout: 'fxci',
    map,
    ...(entry && text !== undefined ? named(text, entry.value, formatParts(text)) : {}),
    place: field(map, 'config')?.key ?? entry?.key ?? map,
    ...writtenProvider(map, 'provider_id'),
    provider,
    part: true,
    ...(config ? { config, lifecycleOwner: config } : {}),
    // The config of a provider that is not a cloud goes to the service unchanged.
    inheritsLifecycle: inherits && provider !== 'static',
  };
}

/** The parts of a Python format string. fxci-config strips trailing dashes from the result. */
function formatParts(text: string): Part[] {
  const pieces = text.split(/(\{[^{}]*\})/).filter((piece) => piece !== '');
  const parts = pieces.map(
    (piece): Part => ({ kind: /^\{.*\}$/.test(piece) ? 'interpolation' : 'literal', text: piece }),
  );
  const last = parts.at(-1);
  if (last?.kind !== 'literal') return parts;
  const stripped = trimEndOf(last.text, '-');
  return [...parts.slice(0, -1), ...(stripped ? [{ kind: 'literal' as const, text: stripped }] : [])];
}

function bodyPool(map: MapNode, id: Named, where: 'whole' | 'part'): PoolVariant {
  const config = mapField(map, 'config');
  return {
    layout: 'body',
    map,
    ...id,
    place: field(map, 'config')?.key ?? map.entries[0]?.key ?? map,
    ...writtenProvider(map, 'providerId'),
    provider: providerOf(scalarField(map, 'providerId'), config),
    part: where === 'part',
    ...(config ? { config, lifecycleOwner: config } : {}),
    inheritsLifecycle: false,
  };
}

/** The provider in a pool's own mapping. */
function writtenProvider(map: MapNode, key: string): Pick<PoolVariant, 'providerId'> {
  const value = field(map, key)?.value;
  return value?.kind === 'scalar' ? { providerId: value } : {};
}

function configPool(map: MapNode): PoolVariant {
  return {
    layout: 'config',
    map,
    place: map.entries[0]?.key ?? map,
    provider: providerOf(undefined, map),
    part: false,
    config: map,
    lifecycleOwner: map,
    inheritsLifecycle: false,
  };
}

type Named = Pick<PoolVariant, 'id' | 'name'> | undefined;

function ownId(map: MapNode): Named {
  const entry = field(map, 'workerPoolId');
  const text = scalarField(map, 'workerPoolId');
  return entry && text !== undefined ? named(text, entry.value, stringParts(text, 'any')) : undefined;
}

function keyId(entry: Entry): Named {
  const text = keyText(entry);
  return text === undefined ? undefined : named(text, entry.key, stringParts(text, 'any'));
}

function named(text: string, node: Node, parts: readonly Part[]): Pick<PoolVariant, 'id' | 'name'> {
  return hasInterpolations(parts) ? { name: { node, parts } } : { id: { text, node }, name: { node, parts } };
}
