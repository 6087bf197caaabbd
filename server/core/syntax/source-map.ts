import type { Span } from '../base/text.js';
import type { ScalarNode } from './node.js';

/** Maps a range of a scalar's content to the range of the source it was read from. */
export type Locate = (span: Span) => Span | undefined;

/**
 * Maps offsets in the content of `node` to the source. Line folding and indentation only change white space, so the two are
 * matched by everything else. If that does not match, nothing is located.
 */
export function locator(node: ScalarNode, text: string): Locate {
  const quotes = node.style === 'single' || node.style === 'double' ? 1 : 0;
  const from = node.start + quotes;
  // Most scalars appear unchanged in the source.
  if (node.end - quotes - from === node.text.length && text.startsWith(node.text, from))
    return shifted(node.text, from);
  let places: Place[] | undefined;
  let known = false;
  return (span) => {
    if (!known) {
      places = align(node, text);
      known = true;
    }
    return places && locate(places, span);
  };
}

/** Like `locate`, for content that begins at `from`. */
function shifted(content: string, from: number): Locate {
  return ({ start, end }) => {
    const first = skipSpace(content, start);
    let last = Math.min(end, content.length);
    while (last > 0 && isSpace(content[last - 1])) last--;
    if (start === end && first === start && first < content.length) return { start: from + first, end: from + first };
    if (first < last) return { start: from + first, end: from + last };
    if (last === 0) return undefined;
    return { start: from + last - (start === end ? 0 : 1), end: from + last };
  };
}

function skipSpace(content: string, start: number): number {
  let at = start;
  while (at < content.length && isSpace(content[at])) at++;
  return at;
}

/** A character other than white space: its offsets in the content and in the source. */
interface Place {
  readonly at: number;
  readonly source: Span;
}

function locate(places: readonly Place[], { start, end }: Span): Span | undefined {
  const first = places[lowerBound(places, start)];
  if (start === end && first?.at === start) return { start: first.source.start, end: first.source.start };
  const last = places[lowerBound(places, end) - 1];
  if (first && last && first.at <= last.at) return { start: first.source.start, end: last.source.end };
  // Only white space: use the character before it, or the place after that for an empty range.
  if (!last) return undefined;
  return start === end ? { start: last.source.end, end: last.source.end } : last.source;
}

/** The index of the first place at or after `at`. */
function lowerBound(places: readonly Place[], at: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function align(node: ScalarNode, text: string): Place[] | undefined {
  const places: Place[] = [];
  let at = 0;
  const skip = (): void => {
    while (isSpace(node.text[at])) at++;
  };
  for (const [content, source] of pieces(node, text)) {
    // A piece is one character of the source or an escape. Here too, white space does not count.
    for (let i = 0; i < content.length; i++) {
      if (isSpace(content[i])) continue;
      skip();
      if (node.text[at] !== content[i]) return undefined;
      places.push({ at, source });
      at++;
    }
  }
  skip();
  return at === node.text.length ? places : undefined;
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r';
}

/** The content that each piece of the scalar's source stands for. */
function* pieces({ style, start, end }: ScalarNode, text: string): Generator<readonly [string, Span]> {
  const quoted = style === 'single' || style === 'double';
  const last = quoted ? end - 1 : end;
  let i = quoted ? start + 1 : style === 'block' ? bodyStart(text, start) : start;
  while (i < last) {
    const [content, length] = pieceAt(text, i, style);
    yield [content, { start: i, end: Math.min(i + length, last) }];
    i += length;
  }
}

/** Where the lines of a block scalar begin: after its header, `|-` and perhaps a comment. */
function bodyStart(text: string, start: number): number {
  const breakAt = text.slice(start).search(/[\r\n]/);
  return breakAt < 0 ? text.length : start + breakAt;
}

function pieceAt(text: string, i: number, style: ScalarNode['style']): readonly [string, number] {
  if (style === 'single' && text.startsWith("''", i)) return ["'", 2];
  if (style === 'double' && text[i] === '\\') return escapeAt(text, i);
  return [text[i] ?? '', 1];
}

/** What the escapes of YAML and JSON stand for. For white space, any character will do. */
const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '0': '\0', a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b' },
  ...{ N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029' },
};

function escapeAt(text: string, i: number): readonly [string, number] {
  const letter = text[i + 1] ?? '';
  const digits = { x: 2, u: 4, U: 8 }[letter];
  if (digits === undefined) return [ESCAPES[letter] ?? letter, 2];
  const code = Number.parseInt(text.slice(i + 2, i + 2 + digits), 16);
  return [code <= 0x10ffff ? String.fromCodePoint(code) : '', 2 + digits];
}
