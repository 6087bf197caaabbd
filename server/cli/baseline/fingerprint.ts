import type { Finding } from '../../core/base/finding.js';
import { lineStart, nextLine } from '../../core/base/text.js';
import { isLiveOnly } from '../../core/rules/all.js';

/** What a baseline keeps of a finding. It stays the same when lines above are inserted or removed, or its own is indented. */
export interface Entry {
  readonly rule: string;
  readonly message: string;
  /** The line in which the finding begins. */
  readonly text: string;
}

/** Longer lines are cut. */
const LONGEST = 200;

/** What a baseline keeps of findings in a text, in their order. */
export function entriesOf(text: string, findings: readonly Finding<'document'>[]): Entry[] {
  return findings.map(({ rule, message, span }) => {
    const start = lineStart(text, span.start);
    const line = text.slice(start, nextLine(text, span.start));
    const lasting = isLiveOnly(rule) ? firstSentence(message) : message;
    return { rule, message: withoutLines(lasting), text: line.trim().replace(/\s+/g, ' ').slice(0, LONGEST) };
  });
}

/** A message without the numbers of lines that it names. */
function withoutLines(message: string): string {
  return message.replace(/\b(lines?) \d+/g, '$1 …');
}

/** What follows the first sentence of a look-up is advice, which depends on the other pools, and on whether they could be listed. */
function firstSentence(message: string): string {
  return /^.*?\.(?= ["A-Z])/s.exec(message)?.[0] ?? message;
}

/** The same text for entries that are the same, with an order. */
export function keyOf({ rule, text, message }: Entry): string {
  return JSON.stringify([rule, text, message]);
}
