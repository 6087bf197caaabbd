import { dirname, join, relative, sep } from 'node:path';
import { bytesOf } from './file-names.js';
import { type IgnorePattern, matches, readPattern } from './ignore-pattern.js';
import type { FileSystem } from './io.js';

/** The rules of all `.gitignore` files that apply in a folder, the nearest first. */
export interface IgnoreRules {
  /** The folder that paths are relative to: the top of the repository, or the searched folder outside a repository. */
  readonly root: string;
  readonly nearest: Rules | undefined;
}

/** The rules of one `.gitignore`. */
interface Rules {
  /** The length in bytes of the path of its folder, including the trailing slash. */
  readonly skip: number;
  /** The last one first, because the last match decides. */
  readonly patterns: readonly IgnorePattern[];
  readonly above: Rules | undefined;
}

/**
 * The rules that apply in `folder` before its own `.gitignore` is read: those of the folders above it, up to the top of its
 * repository. If they ignore `folder` itself, they do not apply, because the user named it.
 */
export function rulesAbove(folder: string, files: FileSystem): IgnoreRules {
  const none = { root: folder, nearest: undefined };
  const root = repositoryOf(folder, files);
  if (root === undefined || root === folder) return none;
  const steps = relative(root, folder).split(sep);
  let all: IgnoreRules = { root, nearest: undefined };
  for (let depth = 0; depth < steps.length; depth++) {
    all = withFolder(all, steps.slice(0, depth).join('/'), files);
    if (ignores(all, steps.slice(0, depth + 1).join('/'), true)) return none;
  }
  return all;
}

/** The rules that apply in `folder` (relative to the root, `/` between names, '' for the root), including its own file. */
export function withFolder(above: IgnoreRules, folder: string, files: FileSystem): IgnoreRules {
  const path = join(above.root, folder, '.gitignore');
  // Git does not follow a link here either.
  if (!files.isFileItself(path)) return above;
  let text: string;
  try {
    text = files.read(path).toString('latin1');
  } catch {
    // An unreadable file. Git continues without it too.
    return above;
  }
  const patterns = text
    .replace(/^\xef\xbb\xbf/, '')
    .split('\n')
    .flatMap((line) => readPattern(line.replace(/\r$/, '')) ?? [])
    .reverse();
  if (patterns.length === 0) return above;
  const skip = folder === '' ? 0 : bytesOf(folder).length + 1;
  return { root: above.root, nearest: { skip, patterns, above: above.nearest } };
}

/** Whether git ignores `path`, relative to the root of the rules, in a folder that is not ignored itself. */
export function ignores(rules: IgnoreRules, path: string, isFolder: boolean): boolean {
  const bytes = bytesOf(path).toString('latin1');
  for (let at = rules.nearest; at; at = at.above) {
    const within = bytes.slice(at.skip);
    const name = within.lastIndexOf('/') + 1;
    const decisive = at.patterns.find((pattern) => matches(pattern, within, name, isFolder));
    if (decisive) return !decisive.negated;
  }
  return false;
}

/** The top of the repository that contains `folder`; undefined if there is none. */
export function repositoryOf(folder: string, files: FileSystem): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (files.exists(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}
