import { CONFIG_FILE_NAME, type DocumentMigration } from '../server/lsp/protocol.js';
import type { Translate } from './l10n.js';

type Range = DocumentMigration['left'][number]['range'];

/** What to tell the user about an applied migration. */
export interface MigrationReport {
  readonly message: string;
  /** What the user should look at: the locations of the pairs that stay, or the list of problems. */
  readonly toSee: 'nothing' | 'places' | 'problems';
  /** Where the remaining pairs are now. */
  readonly places: readonly Range[];
}

/** Nobody reads more reasons than this in a message. */
const MOST_REASONS = 3;

/** Says how many pairs were converted, which ones stay and why, or why there was nothing to convert. */
export function reportMigration({ status, edits, converted, left }: DocumentMigration, t: Translate): MigrationReport {
  const places = left.map(({ range }) => moved(range, edits));
  const all =
    converted === 1 ? t('Converted 1 pair to taskQueueId.') : t('Converted {0} pairs to taskQueueId.', converted);
  const done = converted > 0 ? [all] : [];
  if (places.length > 0) {
    const stays = places.length === 1 ? t('1 pair stays.') : t('{0} pairs stay.', places.length);
    const why = reasons(
      left.map(({ reason }, i) => ({ reason, line: (places[i]?.start.line ?? 0) + 1 })),
      t,
    );
    return { message: [...done, stays, ...why].join(' '), toSee: 'places', places };
  }
  if (converted > 0) return { message: done.join(' '), toSee: 'nothing', places };
  return { ...nothing(status, t), places };
}

/** Why there is nothing to convert. */
function nothing(
  { kind, excluded, errors }: DocumentMigration['status'],
  t: Translate,
): Omit<MigrationReport, 'places'> {
  if (excluded) {
    const by = ['taskcluster.files.exclude', CONFIG_FILE_NAME] as const;
    return { message: t('Nothing to convert: the setting {0} or {1} excludes this file.', ...by), toSee: 'nothing' };
  }
  if (kind === 'none' || kind === 'config') {
    const message = t(
      'Nothing to convert: neither its name nor its content identifies this file as a Taskcluster file.',
    );
    return { message, toSee: 'nothing' };
  }
  if (kind === 'worker-pool') {
    const message = t(
      'Nothing to convert: this file defines worker pools. A workerPoolId is not a pair of provisionerId and workerType.',
    );
    return { message, toSee: 'nothing' };
  }
  const message = t('Nothing to convert: no task in this file names its queue with only provisionerId and workerType.');
  if (errors === 0) return { message, toSee: 'nothing' };
  const also = errors === 1 ? t('The file has 1 error.') : t('The file has {0} errors.', errors);
  return { message: `${message} ${also}`, toSee: 'problems' };
}

/** Each reason once, with the lines it applies to. */
function reasons(left: readonly { readonly reason: string; readonly line: number }[], t: Translate): string[] {
  const linesOf = new Map<string, number[]>();
  for (const { reason, line } of left) {
    const words = reason.replace(/\.$/, '');
    linesOf.set(words, [...(linesOf.get(words) ?? []), line]);
  }
  const said = [...linesOf].slice(0, MOST_REASONS).map(([reason, [first = 0, second, ...others]]) => {
    if (second === undefined) return t('Line {0}: {1}.', first, reason);
    if (others.length === 0) return t('Lines {0} and {1}: {2}.', first, second, reason);
    return t('Line {0} and {1} more: {2}.', first, others.length + 1, reason);
  });
  const rest = linesOf.size - said.length;
  if (rest === 0) return said;
  return [...said, rest === 1 ? t('And 1 more reason.') : t('And {0} more reasons.', rest)];
}

/** Where the lines of a range are after the edits, which may turn the two lines of a pair into one. */
function moved({ start, end }: Range, edits: DocumentMigration['edits']): Range {
  let lines = 0;
  for (const { range, newText } of edits) {
    const isBefore =
      range.end.line < start.line || (range.end.line === start.line && range.end.character <= start.character);
    if (isBefore) lines += newText.split('\n').length - 1 - (range.end.line - range.start.line);
  }
  return {
    start: { line: start.line + lines, character: start.character },
    end: { line: end.line + lines, character: end.character },
  };
}
