import { readdir, readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ProjectFiles } from '../documents/project-files.js';

/** Larger files are not written by hand. In bytes. */
const LARGEST = 5_000_000;

/** The files of the machine that the server runs on. Only `file:` URIs name any. */
export const NODE_FILES: ProjectFiles = {
  async read(uri) {
    try {
      const path = fileURLToPath(uri);
      const { size } = await stat(path);
      return size > LARGEST ? undefined : await readFile(path, 'utf8');
    } catch {
      return undefined;
    }
  },
  async list(uri) {
    try {
      const names = await readdir(fileURLToPath(uri));
      return names.sort().map((name) => `${uri.replace(/\/$/, '')}/${encodeURIComponent(name)}`);
    } catch {
      return [];
    }
  },
  async exists(uri) {
    try {
      await stat(fileURLToPath(uri));
      return true;
    } catch {
      return false;
    }
  },
};
