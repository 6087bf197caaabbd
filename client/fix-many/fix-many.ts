import {
  type CancellationToken,
  l10n,
  ProgressLocation,
  RelativePattern,
  type Uri,
  type WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { type FixableParams, PLAN_EDITS, type PlanEditsParams, type PlannedEdits } from '../../server/lsp/protocol.js';
import type { LanguageServer } from '../language-server.js';
import { listsFiles } from '../lazy-start.js';
import { notRunning } from '../words.js';
import { type Candidate, isUnchanged, readCandidate, textNow, type Unread } from './candidates.js';
import { inGroups } from './in-groups.js';
import { fixedBetween, leftAfter } from './outcome.js';
import { countedFiles, type FileOutcome, reportOf } from './report.js';
import type { ReportView } from './report-view.js';
import { CANDIDATES, excludeGlob } from './search-globs.js';
import { workspaceEdit } from './workspace-edit.js';

/** The files of the workspace that may be Taskcluster files, as they were read. */
export interface Found {
  readonly candidates: readonly Candidate[];
  readonly unread: readonly Unread[];
}

/** What to do in files. */
export interface FixTask {
  /** The title of the command. */
  readonly title: string;
  /** The rule whose problems are fixed; null: migrate. */
  readonly rule: string | null;
  /** Whether the user sees all changes first, and chooses. */
  readonly preview: boolean;
}

type Tell = (message: string) => void;

/** Shows the progress of something that can be cancelled; undefined if it was. */
export function withCancel<R>(
  title: string,
  work: (token: CancellationToken, tell: Tell) => Promise<R>,
): Thenable<R | undefined> {
  const options = { location: ProgressLocation.Notification, title: `Taskcluster: ${title}`, cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    const result = await work(token, (message) => progress.report({ message }));
    return token.isCancellationRequested ? undefined : result;
  });
}

/** Starts the server if needed, and finds files; undefined if the user has cancelled, or has been told what is missing. */
export async function startAndFind(server: LanguageServer, title: string): Promise<Found | undefined> {
  await server.start();
  if (server.state === 'running') return withCancel(title, findCandidates);
  void window.showInformationMessage(notRunning(l10n.t));
  return undefined;
}

