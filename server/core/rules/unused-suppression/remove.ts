import { lineStart, nextLine, type Span } from '../../base/text.js';
import type { TextEdit } from '../../base/text-edit.js';
import type { NamedRule } from '../../suppressions/suppression.js';

/**
 * The edit that removes a comment: its whole line, or from the end of what stands before it.
 * @returns undefined if the file might then mean something else
 */
export function removeComment(text: string, { start, end }: Span): TextEdit | undefined {
  const line = lineStart(text, start);
  const before = text.slice(line, start);
  const content = before.replace(/^\uFEFF/, '').trimEnd();
  if (content !== '') return { span: { start: line + before.trimEnd().length, end }, newText: '' };
  // A file without a line break at its end stays one, unless that break may belong to a block scalar.
  if (end === text.length && line > 0 && !/[|>]/.test(text)) {
    const broken = text.slice(0, line);
    return { span: { start: broken.replace(/(?:\r\n|\r|\n)$/, '').length, end }, newText: '' };
  }
  const next = nextLine(text, end);
  const following = text.slice(next, nextLine(text, next));
  // The comment may end a block scalar that keeps the blank lines after it.
  if (following.trim() === '' && /[|>]\d?\+/.test(text.slice(0, start))) return undefined;
  return { span: { start: text.startsWith('\uFEFF', line) ? line + 1 : line, end: next }, newText: '' };
}

/** The edit that removes one of several names, with a comma. */
export function removeName(names: readonly NamedRule[], name: NamedRule): TextEdit {
  const index = names.indexOf(name);
  const [before, after] = [names[index - 1], names[index + 1]];
  if (before) return { span: { start: before.span.end, end: name.span.end }, newText: '' };
  return { span: { start: name.span.start, end: after?.span.start ?? name.span.end }, newText: '' };
}
