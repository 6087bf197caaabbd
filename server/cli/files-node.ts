import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Entry, FileSystem } from './io.js';

/**
 * The file system of this machine. Synchronous: the files are read one after another anyway, and a call that does not go
 * through the thread pool costs a fraction of one that does.
 */
export const nodeFiles: FileSystem = {
  read: (path) => plainly(() => fs.readFileSync(path)),
  kindOf: (path) => plainly(() => (fs.statSync(path).isDirectory() ? 'folder' : 'file')),
  entries: (folder) => plainly(() => fs.readdirSync(folder, { withFileTypes: true }).map(entryOf)),
  exists: (path) => fs.existsSync(path),
  realPath: (path) => plainly(() => fs.realpathSync.native(path)),
  replace: (path, bytes) => plainly(() => replace(path, bytes)),
};

function entryOf(entry: fs.Dirent): Entry {
  if (entry.isFile()) return { name: entry.name, kind: 'file' };
  if (entry.isDirectory()) return { name: entry.name, kind: 'folder' };
  return { name: entry.name, kind: entry.isSymbolicLink() ? 'link' : 'other' };
}

/** Writes beside the file and renames over it. A link keeps pointing where it pointed; mode and owner stay. */
function replace(path: string, bytes: Buffer): void {
  const target = fs.realpathSync.native(path);
  // A rename asks for the folder's permission only; a file that is read-only is so on purpose.
  fs.accessSync(target, fs.constants.W_OK);
  const { mode, uid, gid } = fs.statSync(target);
  const temporary = join(dirname(target), `.${basename(target).slice(0, 200)}.${process.pid}.tmp`);
  try {
    fs.writeFileSync(temporary, bytes, { flag: 'wx' });
    keepOwner(temporary, uid, gid);
    // After the owner: changing that may clear bits of the mode.
    fs.chmodSync(temporary, mode & 0o7777);
    fs.renameSync(temporary, target);
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) fs.rmSync(temporary, { force: true });
    throw error;
  }
}

function keepOwner(path: string, uid: number, gid: number): void {
  const now = fs.statSync(path);
  if (now.uid === uid && now.gid === gid) return;
  try {
    fs.chownSync(path, uid, gid);
  } catch (error) {
    // Only root may give files away; for everyone else the file is theirs from now on.
    if (!isErrno(error, 'EPERM')) throw error;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'is a folder',
  ELOOP: 'too many symbolic links',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  ENAMETOOLONG: 'the name is too long',
  ERR_FS_FILE_TOO_LARGE: 'the file is too large',
};

/** Runs `action`; an error of the system is thrown again with a message for people. */
function plainly<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new Error(REASONS[code] ?? (error instanceof Error ? error.message : String(error)), { cause: error });
  }
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
