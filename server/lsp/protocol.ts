import type { DocumentKind } from '../core/base/document.js';
import type { Position, Range } from '../core/base/text.js';
import type { DefinitionFormat } from '../features/preview/definition.js';
import type { PreviewChoice } from '../features/preview/preview.js';
import type { TransportRequest, TransportResult } from '../taskcluster/http/transport.js';
/** The code action kind that applies every safe fix of a document. */
export const FIX_ALL_KIND = 'source.fixAll.taskcluster';

/** Each request below names an open document. For any other document the answer is `null`. */
export interface DocumentParams {
  readonly uri: string;
}

/** Request: the kind and status of an open document. */
export const DOCUMENT_STATUS = 'taskcluster/documentStatus';

export interface DocumentStatus {
  readonly kind: DocumentKind;
  /** Excluded by the setting `files.exclude`, or by a config file. */
  readonly excluded: boolean;
  readonly errors: number;
  readonly warnings: number;
  /** How many pairs can be converted to `taskQueueId`; 0 if `prefer-task-queue-id` is off. */
  readonly pairs: number;
}

/** Request: the edits that migrate an open document to `taskQueueId`. The request itself changes nothing. */
export const MIGRATE_DOCUMENT = 'taskcluster/migrateDocument';

export interface DocumentMigration {
  /** The version of the document that the edits are for. */
  readonly version: number;
  /** The status of the document before the edits, which explains why there may be none. */
  readonly status: DocumentStatus;
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
  readonly converted: number;
  /** The pairs that stay, their ranges before the edits, and the reasons. */
  readonly left: readonly { readonly range: Range; readonly reason: string }[];
}

/** Request: the edits that fix problems in any file, by its text. The answer is a `PlannedEdits`. It changes nothing. */
export const PLAN_EDITS = 'taskcluster/planEdits';

/** A file, open or not, and its text. */
export interface FixableParams {
  readonly uri: string;
  readonly text: string;
}

export interface PlanEditsParams extends FixableParams {
  /** The rule whose problems are to be fixed: with its safe fixes, and where there is just one suggestion. Null: migrate. */
  readonly rule: string | null;
}

export interface PlannedEdits {
  /** `none`: not a Taskcluster file, or excluded by a setting. */
  readonly kind: DocumentKind;
  /** One for each fix, in the order of the text. They do not overlap. */
  readonly edits: readonly {
    readonly range: Range;
    readonly newText: string;
    readonly title: string;
    readonly safety: 'safe' | 'suggestion';
  }[];
  /** How many problems the edits fix. */
  readonly fixed: number;
  /** The problems that stay, their places before the edits, and the reasons. */
  readonly left: readonly { readonly range: Range; readonly rule: string; readonly reason: string }[];
}

/** Request: how many problems of each rule in a file can be fixed this way. The answer is a `Fixable`. */
export const FIXABLE = 'taskcluster/fixable';

export type Fixable = Readonly<Record<string, number>>;

/** The code action kind that shows what the worker runs for a task. It changes nothing. */
export const VIEW_KIND = 'view.taskcluster';
/** The command of that action, provided by the client. Its arguments are the URI of the document and a position in it. */
export const SHOW_WORKER_VIEW_COMMAND = 'taskcluster.showWhatTheWorkerRuns';

/**
 * The command of a quick fix, provided by the client: it asks for a reason, and inserts a comment with it. Its argument is a
 * `SuppressArguments`.
 */
export const SUPPRESS_COMMAND = 'taskcluster.suppress';

export interface SuppressArguments extends DocumentParams {
  /** The version of the document. */
  readonly version: number;
  /** The rule to silence. */
  readonly rule: string;
  /** Where the comment is inserted, and what of it stands before and behind the reason. */
  readonly position: Position;
  readonly before: string;
  readonly after: string;
}

/** The command of a lens, provided by the client. It opens the page of a pool. Its argument is the workerPoolId. */
export const SHOW_POOL_COMMAND = 'taskcluster.showPool';

/** Request: what the worker runs for the task at a position. */
export const WORKER_VIEW = 'taskcluster/workerView';

export interface WorkerViewParams extends DocumentParams {
  readonly position: Position;
}

/** A text in Markdown and the name of the task, or why there is none. */
export type { WorkerView } from '../features/worker-view/worker-view.js';

/** Request: what an open document yields. The answer is a `PreviewAnswer`. */
export const PREVIEW = 'taskcluster/preview';

export interface PreviewParams extends DocumentParams {
  readonly choice: PreviewChoice;
}

/** Request: what comes of each event, or way to fire a hook. The answer is a `PreviewOutcomes`. */
export const PREVIEW_OUTCOMES = 'taskcluster/previewOutcomes';

/** Request: all tasks as a text, for each choice, at the same moment. The answer is a list of texts. */
export const PREVIEW_TEXTS = 'taskcluster/previewTexts';

