import { stripVTControlCharacters } from 'node:util';

const TAB = '    ';
const REPLACED = '\uFFFD';

/**
 * Characters with which a file could control a terminal or hide its content: control characters, those that change text
 * direction, and invisible ones. Joiners (U+200C, U+200D) are part of words and emoji, and stay.
 */
const UNSAFE =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** What CI systems treat as a command anywhere in a line: `##[error]`, `##vso[…]`, `##teamcity[…]`. */
const COMMAND = /#(?=#\w*\[)/g;
/** And what GitHub treats as one at the start of a line, with or without leading spaces. */
const COMMAND_AT_START = /^([\s\p{Cf}]*):(?=:)/u;

/** East Asian wide characters and emoji, which take two columns. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** Combining marks, joiners and the like, which take none. */
const ZERO = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** `text` for use within a line: tabs become spaces, and anything that a terminal or CI system would act on U+FFFD. */
export function clean(text: string): string {
  return text.replaceAll('\t', TAB).replace(UNSAFE, REPLACED).replace(COMMAND, REPLACED);
}

/** `text` for use at the start of a line. */
export function cleanStart(text: string): string {
  return clean(text).replace(COMMAND_AT_START, `$1${REPLACED}`);
}

/** `value` as printable JSON: what `clean` would replace is escaped, so its meaning does not change. */
export function safeJson(value: unknown, indent?: number): string {
  const escaped = (found: string): string =>
    Array.from(found.split(''), (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  // Line feeds stand between the parts only: in a string they are escaped already.
  const lines = JSON.stringify(value, null, indent).split('\n');
  return lines.map((line) => line.replace(UNSAFE, escaped).replace(COMMAND, escaped)).join('\n');
}

/** A text from the network: like `clean`, and without sequences that colour a terminal or move its cursor. */
export function cleanRemote(text: string): string {
  return clean(stripVTControlCharacters(text).replace(/\s+/g, ' '));
}

/** How many terminal columns `text` takes. */
export function widthOf(text: string): number {
  if (isPrintableAscii(text)) return text.length;
  let width = 0;
  for (const character of text) width += ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

function isPrintableAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
