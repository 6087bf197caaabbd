import { type LineIndex, lineIndex, type Span, spansStartingIn, trimEndOf } from '../base/text.js';
import { sortEdits, type TextEdit } from '../base/text-edit.js';
import { type Entry, keyText, type MapNode, type SyntaxTree } from '../syntax/node.js';
import { headerComment, replaceNode } from './replace-node.js';
import type { EditError } from './write-scalar.js';

/** The replacement for the entries. */
export interface Replacement {
  readonly key: string;
  /** The source of the value. */
  readonly value: string;
}

/**
 * Replaces entries of one mapping with a single one, or drops them. The new entry takes the place of one of the old ones. No
 * other line changes, and comments stay, on their line or on their own.
 */
export function rewriteEntries(
  tree: SyntaxTree,
  map: MapNode,
  entries: readonly Entry[],
  replacement: Replacement | undefined,
): TextEdit[] | EditError {
  const sorted = [...entries].sort((a, b) => a.start - b.start);
  const odd = sorted.find((entry) => entry.unusual);
  if (odd) return { reason: 'a key is not followed by a colon on its line' };
  if (sorted.length >= map.entries.length && !replacement) return { reason: 'the mapping would become empty' };
  const writer = new Writer(tree, map, sorted);
  return replacement ? writer.replace(replacement) : writer.drop(sorted);
}

class Writer {
  private readonly text: string;
  private readonly lines: LineIndex;

  constructor(
    private readonly tree: SyntaxTree,
    private readonly map: MapNode,
    private readonly entries: readonly Entry[],
  ) {
    this.text = tree.text;
    this.lines = linesOf(tree);
  }

  replace(replacement: Replacement): TextEdit[] | EditError {
    const target = this.target(replacement);
    if (!target) return { reason: 'two of the keys share a line with something else' };
    if (/[\r\n]/.test(replacement.value) && keyText(target) !== replacement.key)
      return { reason: 'a value over several lines would have to move' };
    // The alias would follow the anchor or tag of the old value.
    if (replacement.value.startsWith('*') && (target.value.anchor ?? target.value.tag) !== undefined)
      return { reason: 'an alias cannot have an anchor or tag' };
    const dropped = this.entries.filter((entry) => entry !== target);
    // After the last line of a block scalar a comment would be text.
    const room = !this.map.flow && !/[\r\n]/.test(replacement.value);
    const moved = room ? this.commentToMove(target, dropped) : undefined;
    const edits = this.replaceAt(target, replacement, moved ? this.text.slice(moved.from, moved.comment.end) : '');
    const drops = this.drop(dropped, moved?.comment);
    return Array.isArray(drops) ? [...edits, ...drops] : drops;
  }

  /** The entry that the new one replaces: one that cannot be dropped, else the one with a comment, else the first. */
  private target({ key }: Replacement): Entry | undefined {
    const fixed = this.entries.filter((entry) => !this.canDrop(entry));
    if (fixed.length > 0) return fixed.length === 1 ? fixed[0] : undefined;
    const same = this.entries.find((entry) => keyText(entry) === key);
    const anchored = this.entries.filter((entry) => entry.value.anchor !== undefined);
    const commented = this.entries.filter((entry) => this.hasComment(entry));
    return same ?? anchored[0] ?? (commented.length === 1 ? commented[0] : this.entries[0]);
  }

  private keySource(entry: Entry): string {
    return this.text.slice(entry.key.start, entry.key.end);
  }

  /** In block style an entry can be dropped if it begins its line. In flow style the last one stays, because of the comma before it. */
  private canDrop(entry: Entry): boolean {
    return this.map.flow ? this.commaAfter(entry) !== undefined : this.beginsLine(entry);
  }

