import { constants as buffers } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { bytesOf, isPlainName, nameOf } from './file-names.js';
import type { Entry, FileSystem, Kind } from './io.js';

/** In bytes: no text is longer than this in Node. */
export const LARGEST = buffers.MAX_STRING_LENGTH;

/**
 * The file system of this machine. Synchronous: the files are read one after another anyway, and a call that does not go
 * through the thread pool costs a fraction of one that does.
 */
export const nodeFiles: FileSystem = {
  read: (path) => plainly(() => read(path)),
  kindOf: (path) => plainly(() => kindOf(fs.statSync(native(path)))),
  isFileItself: (path) => fs.lstatSync(native(path), { throwIfNoEntry: false })?.isFile() === true,
  entries: (folder) =>
    plainly(() => fs.readdirSync(native(folder), { withFileTypes: true, encoding: 'buffer' }).map(entryOf)),
  exists: (path) => fs.existsSync(native(path)),
  realPath: (path) => plainly(() => realPath(path)),
  replace: (path, was, bytes) => plainly(() => replace(path, was, bytes)),
};

/** The current folder, also where its name is not UTF-8. */
export function currentFolder(): string {
  const folder = process.cwd();
  return folder.includes('\uFFFD') ? realPath('.') : folder;
}

/** A path as Node takes it. */
function native(path: string): string | Buffer {
  return isPlainName(path) ? path : bytesOf(path);
}

function realPath(path: string): string {
  return nameOf(fs.realpathSync.native(native(path), { encoding: 'buffer' }));
}

function kindOf(found: fs.Stats): Kind {
  if (found.isFile()) return 'file';
  if (found.isDirectory()) return 'folder';
  if (found.isFIFO()) return 'pipe';
  return found.isSocket() ? 'socket' : 'device';
}

function entryOf(entry: fs.Dirent<Buffer>): Entry {
  const name = nameOf(entry.name);
  if (entry.isFile()) return { name, kind: 'file' };
  if (entry.isDirectory()) return { name, kind: 'folder' };
  return { name, kind: entry.isSymbolicLink() ? 'link' : 'other' };
}

/** What stands at a path may change at any time: it is looked at again once it is open. A pipe must not wait for a writer. */
function read(path: string): Buffer {
  const file = fs.openSync(native(path), fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
  try {
    const found = fs.fstatSync(file);
    if (!found.isFile()) throw new Error(found.isDirectory() ? 'is a folder' : 'not a regular file');
    if (found.size > LARGEST) throw new Error(TOO_LARGE);
    return fs.readFileSync(file);
  } finally {
    fs.closeSync(file);
  }
}

/**
 * Writes beside the file and renames over it. A symbolic link keeps pointing where it pointed; mode and owner stay. A
 * file with several names (hard links) would lose the others by that: it is written in place, while the file beside it
 * holds the new text in case that comes to a bad end.
 */
function replace(path: string, was: Buffer, bytes: Buffer): void {
  const target = realPath(path);
  // A rename asks for the folder's permission only; a file that is read-only is so on purpose.
  fs.accessSync(native(target), fs.constants.W_OK);
  const found = fs.statSync(native(target));
  const temporary = join(dirname(target), `.${basename(target).slice(0, 60)}.${randomBytes(6).toString('hex')}.tmp`);
  let isWhole = true;
  try {
    writeNew(temporary, bytes, found);
    if (!read(target).equals(was)) throw new Error('it was changed meanwhile, so it stays as it is now');
    if (found.nlink === 1) fs.renameSync(native(temporary), native(target));
    else isWhole = overwrite(target, was, bytes);
    if (!isWhole) throw new Error(`it could not be written to its end: the whole new text is in ${temporary}`);
  } finally {
    if (isWhole) fs.rmSync(native(temporary), { force: true });
  }
}

/** Writes a file that is not there yet, with the mode and owner of another. */
function writeNew(path: string, bytes: Buffer, like: fs.Stats): void {
  fs.writeFileSync(native(path), bytes, { flag: 'wx', flush: like.nlink > 1 });
  keepOwner(path, like);
  // After the owner: changing that may clear bits of the mode.
  fs.chmodSync(native(path), like.mode & 0o7777);
}

/** Writes in place. Where that fails, the old bytes come back and the error is thrown; false: they cannot come back. */
function overwrite(path: string, was: Buffer, bytes: Buffer): boolean {
  const file = fs.openSync(native(path), 'r+');
  const put = (content: Buffer): void => {
    let written = 0;
    while (written < content.length) {
      written += fs.writeSync(file, content, written, content.length - written, written);
    }
    fs.ftruncateSync(file, content.length);
    fs.fsyncSync(file);
  };
  try {
    put(bytes);
    return true;
  } catch (error) {
    try {
      put(was);
    } catch {
      return false;
    }
    throw error;
  } finally {
    fs.closeSync(file);
  }
}

function keepOwner(path: string, { uid, gid }: fs.Stats): void {
  const now = fs.statSync(native(path));
  if (now.uid === uid && now.gid === gid) return;
  try {
    fs.chownSync(native(path), uid, gid);
  } catch (error) {
    // Only root may give files away; for everyone else the file is theirs from now on.
    if (codeOf(error) !== 'EPERM') throw error;
  }
}

const TOO_LARGE = `larger than ${Math.floor(LARGEST / 2 ** 20)} MiB, which is too large`;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'is a folder',
  ELOOP: 'too many symbolic links',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EIO: 'the device reports an error',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENXIO: 'not a regular file',
  EAGAIN: 'not a regular file',
  ERR_INVALID_ARG_VALUE: 'no such file or folder',
  ERR_FS_FILE_TOO_LARGE: TOO_LARGE,
};

/** Runs `action`; an error of the system is thrown again with a message for people. */
function plainly<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error });
  }
}

/** What an error of the system means, for people. */
export function reasonOf(error: unknown): string {
  return REASONS[codeOf(error)] ?? (error instanceof Error ? error.message : String(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
