import { isMapping } from '../base/mapping.js';
import { DEFAULT_CONFIG, SECTION } from './config.js';
import { type GlobSet, globSet } from './globs.js';
import { keepValid, shown } from './keep-valid.js';
import { type GivenLayer, LAYER_KEYS, type Layer, readLayer } from './layer.js';

/** The user's settings, read and checked. */
export interface Settings extends Layer {
  readonly live: LiveSettings;
  /** Whether inlay hints are shown. */
  readonly inlayHints: boolean;
}

/** The user's settings for look-ups in the deployment. */
export interface LiveSettings {
  readonly enable: boolean;
  readonly codeLens: boolean;
  /** Undefined: not set. Empty: no deployment may be asked. */
  readonly rootUrl: string | undefined;
}

/** The default settings. */
export const DEFAULT_SETTINGS: Settings = {
  config: DEFAULT_CONFIG,
  include: globSet([]),
  exclude: globSet([]),
  kinds: [],
  live: { enable: true, codeLens: true, rootUrl: undefined },
  inlayHints: true,
};

/** What schemas/settings.json lets through of the settings that are read here. The editor reads the others by itself. */
interface Given extends GivenLayer {
  readonly rootUrl?: string;
  readonly live?: { readonly enable?: boolean; readonly codeLens?: boolean };
  readonly inlayHints?: { readonly enable?: boolean };
}

const READ = [...LAYER_KEYS, ...(['rootUrl', 'live', 'inlayHints'] as const)] satisfies (keyof Given)[];

/**
 * Reads settings that came over the wire. A value that schemas/settings.json rejects is dropped with one line to `warn`,
 * because a mistake in one setting must not affect the others. `today`: the date as `YYYY-MM-DD`, with which dates in the
 * settings are compared.
 */
export function readSettings(value: unknown, warn: (message: string) => void, today: string): Settings {
  const { kept, misfits } = keepValid('settings', isMapping(value) ? only(READ, value) : (value ?? {}));
  const complain = (setting: readonly (string | number)[], message: string): void =>
    warn(`Setting ${[SECTION, ...setting].join('.')}: ${message}. Ignored.`);
  for (const { setting, message } of misfits) complain(setting, message);
  const { live, rootUrl, inlayHints, ...given }: Given = kept ?? {};
  const layer = readLayer(given, today);
  const complainOf = (which: string, { invalid }: GlobSet): void => {
    for (const glob of invalid) complain(['files', which], `${shown(glob)} is not a glob`);
  };
  complainOf('include', layer.include);
  complainOf('exclude', layer.exclude);
  for (const { files } of layer.kinds) complainOf('kinds', files);
  return {
    ...layer,
    live: { ...DEFAULT_SETTINGS.live, ...live, rootUrl },
    inlayHints: inlayHints?.enable ?? DEFAULT_SETTINGS.inlayHints,
  };
}

/** The settings in an object: clients send either all sections or only the content of this one. */
export function sectionOf(value: unknown): unknown {
  return isMapping(value) && SECTION in value ? value[SECTION] : value;
}

function only(keys: readonly string[], value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(keys.filter((key) => Object.hasOwn(value, key)).map((key) => [key, value[key]]));
}
