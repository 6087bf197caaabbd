import { dirname, parse, relative, resolve, sep } from 'node:path';
import { unifiedDiff } from './diff.js';
import { say } from './exit.js';
import { repositoryOf } from './ignore-rules.js';
import type { Io } from './io.js';
import { clean } from './report/display.js';
import { counted } from './report/report.js';

/** Prints the changes of files as diffs. */
export interface DiffPrinter {
  /** Prints the change of the file at `path`; returns false if that file was already printed under another name. */
  print(path: string, before: string, after: string): boolean;
  /** Says where to apply the diffs if `git apply` would skip some of them in the current folder. */
  end(): void;
}

export function diffPrinter(io: Io): DiffPrinter {
  const printed = new Set<string>();
  const elsewhere = new Map<string, number>();
  return {
    print: (path, before, after) => {
      const { folder, name, isHere } = placeOf(path, io);
      const file = `${folder}${sep}${name}`;
      if (printed.has(file)) return false;
      printed.add(file);
      if (!isHere) elsewhere.set(folder, (elsewhere.get(folder) ?? 0) + 1);
      const diff = unifiedDiff(name, before, after);
      io.stdout.write(io.stdout.isTerminal ? toLookAt(diff) : diff);
      return true;
    },
    end: () => {
      for (const [folder, count] of elsewhere) {
        const them = count === 1 ? 'it' : 'them';
        say(
          io,
          `the diff has ${counted(count, 'file')} outside the current folder, and 'git apply' would skip ${them}: pipe the diff into git -C '${folder}' apply`,
        );
      }
    },
  };
}

/** A file must not be able to control the terminal that its diff is printed on. */
function toLookAt(diff: string): string {
  return diff.split(/\r?\n/).map(clean).join('\n');
}

/** Where the diff of a file can be applied. */
interface DiffPlace {
  /** The folder that the name is relative to: the top of the file's repository, else the current folder or the root. */
  readonly folder: string;
  /** The path from there, with slashes. */
  readonly name: string;
  /** Whether `git apply` in the current folder changes the file. In a repository it skips files outside that folder. */
  readonly isHere: boolean;
}

/** The place of a file. For a link, that of its target, because git does not apply diffs through links. */
function placeOf(path: string, { cwd, files }: Io): DiffPlace {
  const absolute = realPath(resolve(cwd, path), files);
  const isBelow = relativeTo(cwd, absolute) !== undefined;
  const repository = repositoryOf(dirname(absolute), files);
  const folder = repository ?? (isBelow ? cwd : parse(absolute).root);
  const isHere = isBelow && repository === repositoryOf(cwd, files);
  return { folder, name: relativeTo(folder, absolute) ?? absolute, isHere };
}

/** The standard input has a name, but there may be no such file. */
function realPath(path: string, files: Io['files']): string {
  try {
    return files.realPath(path);
  } catch {
    return path;
  }
}

function relativeTo(folder: string, path: string): string | undefined {
  const way = relative(folder, path);
  return way.startsWith(`..${sep}`) || resolve(folder, way) === way ? undefined : way.split(sep).join('/');
}
