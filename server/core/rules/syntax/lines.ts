import type { Span } from '../../base/text.js';

/** The line that `offset` is on, without its line break. */
export function lineAround(text: string, offset: number): Span {
  let start = offset;
  while (start > 0 && !isBreak(text[start - 1])) start--;
  let end = offset;
  while (end < text.length && !isBreak(text[end])) end++;
  return { start: start === 0 && text[0] === '\uFEFF' ? Math.min(1, end) : start, end };
}

/** The lines before `offset` with anything but a comment, the nearest first; at most `most`. */
export function linesBefore(text: string, offset: number, most: number): Span[] {
  const found: Span[] = [];
  let at = lineAround(text, offset).start - 1;
  while (at >= 0 && found.length < most) {
    const line = lineAround(text, at);
    if (isContent(text, line)) found.push(line);
    at = line.start - 1;
  }
  return found;
}

/** The next line after `offset` with anything but a comment. */
export function lineAfter(text: string, offset: number): Span | undefined {
  for (let at = lineAround(text, offset).end + 1; at < text.length; ) {
    const line = lineAround(text, at);
    if (isContent(text, line)) return line;
    at = Math.max(at, line.end) + 1;
  }
  return undefined;
}

function isContent(text: string, { start, end }: Span): boolean {
  const trimmed = text.slice(start, end).trim();
  return trimmed !== '' && !trimmed.startsWith('#');
}

/** The number of spaces at the start of a line. */
export function indentOf(text: string, { start, end }: Span): number {
  let at = start;
  while (at < end && text[at] === ' ') at++;
  return at - start;
}

/** A piece of a line up to its comment. */
export function withoutComment(source: string): string {
  const comment = source.search(/\s#/);
  return (comment < 0 ? source : source.slice(0, comment)).trimEnd();
}

function isBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}
