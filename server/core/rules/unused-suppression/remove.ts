import { lineStart, nextLine, type Span, trimEndOf } from '../../base/text.js';
import type { TextEdit } from '../../base/text-edit.js';
import type { NamedRule } from '../../suppressions/suppression.js';

/**
 * The edit that removes a comment: its whole line, or from the end of what stands before it.
 * @returns undefined if the file might then mean something else
 */
export function removeComment(text: string, { start, end }: Span): TextEdit | undefined {
  const line = lineStart(text, start);
  const before = text.slice(line, start);
  // Not of other spaces, which belong to a text before the comment.
  const kept = trimEndOf(before, ' \t');
  if (kept !== '' && kept !== '\uFEFF') return { span: { start: line + kept.length, end }, newText: '' };
  // A file without a line break at its end stays one, unless that break may belong to a block scalar.
  if (end === text.length && line > 0 && !/[|>]/.test(text)) {
    const broken = text.slice(0, line);
    return { span: { start: broken.replace(/(?:\r\n|\r|\n)$/, '').length, end }, newText: '' };
  }
  const next = nextLine(text, end);
  const following = text.slice(next, nextLine(text, next));
  // The comment may end a block scalar that keeps the blank lines after it.
  if (following.trim() === '' && /[|>]\d?\+/.test(text.slice(0, start))) return undefined;
  if (text[start] === '#' && isDeeper(text, next, indentOf(before))) return undefined;
  return { span: { start: text.startsWith('\uFEFF', line) ? line + 1 : line, end: next }, newText: '' };
}

/**
 * Whether a comment or space that follows at `offset` is deeper than an indentation. A block scalar takes in such a line unless a
 * comment ends it before.
 */
function isDeeper(text: string, offset: number, indent: number): boolean {
  for (let at = offset; at < text.length; at = nextLine(text, at)) {
    const line = text.slice(at, nextLine(text, at));
    const content = line.trim();
    if (content !== '' && !content.startsWith('#')) return false;
    if (indentOf(line) > indent) return true;
    if (content !== '') return false;
  }
  return false;
}

function indentOf(line: string): number {
  return /^\uFEFF?( *)/.exec(line)?.[1]?.length ?? 0;
}

/** The edit that removes one of several names, with a comma. */
export function removeName(names: readonly NamedRule[], name: NamedRule): TextEdit {
  const index = names.indexOf(name);
  const [before, after] = [names[index - 1], names[index + 1]];
  if (before) return { span: { start: before.span.end, end: name.span.end }, newText: '' };
  return { span: { start: name.span.start, end: after?.span.start ?? name.span.end }, newText: '' };
}
