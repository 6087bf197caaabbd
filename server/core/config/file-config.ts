import { CONFIG_FILE_NAME, type SourceDocument } from '../base/document.js';
import type { Config } from './config.js';
import type { Layer } from './layer.js';
import type { ConfigFile } from './read-config-file.js';
import { DEFAULT_SETTINGS } from './read-settings.js';

/** How one file is checked. */
export interface FileConfig extends Pick<SourceDocument, 'selection' | 'kind'> {
  readonly config: Config;
}

/** Settings or a config file, with the paths under which their globs know a file. */
export interface Applied<L extends Layer> {
  readonly layer: L;
  readonly paths: readonly string[];
}

/** The command line has no settings. */
export const NO_SETTINGS: Applied<Layer> = { layer: DEFAULT_SETTINGS, paths: [] };

/**
 * How a file is checked, by the user's settings and the nearest config file, if there is one. For rules, and for which files are
 * checked, the config file wins. What it says about the deployment (`reregistration`, `maxTaskDeadlineDays`) only counts if the
 * user does not say it: it is the user who knows which deployment is meant.
 */
export function fileConfig(
  fileName: string,
  settings: Applied<Layer>,
  nearest: Applied<ConfigFile> | undefined,
): FileConfig {
  const config = nearest ? combined(settings.layer.config, nearest) : settings.layer.config;
  // A pattern for many files does not mean the file that it is in.
  if (fileName === CONFIG_FILE_NAME) return { config, selection: 'auto' };
  const chosen = (nearest && selectionBy(nearest)) ?? selectionBy(settings) ?? { selection: 'auto' };
  return { config, ...chosen };
}

function combined(user: Config, { layer, paths }: Applied<ConfigFile>): Config {
  const overriding = layer.overrides.filter(({ files }) => files.matches(paths));
  const levels = [user.rules, layer.config.rules, ...overriding.map(({ rules }) => rules)];
  return { ...layer.config, ...user, rules: Object.assign({}, ...levels) };
}

/** What a layer says about which files are checked; undefined if nothing. */
function selectionBy({ layer, paths }: Applied<Layer>): Omit<FileConfig, 'config'> | undefined {
  // `exclude` wins, so that single files can be taken out of a broad `include`.
  if (layer.exclude.matches(paths)) return { selection: 'excluded' };
  const kind = layer.kinds.find(({ files }) => files.matches(paths))?.kind;
  const isIncluded = layer.include.matches(paths);
  if (!kind && !isIncluded) return undefined;
  return { selection: isIncluded ? 'included' : 'auto', ...(kind && { kind }) };
}
