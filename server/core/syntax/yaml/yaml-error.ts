import jsYaml from 'js-yaml';
import type { Span } from '../../base/text.js';
import type { ParseError, SyntaxCode } from '../node.js';

// Messages of js-yaml, reworded to say what to do. The list has the common ones; the rest are shown unchanged.
const WORDS: readonly (readonly [RegExp, string, SyntaxCode?])[] = [
  [/^duplicated mapping key/, 'This mapping has the same key twice. Only one can stay.', 'duplicate-key'],
  [
    /^bad indentation of a mapping entry/,
    'The indentation of this line does not fit the lines around it.',
    'indentation',
  ],
  [
    /^bad indentation of a sequence entry/,
    'The indentation of this line does not fit the list around it.',
    'indentation',
  ],
  [/^(can not read|cannot read) a block mapping entry/, 'A key needs a colon and a space after it.', 'colon'],
  [/^can not read an implicit mapping entry/, 'A key needs a colon and a space after it, on the same line.', 'colon'],
  [/^end of the stream or a document separator is expected/, 'This does not fit the lines above it.', 'colon'],
  [/^unidentified alias/, 'No anchor with this name is defined above.', 'alias'],
  [
    /^tab characters must not be used in indentation/,
    'YAML is indented with spaces; this line begins with a tab.',
    'tab',
  ],
  [/^unexpected end of the stream within a (single|double) quoted scalar/, 'A quote is never closed.', 'quote'],
  [/^unexpected end of the stream within a flow collection/, 'A closing bracket or brace is missing.', 'flow'],
  [
    /^missed comma between flow collection entries/,
    'A comma is missing between two items, or a text with brackets needs quotes.',
    'flow',
  ],
  [
    /^unknown tag/,
    'Taskcluster does not know this tag and cannot read the file. A string that begins with "!" needs quotes.',
  ],
  [/^cannot merge mappings/, '"<<" can only merge a mapping, or a list of mappings.'],
  [/^null byte is not allowed in input/, 'The file contains a null byte.'],
  [/^the stream contains non-printable characters/, 'The file contains control characters, which YAML does not allow.'],
];

/** Turns an error thrown by js-yaml into an error at its place in `text`. */
export function yamlError(error: unknown, text: string): ParseError {
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
  const bad = startsBadly(text, at);
  const [, known, reading] = WORDS.find(([pattern]) => pattern.test(reason)) ?? [];
  const message = bad ?? known ?? `${reason[0]?.toUpperCase()}${reason.slice(1)}.`;
  const code = bad === undefined ? reading : 'start';
  const dependsOn = /^unidentified alias/.test(reason) ? 'anchor' : isAtEnd(text, at) ? 'end' : undefined;
  return { message, span: restOfLine(text, at), at, ...(code && { code }), ...(dependsOn && { dependsOn }) };
}

/** Whether only white space is left, so that the text ended in the middle of something. */
function isAtEnd(text: string, at: number): boolean {
  return at >= text.length || !/\S/.test(text.slice(at));
}

/** A message if the reader stopped at a character that cannot begin an unquoted string. */
function startsBadly(text: string, at: number): string | undefined {
  if (text[at] === '%' && text[at - 1] === '{')
    return 'Taskcluster does not fill in {% %}. A string with braces needs quotes.';
  return /[@`%]/.test(text[at] ?? '') ? `A string that begins with "${text[at]}" needs quotes.` : undefined;
}

/** From `at` to the end of its line, or the whole line if almost nothing is left of it. */
function restOfLine(text: string, at: number): Span {
  let start = at;
  while (start > 0 && (start >= text.length || /[\r\n]/.test(text[start] ?? ''))) start--;
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const length = /[\r\n]/.exec(text.slice(start))?.index ?? text.length - start;
  const indent = /\S/.exec(text.slice(lineStart, start))?.index ?? start - lineStart;
  return { start: length > 1 ? start : lineStart + indent, end: start + length };
}
