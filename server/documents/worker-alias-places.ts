import { lineIndex, type Position, type Range, type Span } from '../core/base/text.js';
import {
  aliasEntries,
  aliasOf,
  isKindFile,
  KIND_FOLDERS,
  workerTypesIn,
} from '../core/references/worker-alias-names.js';
import { isTaskgraphConfig, mayHaveAliases } from '../core/references/worker-aliases.js';
import type { Entry, SyntaxTree } from '../core/syntax/node.js';
import { parse } from '../core/syntax/parse.js';
import { fileNameOf, pathOf } from './file-name.js';
import type { ProjectFiles } from './project-files.js';

/** A place in a file. */
export interface FilePlace {
  readonly uri: string;
  readonly range: Range;
}

/** A worker alias of a taskgraph: where it is defined in `config.yml`, and the `worker-type` values that mean it. */
export interface WorkerAliasPlaces {
  /** The name at the requested position. */
  readonly here: Range;
  readonly definition: FilePlace & { readonly whole: Range };
  /** Looks through the files of all kinds. */
  uses(): Promise<readonly FilePlace[]>;
}

/** Kinds beyond this are not looked through. */
const MOST_FILES = 2_000;

interface ReadFile {
  readonly uri: string;
  readonly tree: SyntaxTree;
  rangeOf(span: Span): Range;
}

/**
 * The worker alias at a position of a `config.yml` or of a file of a kind (`kinds/NAME/kind.yml`); undefined if there is none.
 * `textOf`: the text of the document at `uri`. `files`: the files of the project, in their state in the editor.
 */
export async function workerAliasAt(
  uri: string,
  textOf: () => string,
  position: Position,
  files: ProjectFiles,
): Promise<WorkerAliasPlaces | undefined> {
  const name = fileNameOf(uri);
  const isKind = isKindFile(pathOf(uri).slice(0, -name.length), name);
  if (!isKind && !isTaskgraphConfig(name)) return undefined;
  const text = textOf();
  if (isKind ? !text.includes('worker-type') : !mayHaveAliases(name, text)) return undefined;
  const here = readText(uri, text);
  const offset = lineIndex(text).offsetAt(position);
  const touches = ({ start, end }: Span): boolean => start <= offset && offset <= end;
  const root = isKind ? parentOf(parentOf(parentOf(uri))) : parentOf(uri);
  const config = isKind ? await readConfig(root, files) : here;
  const entries = config ? aliasEntries(config.tree) : [];
  const value = isKind ? workerTypesIn(here.tree).find(touches) : entries.find(({ key }) => touches(key))?.key;
  const entry =
    isKind && value?.kind === 'scalar' ? aliasOf(value.text, entries) : entries.find(({ key }) => key === value);
  if (!config || !value || !entry) return undefined;
  return {
    here: here.rangeOf(value),
    definition: { uri: config.uri, range: config.rangeOf(entry.key), whole: config.rangeOf(entry) },
    uses: () => usesOf(root, entry, entries, files),
  };
}

async function readConfig(root: string, files: ProjectFiles): Promise<ReadFile | undefined> {
  const uri = `${root}/config.yml`;
  const text = await files.read(uri);
  return text === undefined || !mayHaveAliases('config.yml', text) ? undefined : readText(uri, text);
}

async function usesOf(
  root: string,
  entry: Entry,
  entries: readonly Entry[],
  files: ProjectFiles,
): Promise<readonly FilePlace[]> {
  const found: FilePlace[] = [];
  for (const uri of await kindFiles(root, files)) {
    const text = await files.read(uri);
    if (!text?.includes('worker-type')) continue;
    const { tree, rangeOf } = readText(uri, text);
    for (const value of workerTypesIn(tree))
      if (aliasOf(value.text, entries) === entry) found.push({ uri, range: rangeOf(value) });
  }
  return found;
}

async function kindFiles(root: string, files: ProjectFiles): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of KIND_FOLDERS) {
    for (const kind of await files.list(`${root}/${folder}`)) {
      const names = await files.list(kind);
      found.push(...names.filter((uri) => /\.ya?ml$/i.test(uri)));
      if (found.length >= MOST_FILES) return found.slice(0, MOST_FILES);
    }
  }
  return found;
}

function readText(uri: string, text: string): ReadFile {
  const lines = lineIndex(text);
  return { uri, tree: parse(text, 'yaml'), rangeOf: (span) => lines.rangeOf(span) };
}

function parentOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}