  private replaceAt(target: Entry, { key, value }: Replacement, comment: string): TextEdit[] {
    const source = this.keySource(target);
    const quote = source[0] === '"' || source[0] === "'" ? source[0] : '';
    // If there was no value at all, the new one would touch the colon.
    const space =
      target.value.start === target.value.end && /\S/.test(this.text[target.value.start - 1] ?? ' ') ? ' ' : '';
    const edits: TextEdit[] = [];
    if (source !== `${quote}${key}${quote}`) edits.push({ span: span(target.key), newText: `${quote}${key}${quote}` });
    if (comment || this.text.slice(target.value.start, target.value.end) !== value) {
      edits.push(replaceNode(this.tree, target.value, space + value + comment));
    }
    return edits;
  }

  drop(dropped: readonly Entry[], moved?: Span): TextEdit[] | EditError {
    const edits: TextEdit[] = [];
    for (const entry of dropped) {
      const edit = this.map.flow ? this.dropInFlow(entry) : this.dropInBlock(entry, moved);
      if (!Array.isArray(edit)) return edit;
      edits.push(...edit);
    }
    return this.joinAtEnd(sortEdits(edits));
  }

  /** If the last two lines of a text without a final line break are dropped, each edit cuts the break between them. */
  private joinAtEnd(edits: readonly TextEdit[]): TextEdit[] {
    const [before, last] = edits.slice(-2);
    if (!before || !last || before.span.end <= last.span.start) return [...edits];
    const lineBreak = this.text.slice(last.span.start, before.span.end);
    const lines = before.newText && lineBreak + before.newText.slice(0, -lineBreak.length);
    const joined = { start: before.span.start - lineBreak.length, end: last.span.end };
    return [...edits.slice(0, -2), { span: joined, newText: lines + last.newText }];
  }

  private dropInBlock(entry: Entry, moved: Span | undefined): TextEdit[] | EditError {
    if (!this.beginsLine(entry)) return this.pullUpNext(entry);
    return this.dropLines(entry, entry.end, moved);
  }

  /** Drops the first entry of a mapping that begins in the middle of a line (`- a: 1`). The next one takes its place. */
  private pullUpNext(entry: Entry): TextEdit[] | EditError {
    const next = this.map.entries[this.map.entries.indexOf(entry) + 1];
    if (!next || !/^\s*$/.test(this.text.slice(entry.end, next.start)) || this.entries.includes(next)) {
      return { reason: 'the key shares its line with something else' };
    }
    return [{ span: { start: entry.start, end: next.start }, newText: '' }];
  }

  private dropInFlow(entry: Entry): TextEdit[] | EditError {
    const comma = this.commaAfter(entry);
    if (comma !== undefined) {
      if (this.beginsLine(entry) && this.endsLine(comma + 1)) return this.dropLines(entry, comma + 1, undefined);
      if (this.commentsIn({ start: entry.start, end: comma + 1 }).length > 0)
        return { reason: 'there is a comment inside the entry' };
      // Also drop the space between it and the next entry, or, if its line ends, the space before it.
      const space = /^[ \t]*/.exec(this.text.slice(comma + 1))?.[0].length ?? 0;
      if (comma + 1 + space < this.lineEnd(comma))
        return [{ span: { start: entry.start, end: comma + 1 + space }, newText: '' }];
      const start = this.lineStart(entry.start);
      const kept = trimEndOf(this.text.slice(start, entry.start), ' \t').length;
      return [{ span: { start: start + kept, end: comma + 1 }, newText: '' }];
    }
    const before = this.map.entries[this.map.entries.indexOf(entry) - 1];
    if (!before || this.commentsIn({ start: before.end, end: entry.end }).length > 0)
      return { reason: 'the key is the last of its mapping' };
    return [{ span: { start: before.end, end: entry.end }, newText: '' }];
  }

