import type { Span } from './text.js';

/** Replaces the text of `span` by `newText`. Edits of one list must not overlap. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** Applies edits that do not overlap, in any order. An edit that overlaps an earlier one is an error of the caller. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = sortEdits(edits);
  let out = '';
  let at = 0;
  for (const { span, newText } of sorted) {
    if (span.start < at) throw new RangeError(`overlapping edits at offset ${span.start}`);
    out += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return out + text.slice(at);
}

/** The edits by position: at one start, insertions come before replacements. */
export function sortEdits(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/**
 * Joins groups of edits into one list that can be applied at once. A group is taken whole or not at all: one that
 * overlaps a group taken before is left for the next pass. Groups with the very same edits count once.
 */
export function mergeEditGroups(groups: readonly (readonly TextEdit[])[]): TextEdit[] {
  const taken: TextEdit[] = [];
  const seen = new Set<string>();
  for (const group of groups) {
    const identity = JSON.stringify(group.map(({ span, newText }) => [span.start, span.end, newText]));
    if (seen.has(identity)) continue;
    seen.add(identity);
    if (group.every((edit) => !taken.some((other) => overlaps(edit.span, other.span)))) taken.push(...group);
  }
  return sortEdits(taken);
}

function overlaps(a: Span, b: Span): boolean {
  if (a.start === a.end || b.start === b.end) return a.start <= b.end && b.start <= a.end;
  return a.start < b.end && b.start < a.end;
}
