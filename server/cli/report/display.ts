import { stripVTControlCharacters } from 'node:util';

const TAB = '    ';

/** Control characters and those that turn the direction of text: a file must not be able to steer the terminal. */
const UNSAFE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\p{Cs}]/gu;

/** East Asian wide characters and emoji take two columns. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** Marks that combine with the character before, joiners and the like take none. */
const ZERO = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** `text` for one line of a terminal: tabs as blanks, anything that a terminal would act on as U+FFFD. */
export function clean(text: string): string {
  return text.replaceAll('\t', TAB).replace(UNSAFE, '\uFFFD');
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