/** Finds the files of all folders that the settings do not exclude from searches. */
async function findCandidates(token: CancellationToken, tell: Tell): Promise<Found> {
  const found = await Promise.all(
    (workspace.workspaceFolders ?? []).map(async (folder) => {
      const exclude = excludeGlob(workspace.getConfiguration('search', folder).get('exclude'));
      const uris = await workspace.findFiles(new RelativePattern(folder, CANDIDATES), exclude, undefined, token);
      const isListed = listsFiles(folder, workspace);
      return uris.map((uri) => ({ uri, isListed }));
    }),
  );
  // A file may be in several folders.
  const byName = new Map(found.flat().map((one) => [one.uri.toString(), one]));
  const files = [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  const read = await inGroups(
    files,
    ({ uri, isListed }) => readCandidate(uri, workspace, isListed, l10n.t),
    token,
    (done) => tell(l10n.t('{0} of {1} read', done, countedFiles(files.length, l10n.t))),
  );
  return {
    candidates: read.filter((one) => 'text' in one),
    unread: read.filter((one) => 'reason' in one),
  };
}

/** Asks the server about files, until cancelled. */
export function askAbout<R>(
  server: LanguageServer,
  method: string,
  candidates: readonly Candidate[],
  more: object,
  token: CancellationToken,
  tell: Tell,
): Promise<{ readonly candidate: Candidate; readonly answer: R }[]> {
  const ask = async (candidate: Candidate): Promise<{ candidate: Candidate; answer: R } | undefined> => {
    const params = { uri: candidate.uri.toString(), text: candidate.text, ...more };
    const answer = await server.request<R | null>(method, params, token).catch((error: unknown) => {
      if (token.isCancellationRequested) return undefined;
      throw error;
    });
    return answer ? { candidate, answer } : undefined;
  };
  return inGroups(candidates, ask, token, (done) =>
    tell(l10n.t('{0} of {1} checked', done, countedFiles(candidates.length, l10n.t))),
  );
}

type Planned = { readonly candidate: Candidate; readonly answer: PlannedEdits };

/** Plans the edits of files, makes those that the user chooses, and reports what was changed and what stays. */
export async function fixMany(
  server: LanguageServer,
  view: ReportView,
  { candidates, unread }: Found,
  task: FixTask,
): Promise<void> {
  const more: Omit<PlanEditsParams, keyof FixableParams> = { rule: task.rule };
  const plansFor = (of: readonly Candidate[]) =>
    withCancel(task.title, (token, tell) => askAbout<PlannedEdits>(server, PLAN_EDITS, of, more, token, tell));
  const planned = await plansFor(candidates);
  if (!planned) return;
  const ofTaskcluster = planned.filter(({ answer }) => answer.kind !== 'none');
  const done = ofTaskcluster.filter(({ answer }) => answer.edits.length === 0);
  const { ready, stale } = await sortOut(ofTaskcluster.filter(({ answer }) => answer.edits.length > 0));
  const isApplied = ready.length > 0 && (await workspace.applyEdit(editOf(ready, task), { isRefactoring: true }));
  const changed = isApplied ? await changedOf(ready) : [];
  const after = changed.length > 0 ? await plansFor(changed) : [];
  await tellOutcome(view, task.title, [
    ...unread.map(({ uri, reason }) => skipped(uri, reason)),
    ...stale.map(({ candidate }) => skipped(candidate.uri, l10n.t('it was changed meanwhile: run the command again'))),
    ...done.map(({ candidate, answer }) => ({
      ...fileOf(candidate.uri),
      fixed: 0,
      left: leftAfter(answer, task.rule, l10n.t),
    })),
    ...ready.map(({ candidate: { uri }, answer }) => {
      const now = after?.find(({ candidate }) => candidate.uri === uri)?.answer;
      if (now) return { ...fileOf(uri), fixed: fixedBetween(answer, now), left: leftAfter(now, task.rule, l10n.t) };
      // Whoever does not wait for what stays is told what was planned.
      if (changed.some((one) => one.uri === uri)) return { ...fileOf(uri), fixed: answer.fixed, left: [] };
      return { ...fileOf(uri), fixed: 0, left: leftAfter(answer, task.rule, l10n.t) };
    }),
  ]);
}

/** Files that have changed since they were read must not be overwritten. */
async function sortOut(planned: readonly Planned[]): Promise<{ readonly ready: Planned[]; readonly stale: Planned[] }> {
  const fresh = await Promise.all(planned.map(({ candidate }) => isUnchanged(candidate, workspace)));
  return { ready: planned.filter((_, i) => fresh[i]), stale: planned.filter((_, i) => !fresh[i]) };
}

function editOf(planned: readonly Planned[], { preview }: FixTask): WorkspaceEdit {
  return workspaceEdit(
    planned.map(({ candidate: { uri, text }, answer: { edits } }) => ({ uri, text, edits })),
    preview,
  );
}

/** The files with another text than before, with that text. */
async function changedOf(planned: readonly Planned[]): Promise<Candidate[]> {
  const now = await Promise.all(planned.map(({ candidate }) => textNow(candidate.uri, workspace)));
  return planned.flatMap(({ candidate }, i) => {
    const text = now[i];
    return text === undefined || text === candidate.text ? [] : [{ ...candidate, text }];
  });
}

async function tellOutcome(view: ReportView, title: string, outcomes: readonly FileOutcome[]): Promise<void> {
  const report = reportOf(
    title,
    outcomes.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    l10n.t,
  );
  const isEmpty = report.links.length === 0;
  const button = l10n.t('Show Report');
  // Not awaited by the command: it is finished, however long the message stays open.
  void window.showInformationMessage(report.summary, ...(isEmpty ? [] : [button])).then((choice) => {
    if (choice === button) void view.show(`${title}.txt`, report);
  });
}

function skipped(uri: Uri, reason: string): FileOutcome {
  return { ...fileOf(uri), fixed: 0, left: [], skipped: reason };
}

function fileOf(uri: Uri): Pick<FileOutcome, 'uri' | 'path'> {
  return { uri: uri.toString(), path: workspace.asRelativePath(uri) };
}
