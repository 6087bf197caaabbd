import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bytesOf, isPlainName } from '../file-names.js';
import type { FileReport } from './report.js';

/**
 * The path of a file relative to `base`, with slashes and without `./`, as other tools expect it; undefined if the file is not
 * below `base`. The standard input uses its given name, relative to the current folder.
 */
export function pathFrom(base: string, cwd: string, report: Pick<FileReport, 'path' | 'absolute'>): string | undefined {
  const path = relative(base, report.absolute ?? resolve(cwd, report.path));
  const isOutside = path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
  return isOutside ? undefined : path.split(sep).join('/');
}

/** A relative path as a URI reference for SARIF. All bytes of its names are preserved. */
export function uriOf(path: string): string {
  return [...path].map((character) => (character === '/' ? '/' : escaped(character))).join('');
}

function escaped(character: string): string {
  if (isPlainName(character)) return encodeURIComponent(character);
  return `%${bytesOf(character).toString('hex').toUpperCase()}`;
}

/** The `file:` URI of a report outside the base folder. */
export function fileUri(cwd: string, report: Pick<FileReport, 'path' | 'absolute'>): string {
  return pathToFileURL(report.absolute ?? resolve(cwd, report.path)).href;
}
