import { lazy } from '../base/lazy.js';
import { lineStart, nextLine, type Span } from '../base/text.js';
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
  const { text, comments } = tree;
  const long = lazy(() => scalarsOfSeveralLines(tree));
  /** The scalar that begins before an offset and ends after it. */
  const around = (offset: number): ScalarNode | undefined =>
    long().find(({ start, end }) => start < offset && offset < end);
  const of = (offset: number): Span => {
    let start = lineStart(text, offset);
    for (let scalar = around(start); scalar; scalar = around(start)) start = lineStart(text, scalar.start);
    let end = nextLine(text, offset);
    for (let scalar = around(end); scalar; scalar = around(end)) end = nextLine(text, scalar.end - 1);
    // A finding at the end of the last line begins behind the text.
    return { start, end: end === text.length && !/[\r\n]$/.test(text) ? end + 1 : end };
  };
  return {
    of,
    from(offset, end) {
      let at = skipBlank(text, offset);
      for (let other = comments.find(({ start }) => start === at); other; ) {
        at = skipBlank(text, other.end);
        other = comments.find(({ start }) => start === at);
      }
      return at < end ? of(at) : 'below';
    },
  };
}

/** Skips space, line breaks, and `---` at the start of a line if nothing but a comment follows. */
function skipBlank(text: string, offset: number): number {
  const blank = /(?:\s|(?<=^|[\r\n])---(?=[ \t]*(?:[\r\n]|$|#)))*/y;
  blank.lastIndex = offset;
  return offset + (blank.exec(text)?.[0].length ?? 0);
}

function scalarsOfSeveralLines({ roots, text }: SyntaxTree): ScalarNode[] {
  const found: ScalarNode[] = [];
  for (const root of roots)
    visitNodes(root, (node) => {
      if (node.kind === 'scalar' && /[\r\n]/.test(text.slice(node.start, node.end))) found.push(node);
    });
  return found;
}
