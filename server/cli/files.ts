import { join, relative, resolve, sep } from 'node:path';
import { syntaxOf } from '../core/base/document.js';
import { printable } from './file-names.js';
import { type IgnoreRules, ignores, rulesAbove, withFolder } from './ignore-rules.js';
import type { Entry, FileSystem, Io } from './io.js';

/** A file to check. */
export interface Found {
  /**
   * The path to print: as the user gave it, or relative to the folder as the user gave it. With slashes, never backslashes, and
   * U+FFFD for bytes that are not UTF-8.
   */
  readonly path: string;
  readonly absolute: string;
  /** Whether the user named the file itself. A file found in a folder is only reported if it is a Taskcluster file. */
  readonly named: boolean;
}

/** A path that cannot be read. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

/** Node provides arguments only as strings, so bytes that are not UTF-8 are lost. */
const LOST = '\uFFFD';

/** The files named by or contained in `paths`, in a stable order and without duplicates. */
export function* findFiles(paths: readonly string[], io: Io): Generator<Found | Unreadable> {
  const given = new Set(paths.map((path) => resolve(io.cwd, path)));
  const seen = new Set<string>();
  for (const path of paths) {
    for (const found of findIn(path, io)) {
      if ('reason' in found) yield { ...found, path: printable(found.path) };
      else if (!seen.has(found.absolute)) {
        seen.add(found.absolute);
        // A named file may also be in a folder named before it.
        yield { ...found, path: printable(found.path), named: given.has(found.absolute) };
      }
    }
  }
}

function* findIn(path: string, io: Io): Generator<Found | Unreadable> {
  const absolute = resolve(io.cwd, path);
  const kind = attempt(() => io.files.kindOf(absolute));
  const shown = slashes(path);
  if (kind instanceof Error) {
    const advice = path.includes(LOST) ? ' (if its name is not UTF-8, pass its folder instead)' : '';
    yield { path: shown, reason: kind.message + advice };
  } else if (kind === 'file') yield { path: shown, absolute, named: true };
  else if (kind === 'folder') yield* search(absolute, shown, io.files);
  else
    yield {
      path: shown,
      reason: `a ${kind}, not a file or folder${kind === 'pipe' ? ": use '-' to read piped input" : ''}`,
    };
}

/** A file or folder still to be searched. */
interface Pending {
  readonly entry: Entry;
  readonly absolute: string;
  readonly path: string;
  /** From the root of the ignore rules. */
  readonly relative: string;
  readonly above: IgnoreRules;
}

/** Depth first, by name. Uses a list of pending entries instead of recursion, because folders can be deeply nested. */
function* search(folder: string, path: string, files: FileSystem): Generator<Found | Unreadable> {
  const above = rulesAbove(folder, files);
  const inRepository = relative(above.root, folder).split(sep).join('/');
  const shown = path.replace(/(?<!\/)\/+$/, '');
  const prefix = shown === '.' ? '' : `${shown}/`;
  const pending: Pending[] = [];
  const open = (at: Omit<Pending, 'entry'>): Unreadable | undefined => {
    const entries = attempt(() => files.entries(at.absolute));
    if (entries instanceof Error) return { path: at.path.replace(/(.)\/$/, '$1') || '.', reason: entries.message };
    const rules = withFolder(at.above, at.relative, files);
    for (const entry of entries.filter(isOfInterest).sort(byName).reverse()) {
      const within = at.relative === '' ? entry.name : `${at.relative}/${entry.name}`;
      if (ignores(rules, within, entry.kind === 'folder')) continue;
      const absolute = join(at.absolute, entry.name);
      pending.push({ entry, absolute, path: `${at.path}${entry.name}`, relative: within, above: rules });
    }
    return undefined;
  };

  const failure = open({ absolute: folder, path: prefix, relative: inRepository, above });
  if (failure) yield failure;
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.entry.kind === 'folder') {
      const unreadable = open({ ...next, path: `${next.path}/` });
      if (unreadable) yield unreadable;
    } else if (next.entry.kind === 'file' || leadsOutside(next.absolute, folder, files)) {
      yield { path: next.path, absolute: next.absolute, named: false };
    }
  }
}

function isOfInterest({ name, kind }: Entry): boolean {
  if (kind === 'folder') return name !== '.git' && name !== 'node_modules';
  return kind !== 'other' && syntaxOf(name) !== undefined;
}

/**
 * Whether a link points to a file outside the searched folder. Files inside are found anyway, and would be reported twice.
 * Links to folders are not followed, so they cannot form a loop.
 */
function leadsOutside(link: string, folder: string, files: FileSystem): boolean {
  const target = attempt(() => (files.kindOf(link) === 'file' ? files.realPath(link) : undefined));
  if (target === undefined || target instanceof Error) return false;
  const top = files.realPath(folder);
  return !target.startsWith(top.endsWith(sep) ? top : top + sep);
}

function byName(a: Entry, b: Entry): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function slashes(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

function attempt<T>(action: () => T): T | Error {
  try {
    return action();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
