import { stripVTControlCharacters } from 'node:util';

const TAB = '    ';
const REPLACED = '\uFFFD';

/**
 * Characters by which a file could steer a terminal or hide what it says: control characters, those that turn the
 * direction of text, and those that cannot be seen. Joiners (U+200C, U+200D) are parts of words and emoji, and stay.
 */
const UNSAFE =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** What continuous integration takes for a command anywhere in a line: `##[error]`, `##vso[…]`, `##teamcity[…]`. */
const COMMAND = /#(?=#\w*\[)/g;
/** And what GitHub takes for one at the start of a line, blanks or not. */
const COMMAND_AT_START = /^([\s\p{Cf}]*):(?=:)/u;

/** East Asian wide characters and emoji take two columns. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** Marks that combine with the character before, joiners and the like take none. */
const ZERO = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** `text` for a place within a line: tabs as blanks, anything that a terminal or a CI system would act on as U+FFFD. */
export function clean(text: string): string {
  return text.replaceAll('\t', TAB).replace(UNSAFE, REPLACED).replace(COMMAND, REPLACED);
}

/** `text` for the start of a line. */
export function cleanStart(text: string): string {
  return clean(text).replace(COMMAND_AT_START, `$1${REPLACED}`);
}

/** `value` as JSON that may be printed: what `clean` would replace is escaped, so it stays what it is. */
export function safeJson(value: unknown, indent?: number): string {
  const escaped = (found: string): string =>
    Array.from(found.split(''), (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  // Line feeds stand between the parts only: in a string they are escaped already.
  const lines = JSON.stringify(value, null, indent).split('\n');
  return lines.map((line) => line.replace(UNSAFE, escaped).replace(COMMAND, escaped)).join('\n');
}

/** A text that came over the network: as `clean`, and without the sequences that colour a terminal or move in it. */
export function cleanRemote(text: string): string {
  return clean(stripVTControlCharacters(text).replace(/\s+/g, ' '));
}

/** How many columns a terminal takes for `text`. */
export function widthOf(text: string): number {
  if (isPrintableAscii(text)) return text.length;
  let width = 0;
  for (const character of text) width += ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

function isPrintableAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
