import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { Knowledge } from '../core/deployment/knowledge.js';
import { graphOf } from '../documents/graphs.js';
import type { Log } from '../documents/log.js';
import type { Previews, World } from '../documents/previews.js';
import type { Snapshot, Snapshots } from '../documents/snapshots.js';
import { guarded } from './guarded.js';
import { throwIfCancelled } from './handlers.js';
import {
  type DefinitionAnswer,
  type DocumentParams,
  GRAPH,
  type GraphAnswer,
  type GraphParams,
  PREVIEW,
  PREVIEW_DEFINITION,
  PREVIEW_OUTCOMES,
  PREVIEW_TASKS_AT,
  PREVIEW_TEXTS,
  type PreviewAnswer,
  type PreviewDefinitionParams,
  type PreviewOutcomes,
  type PreviewParams,
  type PreviewTasksAtParams,
  type PreviewTextsParams,
} from './protocol.js';

export interface PreviewRequestsOptions {
  readonly log: Log;
  /** The current state of an open document; undefined if it is not open. */
  readonly current: (uri: string) => Promise<Snapshot | undefined>;
  /** Analyzes all of a document. */
  readonly prepare: Snapshots['prepare'];
  /** The version of an open document. */
  readonly versionOf: (uri: string) => number | undefined;
  readonly knowledge: () => Knowledge;
}

/** Answers the requests about what documents yield. Answers are `null` for documents that are not open. */
export function answerPreviews(
  connection: Connection,
  previews: Previews,
  { log, current, prepare, versionOf, knowledge }: PreviewRequestsOptions,
): void {
  /** Asks again when the document has changed before the answer is complete. */
  const untilCurrent = async <Answer>(
    uri: string,
    token: CancellationToken,
    ask: (snapshot: Snapshot, world: World, isCurrent: () => boolean) => Promise<Answer | undefined>,
  ): Promise<Answer | null> => {
    for (;;) {
      const snapshot = await current(uri);
      throwIfCancelled(token);
      if (!snapshot) return null;
      const isCurrent = (): boolean => !token.isCancellationRequested && versionOf(uri) === snapshot.version;
      const answer = await ask(snapshot, { now: new Date().toJSON(), knowledge: knowledge() }, isCurrent);
      throwIfCancelled(token);
      if (answer) return answer;
    }
  };
  const answerPreview = ({ uri, choice }: PreviewParams, token: CancellationToken): Promise<PreviewAnswer | null> =>
    untilCurrent(uri, token, (snapshot, world, isCurrent) => previews.of(snapshot, choice, world, isCurrent));
  const answerOutcomes = ({ uri }: DocumentParams, token: CancellationToken): Promise<PreviewOutcomes | null> =>
    untilCurrent(uri, token, (snapshot, world, isCurrent) => previews.outcomes(snapshot, world, isCurrent));
  const answerTexts = (
    { uri, choices, format }: PreviewTextsParams,
    token: CancellationToken,
  ): Promise<readonly string[] | null> =>
    untilCurrent(uri, token, (snapshot, world, isCurrent) =>
      previews.texts(snapshot, choices, format, world, isCurrent),
    );
  const answerGraph = ({ uri, choice }: GraphParams, token: CancellationToken): Promise<GraphAnswer | null> =>
    untilCurrent(uri, token, async (snapshot, world, isCurrent) =>
      (await prepare(snapshot, isCurrent)) ? graphOf(snapshot, choice, previews, world, isCurrent) : undefined,
    );
  const answerDefinition = async ({ uri, task, format }: PreviewDefinitionParams): Promise<DefinitionAnswer | null> => {
    const snapshot = await current(uri);
    return (snapshot && previews.definition(snapshot, task, format)) ?? null;
  };
  const answerTasksAt = async ({ uri, position }: PreviewTasksAtParams): Promise<readonly number[]> => {
    const snapshot = await current(uri);
    return snapshot ? previews.tasksAt(snapshot, position) : [];
  };
  connection.onRequest(PREVIEW, guarded(log, PREVIEW, null, answerPreview));
  connection.onRequest(PREVIEW_OUTCOMES, guarded(log, PREVIEW_OUTCOMES, null, answerOutcomes));
  connection.onRequest(PREVIEW_TEXTS, guarded(log, PREVIEW_TEXTS, null, answerTexts));
  connection.onRequest(GRAPH, guarded(log, GRAPH, null, answerGraph));
  connection.onRequest(PREVIEW_DEFINITION, guarded(log, PREVIEW_DEFINITION, null, answerDefinition));
  connection.onRequest(PREVIEW_TASKS_AT, guarded(log, PREVIEW_TASKS_AT, [], answerTasksAt));
}
