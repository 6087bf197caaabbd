import { CONFIG_FILE_NAME } from '../core/base/document.js';
import type { Applied } from '../core/config/file-config.js';
import { type ConfigFile, readConfigFile } from '../core/config/read-config-file.js';
import { fileNameOf, foldersAbove, relativePath } from './file-name.js';
import type { ProjectFiles } from './project-files.js';

/** The config files of the project, as far as open documents need them. */
export interface ConfigFiles {
  /** The one that applies to a document, once `load` has found it. */
  nearest(uri: string): Applied<ConfigFile> | undefined;
  /** Resolves when it is known which one applies, or when that takes too long. Never rejects. */
  load(uri: string): Promise<void>;
  /** A document was opened, changed or closed, or a file changed: its folder may have another config file now. */
  changed(uri: string): Promise<void>;
  /** Looks again for what is known about a document, in case something has changed that nobody reported. */
  refresh(uri: string): Promise<void>;
}

/** What is known of a folder. */
interface Folder {
  /** Undefined: it has no config file. */
  readonly text: string | undefined;
  /** What that says; if it cannot be read now, as while it is being written, what it said before. */
  readonly file: ConfigFile | undefined;
  /** Whether it is the top of a repository. */
  readonly isTop: boolean;
}

/** Nobody works deeper than this. */
const MOST_FOLDERS = 100;

/** Files that cannot be read in time must not keep the user from diagnostics. */
const PATIENCE_MS = 3000;

/**
 * Finds and reads config files.
 * @param files as they are in the editor if they are open
 * @param today the date as `YYYY-MM-DD`
 * @param onChange something that may have been used has changed
 */
export function createConfigFiles(
  files: Pick<ProjectFiles, 'read' | 'exists'>,
  today: () => string,
  onChange: () => void,
): ConfigFiles {
  const folders = new Map<string, Folder>();
  /** The last look at each folder. An earlier one may end later, and is out of date then. */
  const looks = new Map<string, Promise<boolean>>();
  /** The documents that were asked about before it was known what applies to them. */
  const early = new Set<string>();

  /** Resolves to whether anything is different. */
  const look = (folder: string): Promise<boolean> => {
    const looking: Promise<boolean> = findIn(folder).then((found) => {
      if (looks.get(folder) !== looking) return false;
      looks.delete(folder);
      const before = folders.get(folder);
      if (before && before.text === found.text && before.isTop === found.isTop) return false;
      const file =
        found.text === undefined ? undefined : (readConfigFile(found.text, today()) ?? before?.file ?? EMPTY);
      folders.set(folder, { ...found, file });
      return true;
    });
    looks.set(folder, looking);
    return looking;
  };
  const findIn = async (folder: string): Promise<Omit<Folder, 'file'>> => {
    const [text, isTop] = await Promise.all([
      files.read(`${folder}/${CONFIG_FILE_NAME}`),
      files.exists(`${folder}/.git`),
    ]);
    return { text, isTop };
  };

  /** The folders that decide about a document: up to the config file, the top of the repository, or the first unknown one. */
  const deciding = (uri: string): string[] => {
    const above = foldersAbove(uri).slice(0, MOST_FOLDERS);
    const last = above.findIndex((folder) => {
      const known = folders.get(folder);
      return !known || known.file || known.isTop;
    });
    return last < 0 ? above : above.slice(0, last + 1);
  };
  const unknown = (uri: string): string | undefined => deciding(uri).find((folder) => !folders.has(folder));
  const find = async (uri: string): Promise<void> => {
    for (let folder = unknown(uri); folder !== undefined; folder = unknown(uri))
      await (looks.get(folder) ?? look(folder));
  };

  return {
    nearest(uri) {
      const folder = deciding(uri).at(-1) ?? '';
      if (!folders.has(folder)) early.add(uri);
      const layer = folders.get(folder)?.file;
      return layer && { layer, paths: [relativePath(folder, uri) ?? ''] };
    },
    async load(uri) {
      if (unknown(uri) === undefined) return;
      const finding = find(uri).then(() => {
        if (early.delete(uri)) onChange();
      });
      await doneSoon(finding);
    },
    async changed(uri) {
      if (fileNameOf(uri) !== CONFIG_FILE_NAME) return;
      const [folder = ''] = foldersAbove(uri);
      const isUsed = folders.has(folder) || looks.has(folder);
      if (isUsed && (await look(folder))) onChange();
    },
    async refresh(uri) {
      const changes = await Promise.all(
        deciding(uri)
          .filter((folder) => folders.has(folder))
          .map(look),
      );
      if (!changes.includes(true)) return;
      await find(uri);
      onChange();
    },
  };
}

/** What a config file says that could never be read. */
const EMPTY = readConfigFile('', '');

/** Resolves when the work is done, or when patience ends. */
function doneSoon(work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS);
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    work.then(end, end);
  });
}
