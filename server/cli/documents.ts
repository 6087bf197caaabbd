import { type SourceDocument, syntaxOf } from '../core/base/document.js';
import { mayBeTaskcluster } from '../core/model/recognize.js';
import type { Input } from './args.js';
import { type Found, findFiles, type Unreadable } from './files.js';
import type { Io } from './io.js';
import { decode, type Source } from './source.js';

/** One input, read and ready for the core. */
export interface Loaded {
  /** The path to print. */
  readonly path: string;
  /** Where the file is; undefined for the standard input. */
  readonly absolute: string | undefined;
  /** A file that the user named is reported whatever it is. */
  readonly named: boolean;
  readonly source: Source;
  /** Undefined for a file whose name shows that it is neither YAML nor JSON. */
  readonly document: SourceDocument | undefined;
}

/** Reads the inputs one by one, so that only one is in memory at a time. */
export async function* loadAll(input: Input, io: Io): AsyncGenerator<Loaded | Unreadable> {
  if (input.paths[0] === '-') {
    yield await readStdin(input.stdinName, io);
    return;
  }
  for (const found of findFiles(input.paths, io)) {
    const loaded = 'absolute' in found ? read(found, io) : withAdvice(found, input);
    if (loaded) yield loaded;
  }
}

function withAdvice(found: Unreadable, { paths, meant }: Input): Unreadable {
  if (meant === undefined || found.path !== paths[0]) return found;
  return { ...found, reason: `${found.reason}; did you mean the command '${meant}'?` };
}

async function readStdin(path: string, io: Io): Promise<Loaded | Unreadable> {
  try {
    return load({ path, named: true }, undefined, await io.stdin());
  } catch (error) {
    return { path: 'standard input', reason: error instanceof Error ? error.message : String(error) };
  }
}

function read(found: Found, io: Io): Loaded | Unreadable | undefined {
  try {
    const loaded = load(found, found.absolute, io.files.read(found.absolute));
    // Folders contain thousands of YAML and JSON files that are not for Taskcluster. None of them is worth parsing.
    const { document } = loaded;
    return found.named || (document && mayBeTaskcluster(document.fileName, document.text)) ? loaded : undefined;
  } catch (error) {
    return { path: found.path, reason: error instanceof Error ? error.message : String(error) };
  }
}

function load(found: Pick<Found, 'path' | 'named'>, absolute: string | undefined, bytes: Buffer): Loaded {
  const source = decode(bytes);
  const fileName = found.path.slice(found.path.lastIndexOf('/') + 1);
  const folder = (absolute ?? found.path).replaceAll('\\', '/').slice(0, -fileName.length);
  const syntax = syntaxOf(fileName);
  const document = syntax && ({ fileName, folder, syntax, text: source.text, selection: 'auto' } as const);
  return { path: found.path, absolute, named: found.named, source, document };
}