export interface PreviewTextsParams extends DocumentParams {
  readonly choices: readonly PreviewChoice[];
  readonly format: DefinitionFormat;
}

/** Request: the definition of a task in the last preview of a document. */
export const PREVIEW_DEFINITION = 'taskcluster/previewDefinition';

export interface PreviewDefinitionParams extends DocumentParams {
  /** The index of the task. */
  readonly task: number;
  readonly format: DefinitionFormat;
}

/** Request: the indices of the tasks in the last preview that are made from what is at a position. */
export const PREVIEW_TASKS_AT = 'taskcluster/previewTasksAt';

export interface PreviewTasksAtParams extends DocumentParams {
  readonly position: Position;
}

/** Request: the tasks of an open document and what they wait for. The answer is a `GraphAnswer`. */
export const GRAPH = 'taskcluster/graph';

export type GraphParams = PreviewParams;

export type { Position, Range } from '../core/base/text.js';
export type { GraphAnswer, GraphColumns } from '../documents/graphs.js';
export type {
  DefinitionAnswer,
  Occasions as PreviewOutcomes,
  PlacedFailure,
  PreviewAnswer,
  ShownTask,
} from '../documents/previews.js';
export type { DefinitionFormat } from '../features/preview/definition.js';
export type { EventFields } from '../features/preview/event-fields.js';
export type { PreviewChoice } from '../features/preview/preview.js';
export type { Field } from '../features/preview/task-row.js';

/** Request: the server's text of an open document, to find differences from the editor's text. */
export const DOCUMENT_TEXT = 'taskcluster/documentText';

export interface DocumentText {
  readonly version: number;
  readonly text: string;
}

/**
 * In `initializationOptions`: who sends network requests, and which commands the client has. With `client`, the client answers
 * `FETCH`, and uses `ACCESS` to say which deployment may be asked and with which credentials; nothing is asked before that.
 * Otherwise the server itself asks the deployment in the setting `rootUrl` or in TASKCLUSTER_ROOT_URL, with the credentials in
 * the TASKCLUSTER_* variables.
 */
export interface InitializationOptions {
  readonly network?: 'client' | 'server';
  /** The client has the command `SHOW_WORKER_VIEW_COMMAND`. Without it, no code action runs that. */
  readonly workerView?: boolean;
  /** The client has the command `SUPPRESS_COMMAND`. Without it, a quick fix inserts a comment without asking. */
  readonly suppress?: boolean;
  /**
   * Who reads files that are not open. With `client`, the client answers `READ_FILE`, `LIST_FOLDER` and `FILE_EXISTS`. Otherwise
   * the server reads them from the disk of its machine, if it has one.
   */
  readonly files?: 'client' | 'server';
}

/** Request to the client: the text of a file, or null if there is none, or none that can be read. */
export const READ_FILE = 'taskcluster/readFile';
/** Request to the client: the URIs of what is in a folder. */
export const LIST_FOLDER = 'taskcluster/listFolder';
/** Request to the client: whether there is a file or folder. */
export const FILE_EXISTS = 'taskcluster/fileExists';

/** The parameters of these three requests. */
export interface FileParams {
  readonly uri: string;
}

/** Notification to the server: what it may ask now. Replaces the previous one. */
export const ACCESS = 'taskcluster/access';
/** Request to the client: one GET with the editor's network settings (proxy, certificates). */
export const FETCH = 'taskcluster/fetch';

/** The whole request, including the body, within `timeout` milliseconds, and at most `maxBytes` of the body. */
export type FetchParams = TransportRequest;

export type FetchResult = TransportResult;

/** Notification to the server: files of the workspace that may define worker pools, as they are now. */
export const POOL_FILES = 'taskcluster/poolFiles';

export interface PoolFilesParams {
  /** `text` is null for a file that no longer exists. */
  readonly files: readonly { readonly uri: string; readonly text: string | null }[];
}

/** Notification to the client: the knowledge about the deployment, or the reason for having none, has changed. */
export const LIVE_CHANGED = 'taskcluster/liveChanged';
/** Request: the pools for a list. Asks the deployment if needed, and waits for it (for a limited time). */
export const POOLS = 'taskcluster/pools';
/** Request: what the page of a pool shows. Asks the deployment if needed, and waits for it (for a limited time). */
export const POOL_PAGE = 'taskcluster/poolPage';
export { CONFIG_FILE_NAME } from '../core/base/document.js';
export { SECTION } from '../core/config/config.js';
export type {
  Access,
  LiveStatus,
  PoolPageParams,
  PoolPageResult,
  PoolRow,
  PoolsParams,
  PoolsResult,
} from '../documents/live/messages.js';
export { LONGEST_REST, SHORTEST_REST } from '../documents/live/refresh-timer.js';
export type { PoolBody, PoolPage, Shown } from '../features/pool-page/pool-page.js';
export type { Told } from '../features/pool-page/told.js';
