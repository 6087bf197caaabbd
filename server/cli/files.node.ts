import { constants as buffers } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { bytesOf, isPlainName, nameOf } from './file-names.js';
import type { Entry, FileSystem, Kind } from './io.js';

/** In bytes. Node has no longer strings than this. */
export const LARGEST = buffers.MAX_STRING_LENGTH;

/**
 * The file system of this machine. Synchronous, because files are read one after another anyway, and a call that bypasses the
 * thread pool costs a fraction of one that uses it.
 */
export const nodeFiles: FileSystem = {
  read: (path) => plainly(() => read(path)),
  kindOf: (path) => plainly(() => kindOf(fs.statSync(native(path)))),
  isFileItself: (path) => fs.lstatSync(native(path), { throwIfNoEntry: false })?.isFile() === true,
  entries: (folder) =>
    plainly(() => fs.readdirSync(native(folder), { withFileTypes: true, encoding: 'buffer' }).map(entryOf)),
  exists: (path) => fs.existsSync(native(path)),
  isTaken,
  create: (path, bytes) => plainly(() => fs.writeFileSync(native(path), bytes, { flag: 'wx' })),
  realPath: (path) => plainly(() => realPath(path)),
  replace: (path, was, bytes) => plainly(() => replace(path, was, bytes)),
};

/** The current folder, even if its name is not UTF-8. */
export function currentFolder(): string {
  const folder = process.cwd();
  return folder.includes('\uFFFD') ? realPath('.') : folder;
}

/** A path in the form that Node accepts. */
function native(path: string): string | Buffer {
  return isPlainName(path) ? path : bytesOf(path);
}

function realPath(path: string): string {
  return nameOf(fs.realpathSync.native(native(path), { encoding: 'buffer' }));
}

/** In a folder that may not be read, no name is known. */
function isTaken(path: string): boolean {
  try {
    return fs.lstatSync(native(path), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
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

/** The file at a path may change at any time, so it is checked again once open. A pipe must not wait for a writer. */
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
 * Writes a temporary file next to the file and renames it over the file. A symbolic link keeps its target; mode and owner
 * stay. A file with several names (hard links) would lose the others that way, so it is written in place, and the temporary
 * file keeps the new text in case that fails.
 */
function replace(path: string, was: Buffer, bytes: Buffer): void {
  const target = realPath(path);
  // A rename only needs permission for the folder, but a read-only file is read-only on purpose.
  fs.accessSync(native(target), fs.constants.W_OK);
  const found = fs.statSync(native(target));
  const temporary = join(dirname(target), `.${basename(target).slice(0, 60)}.${randomBytes(6).toString('hex')}.tmp`);
  let isWhole = true;
  try {
    writeNew(temporary, bytes, found);
    if (!read(target).equals(was)) throw new Error('the file was changed in the meantime, so it was left alone');
    if (found.nlink === 1) fs.renameSync(native(temporary), native(target));
    else isWhole = overwrite(target, was, bytes);
    if (!isWhole) throw new Error(`the file could not be written completely: the whole new text is in ${temporary}`);
  } finally {
    if (isWhole) fs.rmSync(native(temporary), { force: true });
  }
}

/** Writes a new file with the mode and owner of another. */
function writeNew(path: string, bytes: Buffer, like: fs.Stats): void {
  fs.writeFileSync(native(path), bytes, { flag: 'wx', flush: like.nlink > 1 });
  keepOwner(path, like);
  // After the owner, because changing the owner may clear bits of the mode.
  fs.chmodSync(native(path), like.mode & 0o7777);
}

/** Writes in place. On failure restores the old bytes and throws the error; returns false if they cannot be restored. */
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
    // Only root may give files away. For everyone else, the file now belongs to them.
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
  EDQUOT: 'the disk quota is exceeded',
  EIO: 'the device reported an error',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the file name is too long',
  ENXIO: 'not a regular file',
  EAGAIN: 'not a regular file',
  ERR_INVALID_ARG_VALUE: 'no such file or folder',
  ERR_FS_FILE_TOO_LARGE: TOO_LARGE,
};

/** Runs `action`, and rethrows system errors with a readable message. */
function plainly<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error });
  }
}

/** A readable message for a system error. */
export function reasonOf(error: unknown): string {
  return REASONS[codeOf(error)] ?? (error instanceof Error ? error.message : String(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
