/** The most characters of a value that a message repeats. */
const MOST = 100;

/** A value for a message: in quotes, on one line, with invisible characters escaped, and cut to a limit. */
export function quote(text: string): string {
  const cut = text.length > MOST ? `${text.slice(0, MOST)}…` : text;
  return `"${cut.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escapeOf)}"`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeOf(character: string): string {
  const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
  return ESCAPES[character] ?? units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