  /** Cuts whole lines, from the start of the entry to `end`. The comments on them stay, except `moved`. */
  private dropLines(entry: Entry, end: number, moved: Span | undefined): TextEdit[] {
    const start = this.lineStart(entry.start);
    const lineEnd = this.lineEnd(end);
    const indent = this.text.slice(start, entry.start);
    const lineBreak = /^\r\n|^\n|^\r/.exec(this.text.slice(lineEnd))?.[0] ?? '';
    const kept = this.commentsIn({ start, end: lineEnd }).filter((comment) => comment !== moved);
    const lines = kept.map((comment) => indent + this.text.slice(comment.start, comment.end));
    if (lineBreak)
      return [
        { span: { start, end: lineEnd + lineBreak.length }, newText: lines.map((line) => line + lineBreak).join('') },
      ];
    // The last line of the text has no line break, so the one before it is cut instead.
    const previous = /(?:\r\n|\n|\r)$/.exec(this.text.slice(0, start))?.[0] ?? '';
    return [
      {
        span: { start: start - previous.length, end: lineEnd },
        newText: lines.map((line) => (previous || '\n') + line).join(''),
      },
    ];
  }

  /** The comment after a dropped entry, if it fits on the target's line. `from` is the start of the space before it. */
  private commentToMove(target: Entry, dropped: readonly Entry[]): { comment: Span; from: number } | undefined {
    if (this.hasComment(target) || !this.endsLine(target.value.end) || target.value.start === target.value.end)
      return undefined;
    const commented = dropped.filter(
      (entry) => this.commentsIn({ start: entry.start, end: this.lineEnd(entry.end) }).length > 0,
    );
    const entry = commented.length === 1 ? commented[0] : undefined;
    const comment = entry && this.commentAfter(entry);
    if (!comment || this.commentsIn({ start: entry.start, end: entry.end }).length > 0) return undefined;
    return { comment, from: entry.end };
  }

  /** The comment after the entry, on the line of its end. */
  private commentAfter(entry: Entry): Span | undefined {
    return this.commentsIn({ start: entry.end, end: this.lineEnd(entry.end) })[0];
  }

  /** Whether there is a comment that stays if the entry's value is replaced. */
  private hasComment(entry: Entry): boolean {
    return this.commentAfter(entry) !== undefined || headerComment(this.tree, entry.value) !== '';
  }

  private commentsIn(within: Span): Span[] {
    return spansStartingIn(this.tree.comments, within);
  }

  /** The offset of the comma after an entry of a flow mapping. */
  private commaAfter(entry: Entry): number | undefined {
    const match = /^\s*,/.exec(this.text.slice(entry.end, this.map.end));
    return match ? entry.end + match[0].length - 1 : undefined;
  }

  private beginsLine(entry: Entry): boolean {
    return /^[ \t]*$/.test(this.text.slice(this.lineStart(entry.start), entry.start));
  }

  /** Whether only space and comments follow `offset` on its line, and no comment continues below it. */
  private endsLine(offset: number): boolean {
    const end = this.lineEnd(offset);
    let at = offset;
    for (const comment of this.commentsIn({ start: offset, end })) {
      if (!/^[ \t]*$/.test(this.text.slice(at, comment.start))) return false;
      at = comment.end;
    }
    return at <= end && /^[ \t]*$/.test(this.text.slice(at, end));
  }

  private lineStart(offset: number): number {
    const start = this.lines.offsetAt({ line: this.lines.positionAt(offset).line, character: 0 });
    return start === 0 && this.text[0] === '\uFEFF' ? 1 : start;
  }

  private lineEnd(offset: number): number {
    return this.lines.offsetAt({ line: this.lines.positionAt(offset).line, character: this.text.length });
  }
}

/** The lines of each tree, computed once, because a file with many tasks may be a single long line. */
const LINES = new WeakMap<SyntaxTree, LineIndex>();

function linesOf(tree: SyntaxTree): LineIndex {
  const lines = LINES.get(tree) ?? lineIndex(tree.text);
  LINES.set(tree, lines);
  return lines;
}

function span({ start, end }: Span): Span {
  return { start, end };
}
