import { compareSpans, type Span, type TextKind } from './text.js';

/** Replaces the text of `span` with `newText`. Edits in one list must not overlap. */
export interface TextEdit<In extends TextKind = 'tree'> {
  readonly span: Span<In>;
  readonly newText: string;
}

/** Applies edits in any order. Overlapping edits are an error of the caller. */
export function applyEdits<In extends TextKind>(text: string, edits: readonly TextEdit<In>[]): string {
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

/** The edits sorted by position. At the same start, insertions come before replacements. */
export function sortEdits<In extends TextKind>(edits: readonly TextEdit<In>[]): TextEdit<In>[] {
  return [...edits].sort((a, b) => compareSpans(a.span, b.span));
}

/**
 * Joins groups of edits into one list that can be applied at once. A group is taken whole or not at all: one that overlaps an
 * earlier group is left for the next pass. Groups with identical edits count once.
 */
export function mergeEditGroups<In extends TextKind>(groups: readonly (readonly TextEdit<In>[])[]): TextEdit<In>[] {
  const taken: TextEdit<In>[] = [];
  const seen = new Set<string>();
  for (const group of groups) {
    const identity = JSON.stringify(group.map(({ span, newText }) => [span.start, span.end, newText]));
    if (seen.has(identity)) continue;
    seen.add(identity);
    if (group.some((edit) => overlapsOneOf(taken, edit.span))) continue;
    for (const edit of group) taken.splice(indexAfter(taken, edit.span), 0, edit);
  }
  return taken;
}

/** The index in the sorted `edits` for a new edit with this span: after those before it or at the same place. */
function indexAfter<In extends TextKind>(edits: readonly TextEdit<In>[], { start, end }: Span<In>): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = edits[middle]?.span;
    if (span && (span.start < start || (span.start === start && span.end <= end))) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a span overlaps one of the sorted `edits`. These do not overlap one another, so only its neighbours can. */
function overlapsOneOf<In extends TextKind>(edits: readonly TextEdit<In>[], span: Span<In>): boolean {
  const at = indexAfter(edits, span);
  for (let i = at - 1; i >= 0 && (edits[i]?.span.end ?? 0) >= span.start; i--)
    if (overlaps(edits[i]?.span ?? span, span)) return true;
  for (let i = at; i < edits.length && (edits[i]?.span.start ?? 0) <= span.end; i++)
    if (overlaps(edits[i]?.span ?? span, span)) return true;
  return false;
}

function overlaps<In extends TextKind>(a: Span<In>, b: Span<In>): boolean {
  if (a.start === a.end || b.start === b.end) return a.start <= b.end && b.start <= a.end;
  return a.start < b.end && b.start < a.end;
}
