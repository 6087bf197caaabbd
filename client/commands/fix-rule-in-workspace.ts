import { commands, type Disposable, l10n, window } from 'vscode';
import { FIXABLE, type Fixable } from '../../server/lsp/protocol.js';
import { askAbout, type Found, fixMany, startAndFind, withCancel } from '../fix-many/fix-many.js';
import { countedFiles, countedProblems } from '../fix-many/report.js';
import type { ReportView } from '../fix-many/report-view.js';
import type { LanguageServer } from '../language-server.js';

export const FIX_RULE_IN_WORKSPACE = 'taskcluster.fixRuleInWorkspace';

const titleOf = (): string => l10n.t('Fix All of One Rule in Workspace');

/** Of both, `rule` leaves out the question which one, and `preview: false` changes the files at once. */
interface Arguments {
  readonly rule?: string;
  readonly preview?: boolean;
}

/** Taskcluster: Fix All of One Rule in Workspace… */
export function registerFixRuleInWorkspace(server: LanguageServer, view: ReportView): Disposable {
  return commands.registerCommand(FIX_RULE_IN_WORKSPACE, async ({ rule, preview = true }: Arguments = {}) => {
    const found = await startAndFind(server, titleOf());
    if (!found) return;
    const chosen = rule === undefined ? await choose(server, found) : { rule, found };
    if (chosen) await fixMany(server, view, chosen.found, { title: titleOf(), rule: chosen.rule, preview });
  });
}

/** Lets the user choose among the rules with problems that can be fixed. The files are those with problems of that rule. */
async function choose(
  server: LanguageServer,
  { candidates, unread }: Found,
): Promise<{ readonly rule: string; readonly found: Found } | undefined> {
  const answers = await withCancel(titleOf(), (token, tell) =>
    askAbout<Fixable>(server, FIXABLE, candidates, {}, token, tell),
  );
  if (!answers) return undefined;
  const rules = [...new Set(answers.flatMap(({ answer }) => Object.keys(answer)))];
  const items = rules.map((rule) => {
    const files = answers.filter(({ answer }) => answer[rule] !== undefined);
    const problems = files.reduce((sum, { answer }) => sum + (answer[rule] ?? 0), 0);
    const description = l10n.t('{0} in {1}', countedProblems(problems, l10n.t), countedFiles(files.length, l10n.t));
    return { label: rule, description, problems, files: files.map(({ candidate }) => candidate) };
  });
  if (items.length === 0) {
    void window.showInformationMessage(
      l10n.t('There is no problem in the workspace that can be fixed without a choice.'),
    );
    return undefined;
  }
  const chosen = await window.showQuickPick(
    items.toSorted((a, b) => b.problems - a.problems),
    {
      title: titleOf(),
      placeHolder: l10n.t('Which problems do you want to fix? You see all changes before they are made.'),
    },
  );
  return chosen && { rule: chosen.label, found: { candidates: chosen.files, unread } };
}
