import { basename, dirname, relative, resolve, sep } from 'node:path';
import { CONFIG_FILE_NAME, type SourceDocument, syntaxOf } from '../core/base/document.js';
import type { Config } from '../core/config/config.js';
import { mayBeTaskcluster } from '../core/model/recognize.js';
import { configFor, createConfigFiles, type FoundConfig } from './config-files.js';
import { printable } from './file-names.js';
import { type Found, findFiles, type Unreadable } from './files.js';
import type { Io } from './io.js';
import type { Input } from './options.js';
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
  /** How it is checked. */
  readonly config: Config;
}

/** An input that is there, as far as it is known before it is read. */
interface Present extends Omit<Found, 'absolute'> {
  readonly absolute: string | undefined;
  /** Where it is, or for the standard input, where it would be by its name. */
  readonly at: string;
}

/**
 * Reads the inputs one by one, so that only one is in memory at a time. A config file comes before the first input that it
 * applies to. If it is unusable, that is said once, and those inputs are left out: what it says of them is not known.
 */
export async function* loadAll(input: Input, io: Io): AsyncGenerator<Loaded | Unreadable> {
  const configs = createConfigFiles(input.config, io);
  const isNamed = (absolute: string): boolean => input.paths.some((path) => resolve(io.cwd, path) === absolute);
  const loaded = new Set<string>();
  const refused = new Set<string>();
  for (const present of inputs(input, io)) {
    if ('reason' in present) {
      yield present;
      continue;
    }
    const config = configs.nearest(present.at);
    if (config && config.absolute !== present.at) {
      const { absolute, content } = config;
      const path = (): string => printedPath(absolute, present, io);
      if (!loaded.has(absolute)) {
        const own = await load({ path: path(), absolute, at: absolute, named: isNamed(absolute) }, config, io);
        // That it cannot be read at all is said below.
        if (own && 'source' in own) yield own;
        loaded.add(absolute);
      }
      if ('unusable' in content) {
        const reason = `${content.unusable}, so the files that it applies to were left out`;
        if (!refused.has(absolute)) yield { path: path(), reason };
        refused.add(absolute);
        continue;
      }
    } else if (config) {
      if (loaded.has(config.absolute)) continue;
      loaded.add(config.absolute);
    }
    const read = await load(present, config, io);
    if (read) yield read;
  }
}

function* inputs(input: Input, io: Io): Generator<Present | Unreadable> {
  if (input.paths[0] === '-') {
    yield { path: input.stdinName, named: true, absolute: undefined, at: resolve(io.cwd, input.stdinName) };
    return;
  }
  for (const found of findFiles(input.paths, io))
    yield 'absolute' in found ? { ...found, at: found.absolute } : withAdvice(found, input);
}

function withAdvice(found: Unreadable, { paths, meant }: Input): Unreadable {
  if (meant === undefined || found.path !== paths[0]) return found;
  return { ...found, reason: `${found.reason}; did you mean the command '${meant}'?` };
}

/** The path of a config file, written like that of a file that it applies to if it is in a folder above it. */
function printedPath(absolute: string, { path, at }: Present, { cwd }: Io): string {
  const slashes = (text: string): string => text.split(sep).join('/');
  const below = slashes(relative(dirname(absolute), at));
  if (!below.startsWith('../') && path.endsWith(below))
    return path.slice(0, path.length - below.length) + basename(absolute);
  return printable(slashes(relative(cwd, absolute)));
}

async function load(
  present: Present,
  config: FoundConfig | undefined,
  io: Io,
): Promise<Loaded | Unreadable | undefined> {
  const { path, absolute, named } = present;
  try {
    const loaded = loadedFrom(present, config, absolute === undefined ? await io.stdin() : io.files.read(absolute));
    return named || isOfInterest(loaded) ? loaded : undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { path: absolute === undefined ? 'standard input' : path, reason };
  }
}

/** Folders contain thousands of YAML and JSON files that are not for Taskcluster. None of them is worth parsing. */
function isOfInterest({ document }: Loaded): boolean {
  if (!document || document.selection === 'excluded') return false;
  const isListed = document.selection === 'included' || document.kind !== undefined;
  return isListed || mayBeTaskcluster(document.fileName, document.text);
}

function loadedFrom({ path, named, absolute, at }: Present, config: FoundConfig | undefined, bytes: Buffer): Loaded {
  const source = decode(bytes);
  const ownName = path.slice(path.lastIndexOf('/') + 1);
  // The one that the user has chosen may have any name.
  const fileName = config?.absolute === at ? CONFIG_FILE_NAME : ownName;
  const folder = (absolute ?? path).replaceAll('\\', '/').slice(0, -ownName.length);
  const syntax = syntaxOf(fileName);
  const { config: own, ...selected } = configFor(at, fileName, config);
  const document = syntax && ({ fileName, folder, syntax, text: source.text, ...selected } as const);
  return { path, absolute, named, source, document, config: own };
}
