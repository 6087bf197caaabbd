import { dirname, join, relative, resolve, sep } from 'node:path';
import { CONFIG_FILE_NAME } from '../core/base/document.js';
import { type FileConfig, fileConfig, NO_SETTINGS } from '../core/config/file-config.js';
import { type ConfigFile, MOST_CHARACTERS, readConfigFile } from '../core/config/read-config-file.js';
import type { Io } from './io.js';
import type { ConfigChoice } from './options.js';
import { decode } from './source.js';

/** A config file that applies to some of the inputs. */
export interface FoundConfig {
  readonly absolute: string;
  /** The folder that its globs are relative to. */
  readonly folder: string;
  readonly content: { readonly file: ConfigFile } | { readonly unusable: string };
}

/** The config files that apply to files. Each is read once. */
export interface ConfigFiles {
  /** The one for a file; undefined if there is none. */
  nearest(absolute: string): FoundConfig | undefined;
}

/**
 * Finds config files: the nearest in the folders above a file, up to the top of its repository, or the one that the user has
 * chosen. The globs of that are relative to the current folder, because it may lie anywhere.
 */
export function createConfigFiles(
  choice: ConfigChoice,
  { cwd, files, clock }: Pick<Io, 'cwd' | 'files' | 'clock'>,
): ConfigFiles {
  const today = new Date(clock.now()).toISOString().slice(0, 10);
  const read = (absolute: string, folder: string): FoundConfig => {
    try {
      const { text } = decode(files.read(absolute));
      const file = readConfigFile(text, today);
      const unusable = text.length > MOST_CHARACTERS ? 'it is too long' : 'it cannot be read as YAML';
      return { absolute, folder, content: file ? { file } : { unusable } };
    } catch (error) {
      return { absolute, folder, content: { unusable: error instanceof Error ? error.message : String(error) } };
    }
  };
  if (choice.use === 'none') return { nearest: () => undefined };
  if (choice.use === 'file') {
    const chosen = read(resolve(cwd, choice.path), cwd);
    return { nearest: () => chosen };
  }
  const known = new Map<string, FoundConfig | undefined>();
  const above = (folder: string): FoundConfig | undefined => {
    if (known.has(folder)) return known.get(folder);
    const absolute = join(folder, CONFIG_FILE_NAME);
    const isTop = dirname(folder) === folder || files.exists(join(folder, '.git'));
    const found = files.isTaken(absolute) ? read(absolute, folder) : isTop ? undefined : above(dirname(folder));
    known.set(folder, found);
    return found;
  };
  return { nearest: (absolute) => above(dirname(absolute)) };
}

/** How a file is checked with the config file that applies to it. One that is unusable says nothing. */
export function configFor(absolute: string, fileName: string, found: FoundConfig | undefined): FileConfig {
  if (!found || !('file' in found.content)) return fileConfig(fileName, NO_SETTINGS, undefined);
  const path = relative(found.folder, absolute).split(sep).join('/');
  return fileConfig(fileName, NO_SETTINGS, { layer: found.content.file, paths: [path] });
}
