import { lazy } from '../base/lazy.js';
import { compareSpans, lastStartingBy, lineStart, nextLine, type Span } from '../base/text.js';
import { type ScalarNode, type SyntaxTree, visitNodes } from '../syntax/node.js';
import type { Suppression } from './suppression.js';

/**
 * Which lines of a text a comment reaches. A finding counts for the line in which it begins. No comment can stand inside a
 * block scalar or a string of several lines, so all of its lines count as the one in which it begins.
 */
export interface Lines {
  /** The lines that count as the one of an offset: from the start of the first to that of the line after the last. */
  of(offset: number): Span;
  /**
   * Those that count as the first line with content that begins at `offset` or below. Comments, blank lines and `---` are
   * skipped. `below`: there is no content before `end`.
   */
  from(offset: number, end: number): Suppression['reach'];
}

/** The lines of a text. Most of the work is done when it is first needed. */
export function linesOf(tree: SyntaxTree): Lines {
  const { text } = tree;
  const long = lazy(() => scalarsOfSeveralLines(tree));
  const ends = lazy(() => new Map(tree.comments.map(({ start, end }) => [start, end])));
  /** The scalar that begins before an offset and ends after it. */
  const around = (offset: number): ScalarNode | undefined => {
    const scalar = long()[lastStartingBy(long(), offset - 1)];
    return scalar && offset < scalar.end ? scalar : undefined;
  };
  const of = (offset: number): Span => {
    let start = lineStart(text, offset);
    for (let scalar = around(start); scalar; scalar = around(start)) start = lineStart(text, scalar.start);
    let end = nextLine(text, offset);
    for (let scalar = around(end); scalar; scalar = around(end)) end = nextLine(text, scalar.end - 1);
    // A finding at the end of the last line begins behind the text.
    return { start, end: end === text.length && !/[\r\n]/.test(text.charAt(end - 1)) ? end + 1 : end };
  };
  /** Where the content behind each comment begins that was looked for: thousands of comments may stand in a row. */
  const behind = new Map<number, number>();
  const contentFrom = (offset: number): number => {
    const passed: number[] = [];
    let at = skipBlank(text, offset);
    for (let end = ends().get(at); end !== undefined; end = ends().get(at)) {
      passed.push(at);
      at = behind.get(at) ?? skipBlank(text, end);
    }
    for (const comment of passed) behind.set(comment, at);
    return at;
  };
  return {
    of,
    from(offset, end) {
      const at = contentFrom(offset);
      return at < end ? of(at) : 'below';
    },
  };
}

/** Skips space, line breaks, and `---` at the start of a line if nothing but a comment follows. */
function skipBlank(text: string, offset: number): number {
  const blank = /(?:[ \t\r\n\uFEFF]|(?<=^|[\r\n])---(?=[ \t]*(?:[\r\n]|$|#)))*/y;
  blank.lastIndex = offset;
  return offset + (blank.exec(text)?.[0].length ?? 0);
}

/** Sorted. */
function scalarsOfSeveralLines({ roots, text }: SyntaxTree): ScalarNode[] {
  const found: ScalarNode[] = [];
  for (const root of roots)
    visitNodes(root, (node) => {
      if (node.kind === 'scalar' && /[\r\n]/.test(text.slice(node.start, node.end))) found.push(node);
    });
  return found.sort(compareSpans);
}
