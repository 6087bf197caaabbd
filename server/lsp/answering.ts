import type { CancellationToken } from 'vscode-languageserver';
import type { Log } from '../documents/log.js';
import type { ProjectFiles } from '../documents/project-files.js';
import type { Snapshot } from '../documents/snapshots.js';
import { throwIfCancelled } from './handlers.js';

/** The documents of the server. */
export interface Documents {
  readonly log: Log;
  /** The latest state of a document with all segments analyzed; undefined if it is not open. */
  analyzed(uri: string): Promise<Snapshot | undefined>;
  /** The files of the project, as they are in the editor if they are open. */
  readonly files: ProjectFiles;
  /** Whether a document has not changed since. */
  isCurrent(snapshot: Snapshot): boolean;
}

/** The parameters of a request about a document. */
export interface OfDocument {
  readonly textDocument: { readonly uri: string };
}

/** Answers from an analyzed document. `isValid`: whether the answer is still wanted. */
export type Answer<P extends OfDocument, R> = (
  snapshot: Snapshot,
  params: P,
  isValid: () => boolean,
) => R | undefined | Promise<R | undefined>;

/** Makes a handler of a request: it answers `nothing` for a document that is not open, and again if the document changes. */
export function answering<P extends OfDocument, R>(
  { analyzed, isCurrent }: Documents,
  nothing: R,
  answer: Answer<P, R>,
): (params: P, token: CancellationToken) => Promise<R> {
  return async (params, token) => {
    for (;;) {
      const snapshot = await analyzed(params.textDocument.uri);
      throwIfCancelled(token);
      if (!snapshot) return nothing;
      const isValid = (): boolean => !token.isCancellationRequested && isCurrent(snapshot);
      const found = await answer(snapshot, params, isValid);
      throwIfCancelled(token);
      if (isCurrent(snapshot)) return found ?? nothing;
    }
  };
}

/** Whether a document is no Taskcluster file, or excluded by a setting. It must be analyzed. */
export function isForeign(snapshot: Snapshot): boolean {
  return snapshot.document.source.selection === 'excluded' || snapshot.aggregate().kind === 'none';
}
