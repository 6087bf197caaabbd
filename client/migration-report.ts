import { CONFIG_FILE_NAME, type DocumentMigration } from '../server/lsp/protocol.js';

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
export function reportMigration({ status, edits, converted, left }: DocumentMigration): MigrationReport {
  const places = left.map(({ range }) => moved(range, edits));
  const done = converted > 0 ? [`Converted ${pairs(converted)} to taskQueueId.`] : [];
  if (places.length > 0) {
    const stays = `${pairs(places.length)} ${places.length === 1 ? 'stays' : 'stay'}.`;
    const why = reasons(left.map(({ reason }, i) => ({ reason, line: (places[i]?.start.line ?? 0) + 1 })));
    return { message: [...done, stays, ...why].join(' '), toSee: 'places', places };
  }
  if (converted > 0) return { message: done.join(' '), toSee: 'nothing', places };
  return { ...nothing(status), places };
}

/** Why there is nothing to convert. */
function nothing({ kind, excluded, errors }: DocumentMigration['status']): Omit<MigrationReport, 'places'> {
  const because = (why: string): string => `Nothing to convert: ${why}.`;
  if (excluded)
    return {
      message: because(`the setting taskcluster.files.exclude or ${CONFIG_FILE_NAME} excludes this file`),
      toSee: 'nothing',
    };
  if (kind === 'none' || kind === 'config') {
    const why = 'neither its name nor its content identifies this file as a Taskcluster file';
    return { message: because(why), toSee: 'nothing' };
  }
  if (kind === 'worker-pool') {
    const why = 'this file defines worker pools. A workerPoolId is not a pair of provisionerId and workerType';
    return { message: because(why), toSee: 'nothing' };
  }
  const message = because('no task in this file names its queue with only provisionerId and workerType');
  if (errors === 0) return { message, toSee: 'nothing' };
  return { message: `${message} The file has ${errors === 1 ? '1 error' : `${errors} errors`}.`, toSee: 'problems' };
}

/** Each reason once, with the lines it applies to. */
function reasons(left: readonly { readonly reason: string; readonly line: number }[]): string[] {
  const linesOf = new Map<string, number[]>();
  for (const { reason, line } of left) {
    const words = reason.replace(/\.$/, '');
    linesOf.set(words, [...(linesOf.get(words) ?? []), line]);
  }
  const said = [...linesOf].slice(0, MOST_REASONS).map(([reason, lines]) => {
    const [first, second] = lines;
    const more = lines.length > 2 ? ` and ${lines.length - 1} more` : second === undefined ? '' : ` and ${second}`;
    return `Line${lines.length === 2 ? 's' : ''} ${first}${more}: ${reason}.`;
  });
  const rest = linesOf.size - said.length;
  return rest > 0 ? [...said, `And ${rest} more ${rest === 1 ? 'reason' : 'reasons'}.`] : said;
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

function pairs(count: number): string {
  return count === 1 ? '1 pair' : `${count} pairs`;
}
