import jsYaml from 'js-yaml';
import type { Span } from '../text.js';
import type { SyntaxProblem } from './node.js';

// What js-yaml says, in words that tell what to do. The list holds what people meet; the rest is shown as it is.
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^duplicated mapping key/, 'This key stands twice in the same mapping. Remove one of them.'],
  [
    /^bad indentation of a mapping entry/,
    'The indentation does not fit the keys around it, or a value with ": " in it lacks quotes.',
  ],
  [
    /^bad indentation of a sequence entry/,
    'This does not line up with the list it stands in, or a value with ": " in it lacks quotes.',
  ],
  [/^(can not read|cannot read) a block mapping entry/, 'A key needs a colon and a space after it.'],
  [/^can not read an implicit mapping entry/, 'A key needs a colon and a space after it, on the same line.'],
  [/^unidentified alias/, 'No anchor of this name stands above.'],
  [/^tab characters must not be used in indentation/, 'YAML is indented with spaces; this line begins with a tab.'],
  [/^unexpected end of the stream within a (single|double) quoted scalar/, 'The closing quote is missing.'],
  [/^unexpected end of the stream within a flow collection/, 'A closing bracket or brace is missing.'],
  [
    /^missed comma between flow collection entries/,
    'A comma is missing between two items, or braces lack quotes around them.',
  ],
  [
    /^unknown tag/,
    'Taskcluster does not know this tag and cannot read the file. A string that begins with "!" needs quotes.',
  ],
  [/^cannot merge mappings/, 'What "<<" merges in must be a mapping, or a list of mappings.'],
  [/^null byte is not allowed in input/, 'The text holds a null byte.'],
  [/^the stream contains non-printable characters/, 'The text holds control characters that YAML does not allow.'],
];

/** Turns what js-yaml threw into a problem at its place in `text`. */
export function yamlProblem(error: unknown, text: string): SyntaxProblem {
  if (!(error instanceof jsYaml.YAMLException)) {
    return {
      message: `This cannot be read as YAML: ${error instanceof Error ? error.message : String(error)}.`,
      span: { start: 0, end: 0 },
    };
  }
  const reason = error.reason ?? error.message;
  // js-yaml drops a byte order mark before it counts.
  const shift = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const at = Math.min(text.length, Math.max(0, (error.mark?.position ?? 0) + shift));
  const words =
    startsBadly(text, at) ??
    WORDS.find(([pattern]) => pattern.test(reason))?.[1] ??
    `${reason[0]?.toUpperCase()}${reason.slice(1)}.`;
  const dependsOn = /^unidentified alias/.test(reason) ? 'anchor' : isAtEnd(text, at) ? 'end' : undefined;
  return { message: words, span: restOfLine(text, at), ...(dependsOn && { dependsOn }) };
}

/** Whether nothing but space is left: the reader was in the middle of something when the text ended. */
function isAtEnd(text: string, at: number): boolean {
  return at >= text.length || !/\S/.test(text.slice(at));
}

/** Where the reader stopped at a character with which no string can begin that has no quotes. */
function startsBadly(text: string, at: number): string | undefined {
  if (text[at] === '%' && text[at - 1] === '{')
    return 'Taskcluster does not fill in {% %}. A string with braces needs quotes.';
  return /[@`%]/.test(text[at] ?? '') ? `A string that begins with "${text[at]}" needs quotes.` : undefined;
}

/** From `at` to the end of its line, or the whole line where nearly nothing is left of it. */
function restOfLine(text: string, at: number): Span {
  let start = at;
  while (start > 0 && (start >= text.length || /[\r\n]/.test(text[start] ?? ''))) start--;
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const length = /[\r\n]/.exec(text.slice(start))?.index ?? text.length - start;
  const indent = /\S/.exec(text.slice(lineStart, start))?.index ?? start - lineStart;
  return { start: length > 1 ? start : lineStart + indent, end: start + length };
}
