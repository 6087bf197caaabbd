import type { Config } from '../core/config/config.js';
import { type Applied, type FileConfig, fileConfig } from '../core/config/file-config.js';
import type { Layer } from '../core/config/layer.js';
import type { ConfigFiles } from './config-files.js';
import { fileNameOf } from './file-name.js';

/** How each document is checked. */
export interface DocumentConfigs {
  /** By the settings and the config file, as far as they are known. The same object of `config` until that changes. */
  of(uri: string): FileConfig;
  /** Which of the open documents are checked in another way than `of` last said. The others are forgotten. */
  changedAmong(open: readonly string[]): string[];
}

/** More of these objects are not kept. Then documents that have not changed are checked again. */
const MOST_KEPT = 1000;

/** Combines the settings and the config files for documents. */
export function createDocumentConfigs(
  settingsOf: (uri: string) => Applied<Layer>,
  files: Pick<ConfigFiles, 'nearest'>,
): DocumentConfigs {
  const configs = new Map<string, Config>();
  const last = new Map<string, FileConfig>();
  const same = (config: Config): Config => {
    const text = JSON.stringify(config);
    const known = configs.get(text);
    if (known) return known;
    if (configs.size >= MOST_KEPT) configs.clear();
    configs.set(text, config);
    return config;
  };
  const find = (uri: string): FileConfig => {
    const found = fileConfig(fileNameOf(uri), settingsOf(uri), files.nearest(uri));
    return { ...found, config: same(found.config) };
  };
  return {
    of(uri) {
      const found = find(uri);
      last.set(uri, found);
      return found;
    },
    changedAmong(open) {
      const kept = new Set(open);
      for (const uri of last.keys()) if (!kept.has(uri)) last.delete(uri);
      return [...last].flatMap(([uri, before]) => {
        const now = find(uri);
        const isSame = before.config === now.config && before.selection === now.selection && before.kind === now.kind;
        return isSame ? [] : [uri];
      });
    },
  };
}
