import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { Log } from '../documents/log.js';
import type { Previews } from '../documents/previews.js';
import type { Snapshot } from '../documents/snapshots.js';
import { guarded } from './guarded.js';
import { throwIfCancelled } from './handlers.js';
import {
  type DefinitionAnswer,
  PREVIEW,
  PREVIEW_DEFINITION,
  PREVIEW_TASKS_AT,
  type PreviewAnswer,
  type PreviewDefinitionParams,
  type PreviewParams,
  type PreviewTasksAtParams,
} from './protocol.js';

export interface PreviewRequestsOptions {
  readonly log: Log;
  /** The current state of an open document; undefined if it is not open. */
  readonly current: (uri: string) => Promise<Snapshot | undefined>;
  /** The version of an open document. */
  readonly versionOf: (uri: string) => number | undefined;
  readonly rootUrl: () => string | undefined;
}

/** Answers the requests about what documents yield. Answers are `null` for documents that are not open. */
export function answerPreviews(
  connection: Connection,
  previews: Previews,
  { log, current, versionOf, rootUrl }: PreviewRequestsOptions,
): void {
  const answerPreview = async (
    { uri, choice }: PreviewParams,
    token: CancellationToken,
  ): Promise<PreviewAnswer | null> => {
    for (;;) {
      const snapshot = await current(uri);
      throwIfCancelled(token);
      if (!snapshot) return null;
      const isCurrent = (): boolean => !token.isCancellationRequested && versionOf(uri) === snapshot.version;
      const world = { now: new Date().toJSON(), rootUrl: rootUrl() };
      const answer = await previews.of(snapshot, choice, world, isCurrent);
      throwIfCancelled(token);
      if (answer) return answer;
    }
  };
  const answerDefinition = async ({ uri, task, format }: PreviewDefinitionParams): Promise<DefinitionAnswer | null> => {
    const snapshot = await current(uri);
    return (snapshot && previews.definition(snapshot, task, format)) ?? null;
  };
  const answerTasksAt = async ({ uri, position }: PreviewTasksAtParams): Promise<readonly number[]> => {
    const snapshot = await current(uri);
    return snapshot ? previews.tasksAt(snapshot, position) : [];
  };
  connection.onRequest(PREVIEW, guarded(log, PREVIEW, null, answerPreview));
  connection.onRequest(PREVIEW_DEFINITION, guarded(log, PREVIEW_DEFINITION, null, answerDefinition));
  connection.onRequest(PREVIEW_TASKS_AT, guarded(log, PREVIEW_TASKS_AT, [], answerTasksAt));
}
