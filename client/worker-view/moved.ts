/** A place in a text, as the editor counts. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

/** A change of a text: what stands in `range` becomes `text`. */
export interface Change {
  readonly range: { readonly start: Place; readonly end: Place };
  readonly text: string;
}

/** Where a place is after changes: at the same text, or where a change began that replaced it. */
export function movedBy(place: Place, changes: readonly Change[]): Place {
  return changes.reduce((at, { range: { start, end }, text }) => {
    if (!isBefore(start, at)) return at;
    if (isBefore(at, end)) return { line: start.line, character: start.character };
    const lines = text.split('\n');
    const line = at.line + lines.length - 1 - (end.line - start.line);
    if (at.line > end.line) return { line, character: at.character };
    const before = (lines.length === 1 ? start.character : 0) + (lines.at(-1) ?? '').length;
    return { line, character: before + at.character - end.character };
  }, place);
}

function isBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
