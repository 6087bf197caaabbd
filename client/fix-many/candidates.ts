import type { CancellationToken, GlobPattern, TextDocument, Uri } from 'vscode';
import { mayBeTaskcluster } from '../../server/core/model/recognize.js';
import type { Translate } from '../l10n.js';

/** As much of `vscode.workspace` as reads files. */
export interface Files {
  readonly textDocuments: readonly Pick<TextDocument, 'uri' | 'version' | 'getText'>[];
  readonly fs: {
    stat(uri: Uri): Thenable<{ readonly size: number }>;
    readFile(uri: Uri): Thenable<Uint8Array>;
  };
}

/** As much of it as finds them. */
export interface Search extends Files {
  findFiles(
    include: GlobPattern,
    exclude: string,
    maxResults: undefined,
    token: CancellationToken,
  ): Thenable<readonly Uri[]>;
}

/** A file as it was read. */
export interface Candidate {
  readonly uri: Uri;
  /** What the editor shows, if the file is open, saved or not. */
  readonly text: string;
  /** Undefined for a file that is not open. */
  readonly version: number | undefined;
}

/** A file that may be a Taskcluster file and could not be read. */
export interface Unread {
  readonly uri: Uri;
  readonly reason: string;
}

/** In bytes. The editor itself does not let extensions see larger files. */
const LARGEST = 50_000_000;

/**
 * Reads a file if it may be a Taskcluster file; undefined if it is not one.
 * @param isListed whether a setting says which files are Taskcluster files, so that only the server can tell
 */
export async function readCandidate(
  uri: Uri,
  files: Files,
  isListed: boolean,
  t: Translate,
): Promise<Candidate | Unread | undefined> {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const isWanted = (text: string): boolean => isListed || mayBeTaskcluster(name, text);
  const open = documentOf(uri, files);
  if (open) {
    const text = open.getText();
    return isWanted(text) ? { uri, text, version: open.version } : undefined;
  }
  try {
    if ((await files.fs.stat(uri)).size > LARGEST) return { uri, reason: t('it is larger than 50 MB') };
    const bytes = await files.fs.readFile(uri);
    const text = new TextDecoder().decode(bytes);
    if (!isWanted(text)) return undefined;
    return isUtf8(bytes) ? { uri, text, version: undefined } : { uri, reason: t('it is not valid UTF-8') };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { uri, reason: t('it could not be read: {0}', why) };
  }
}

/** Whether a file is still as it was read: open in that version, or on disk with that text. */
export async function isUnchanged({ uri, text, version }: Candidate, files: Files): Promise<boolean> {
  const open = documentOf(uri, files);
  if (open) return version === undefined ? open.getText() === text : open.version === version;
  return (await textNow(uri, files)) === text;
}

/** The text of a file as it is now; undefined if it cannot be read. */
export async function textNow(uri: Uri, files: Files): Promise<string | undefined> {
  const open = documentOf(uri, files);
  if (open) return open.getText();
  try {
    return new TextDecoder().decode(await files.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

function documentOf(uri: Uri, { textDocuments }: Files): Files['textDocuments'][number] | undefined {
  const wanted = uri.toString();
  return textDocuments.find((document) => document.uri.toString() === wanted);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
