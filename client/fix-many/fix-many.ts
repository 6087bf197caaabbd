import { type CancellationToken, l10n, ProgressLocation, RelativePattern, type Uri, window, workspace } from 'vscode';
import { PLAN_EDITS, type PlanEditsParams, type PlannedEdits } from '../../server/lsp/protocol.js';
import type { LanguageServer } from '../language-server.js';
import { listsFiles } from '../lazy-start.js';
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

/** Finds the files of all folders that the settings do not exclude from searches. */
export async function findCandidates(token: CancellationToken, tell: Tell): Promise<Found> {
  const found = await Promise.all(
    (workspace.workspaceFolders ?? []).map((folder) => {
      const exclude = excludeGlob(workspace.getConfiguration('search', folder).get('exclude'));
      return workspace.findFiles(new RelativePattern(folder, CANDIDATES), exclude, undefined, token);
    }),
  );
  const byName = new Map(found.flat().map((uri) => [uri.toString(), uri]));
  const uris = [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, uri]) => uri);
  const read = await inGroups(
    uris,
    (uri) => readCandidate(uri, workspace, listsFiles(uri, workspace), l10n.t),
    token,
    (done) => tell(l10n.t('{0} of {1} read', done, countedFiles(uris.length, l10n.t))),
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

/** Plans the edits of files, makes those that the user chooses, and reports what was changed and what stays. */
export async function fixMany(
  server: LanguageServer,
  view: ReportView,
  { candidates, unread }: Found,
  task: FixTask,
): Promise<void> {
  const plans = (of: readonly Candidate[], token: CancellationToken, tell: Tell) => {
    const more: Omit<PlanEditsParams, 'uri' | 'text'> = { rule: task.rule };
    return askAbout<PlannedEdits>(server, PLAN_EDITS, of, more, token, tell);
  };
  const planned = await withCancel(task.title, (token, tell) => plans(candidates, token, tell));
  if (!planned) return;
  const outcomes: FileOutcome[] = unread.map(({ uri, reason }) => ({
    ...fileOf(uri),
    fixed: 0,
    left: [],
    skipped: reason,
  }));
  const ready: typeof planned = [];
  for (const one of planned.filter(({ answer }) => answer.kind !== 'none')) {
    const { uri } = one.candidate;
    const { edits } = one.answer;
    if (edits.length === 0) outcomes.push({ ...fileOf(uri), fixed: 0, left: leftAfter(one.answer, task.rule, l10n.t) });
    else if (await isUnchanged(one.candidate, workspace)) ready.push(one);
    else
      outcomes.push({
        ...fileOf(uri),
        fixed: 0,
        left: [],
        skipped: l10n.t('it was changed meanwhile: run the command again'),
      });
  }
  if (ready.length > 0) {
    const files = ready.map(({ candidate: { uri, text }, answer: { edits } }) => ({ uri, text, edits }));
    await workspace.applyEdit(workspaceEdit(files, task.preview), { isRefactoring: true });
  }
  const after = await withCancel(task.title, async (token, tell) => {
    const now = await Promise.all(ready.map(async ({ candidate }) => textNow(candidate.uri, workspace)));
    const changed = ready.flatMap(({ candidate }, i) => {
      const text = now[i];
      return text === undefined || text === candidate.text ? [] : [{ ...candidate, text }];
    });
    return plans(changed, token, tell);
  });
  for (const { candidate, answer } of ready) {
    const again = after?.find((one) => one.candidate.uri === candidate.uri)?.answer;
    const left = leftAfter(again ?? answer, task.rule, l10n.t);
    outcomes.push({ ...fileOf(candidate.uri), fixed: again ? fixedBetween(answer, again) : 0, left });
  }
  await tellOutcome(view, task.title, outcomes);
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

function fileOf(uri: Uri): Pick<FileOutcome, 'uri' | 'path'> {
  return { uri: uri.toString(), path: workspace.asRelativePath(uri) };
}
