import { type MapNode, resolveAlias } from '../syntax/node.js';
import { field, hasField } from './merged.js';
import type { PoolVariant } from './model.js';

type Provider = PoolVariant['provider'];

/** Launch config keys that only one provider's schema knows. */
const SIGNS: readonly (readonly [Exclude<Provider, undefined>, readonly string[]])[] = [
  ['aws', ['launchConfig', 'additionalUserData']],
  ['azure', ['armDeployment', 'hardwareProfile', 'storageProfile', 'subnetId', 'osProfile', 'networkProfile']],
  ['google', ['machineType', 'networkInterfaces', 'scheduling']],
];

/** Words in the ids that deployments give to their providers. */
const WORDS: Readonly<Record<string, Provider>> = {
  aws: 'aws',
  azure: 'azure',
  google: 'google',
  gcp: 'google',
};

/**
 * The type of provider that runs a pool. Only the deployment knows for sure what its provider ids stand for, but the form of
 * the launch configs also shows it, and so does a word in the id if nothing contradicts it.
 */
export function providerOf(providerId: string | undefined, config: MapNode | undefined): Provider {
  if (providerId === 'null-provider') return 'null';
  if (providerId === 'static') return 'static';
  return byLaunchConfigs(config) ?? byWords(providerId);
}

function byLaunchConfigs(config: MapNode | undefined): Provider {
  const list = config && field(config, 'launchConfigs');
  const node = list && resolveAlias(list.value);
  const found = new Set<Provider>();
  for (const item of node?.kind === 'seq' ? node.items : []) {
    const map = resolveAlias(item);
    if (map?.kind !== 'map') continue;
    for (const [provider, keys] of SIGNS) if (keys.some((key) => hasField(map, key))) found.add(provider);
  }
  return found.size === 1 ? [...found][0] : undefined;
}

function byWords(providerId = ''): Provider {
  const words = providerId.toLowerCase().split(/[-_\d]+/);
  const found = new Set(words.flatMap((word) => (Object.hasOwn(WORDS, word) ? [WORDS[word]] : [])));
  return found.size === 1 ? [...found][0] : undefined;
}
