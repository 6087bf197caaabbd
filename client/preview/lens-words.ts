import type { PreviewOutcomes } from '../../server/lsp/protocol.js';
import type { Translate } from '../l10n.js';

/** A line at the top of a file about one event. */
export interface OutcomeWords {
  readonly title: string;
  /** The name of the event, or of the way to fire a hook. */
  readonly occasion: string;
}

type Outcome = PreviewOutcomes[number];

/** More would not fit in a line. */
const MOST = 4;

/** What comes of the most telling events: of each kind the first that creates tasks, and whatever fails. */
export function outcomeWords(outcomes: PreviewOutcomes, t: Translate): OutcomeWords[] {
  const kinds = [...new Set(outcomes.map(kindOf))];
  const first = kinds.map((kind) => mostTelling(outcomes.filter((outcome) => kindOf(outcome) === kind)));
  const failing = outcomes.filter((outcome) => 'failure' in outcome.result && !first.includes(outcome));
  const chosen = [...first.filter((outcome) => outcome !== undefined), ...failing];
  return chosen
    .sort((a, b) => weight(a) - weight(b))
    .slice(0, MOST)
    .map((outcome) => ({ title: wordsOf(outcome, t), occasion: outcome.name }));
}

/** A way to fire a hook is a kind of its own. */
function kindOf({ tasksFor, name }: Outcome): string {
  return tasksFor ?? name;
}

function mostTelling(outcomes: readonly Outcome[]): Outcome | undefined {
  return outcomes.find((outcome) => weight(outcome) === 0) ?? outcomes[0];
}

/** Tasks come first, then failures, then nothing. */
function weight({ result }: Outcome): number {
  if ('failure' in result) return 1;
  return result.tasks > 0 ? 0 : 2;
}

function wordsOf({ title, result }: Outcome, t: Translate): string {
  if ('failure' in result) return t('fails for {0}', title);
  if (result.tasks === 0) return t('no tasks for {0}', title);
  return result.tasks === 1 ? t('1 task for {0}', title) : t('{0} tasks for {1}', result.tasks, title);
}
