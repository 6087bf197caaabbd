import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { FileSystem } from './io.js';

/** The rules of all `.gitignore` files that hold in a folder. */
export interface IgnoreRules {
  /** The folder that the rules' paths begin at: the repository's, or the searched one outside of a repository. */
  readonly root: string;
  readonly rules: Ignore;
}

/**
 * The rules that hold in `folder` before its own `.gitignore` is read: those of the folders above it, up to the top of
 * its repository. A folder that they ignore was named by the user all the same, so there they count for nothing.
 */
export function rulesAbove(folder: string, files: FileSystem): IgnoreRules {
  const root = repositoryOf(folder, files);
  if (root === undefined || root === folder) return { root: folder, rules: emptyRules() };
  const steps = relative(root, folder).split(sep);
  let all: IgnoreRules = { root, rules: emptyRules() };
  for (let depth = 0; depth < steps.length; depth++) all = withFolder(all, steps.slice(0, depth).join('/'), files);
  return all.rules.ignores(`${steps.join('/')}/`) ? { root: folder, rules: emptyRules() } : all;
}

/** The rules that hold in `folder` (relative to the root, `/` between names, '' for the root), its own file included. */
export function withFolder(above: IgnoreRules, folder: string, files: FileSystem): IgnoreRules {
  const path = join(above.root, folder, '.gitignore');
  if (!files.exists(path)) return above;
  let text: string;
  try {
    text = files.read(path).toString('utf8');
  } catch {
    // A folder of that name, or a file that nobody may read: git goes on without it too.
    return above;
  }
  const patterns = text.split(/\r?\n/).flatMap((line) => rebase(line, folder));
  return { root: above.root, rules: emptyRules().add(above.rules).add(patterns) };
}

/**
 * A pattern of the `.gitignore` in `folder` as the root's file would say it. One list of rules, in the order in which git
 * reads them, is the only way to get "the last match decides" right across several files.
 */
export function rebase(line: string, folder: string): string[] {
  const text = line.replace(/^\uFEFF/, '');
  if (text.trim() === '' || text.startsWith('#')) return [];
  if (folder === '') return [text];
  const negated = text.startsWith('!');
  const pattern = negated ? text.slice(1) : text;
  const prefix = `/${folder.replace(/[\\*?[\]!#]/g, '\\$&')}/`;
  // A slash before the end ties a pattern to its folder; without one it holds at any depth.
  const anchored = pattern.trimEnd().slice(0, -1).includes('/');
  return [`${negated ? '!' : ''}${prefix}${anchored ? '' : '**/'}${pattern.replace(/^\//, '')}`];
}

function emptyRules(): Ignore {
  return ignore({ ignorecase: false });
}

function repositoryOf(folder: string, files: FileSystem): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (files.exists(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}
