/** The most different characters that a message names. */
const MOST = 5;

/** The different characters, for use in a sentence: `"B" or a space`; undefined if there are none. */
export function charactersInWords(characters: Iterable<string>): string | undefined {
  const names = [...new Set(characters)].slice(0, MOST).map(characterName);
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : names[0];
}

function characterName(character: string): string {
  if (character === ' ') return 'a space';
  if (character === '\n') return 'a line break';
  if (character === '\t') return 'a tab';
  if (character === '/') return 'a slash';
  return /[\p{C}\p{Z}]/u.test(character)
    ? `the character U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
    : `"${character}"`;
}
