import { isMapping, valueAt } from '../base/mapping.js';
import type { Located } from '../jsone/located-value.js';
import { toData } from '../jsone/to-data.js';
import type { MapNode, SyntaxTree } from '../syntax/node.js';
import { parse } from '../syntax/parse.js';
import type { Config } from './config.js';
import { type GlobSet, globSet } from './globs.js';
import { keepValid } from './keep-valid.js';
import { type GivenLayer, type Layer, readLayer } from './layer.js';

/** What a config file says. */
export interface ConfigFile extends Layer {
  /** Other severities for some files; later ones win. */
  readonly overrides: readonly Override[];
}

/** The severities of some rules in the files that match. */
export interface Override {
  readonly files: GlobSet;
  readonly rules: Config['rules'];
}

/** What schemas/config.json lets through. */
interface Given extends GivenLayer {
  readonly overrides?: readonly { readonly files: readonly string[]; readonly rules: Config['rules'] }[];
}

/** Nobody writes a longer one. An untrusted workspace could keep the server busy with it. */
export const MOST_CHARACTERS = 100_000;

/**
 * Reads a config file. What schemas/config.json rejects is left out; the rule `config-file` reports it.
 * @param today the date as `YYYY-MM-DD`, with which dates in the file are compared
 * @returns undefined if the text cannot be read or is too long, so that nothing is known of what it says
 */
export function readConfigFile(text: string, today: string): ConfigFile | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  const tree = parse(text, 'yaml');
  if (tree.errors.length > 0 || tree.limit || tree.roots.length > 1) return undefined;
  const data = tree.roots.length === 0 ? {} : configData(tree)?.value;
  if (data === undefined) return undefined;
  const { overrides = [], ...given }: Given = keepValid('config', data ?? {}).kept ?? {};
  return {
    ...readLayer(given, today),
    overrides: overrides.map(({ files, rules }) => ({ files: globSet(files), rules })),
  };
}

/** The content of a config file as data; undefined if there is none, or if its aliases make it too large. */
export function configData({ roots: [place] }: SyntaxTree): Located | undefined {
  if (!place) return undefined;
  const sources = new Map<object, readonly MapNode[]>();
  const value = toData(place, { sources, datesAsText: true });
  return value === undefined ? undefined : { value, sources, place };
}

/** A glob in a config file. */
export interface PlacedGlob {
  readonly glob: string;
  /** The path of the item, or of the mapping that has the glob as a key. */
  readonly path: readonly (string | number)[];
  readonly isKey: boolean;
}

/** All globs in the content of a config file, valid or not. */
export function globsIn(data: unknown): PlacedGlob[] {
  const listed = (path: PlacedGlob['path']): PlacedGlob[] => {
    const list = valueAt(data, path);
    if (!Array.isArray(list)) return [];
    return list.flatMap((glob, i) => (typeof glob === 'string' ? [{ glob, path: [...path, i], isKey: false }] : []));
  };
  const overrides = valueAt(data, ['overrides']);
  const kinds = valueAt(data, ['files', 'kinds']);
  return [
    ...(Array.isArray(overrides) ? overrides : []).flatMap((_, i) => listed(['overrides', i, 'files'])),
    ...listed(['files', 'include']),
    ...listed(['files', 'exclude']),
    ...(isMapping(kinds) ? Object.keys(kinds) : []).map((glob) => ({ glob, path: ['files', 'kinds'], isKey: true })),
  ];
}
