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

/** Where a place is after changes, to the line: a task starts on a line of its own. */
export function movedBy(place: Place, changes: readonly Change[]): Place {
  return changes.reduce((at, { range: { start, end }, text }) => {
    if (at.line < start.line) return at;
    if (at.line < end.line) return { line: start.line, character: start.character };
    const added = text.split('\n').length - 1 - (end.line - start.line);
    // On the line of the change only what stands behind it moves.
    const isBehind = at.line > end.line || (end.character <= at.character && start.character < at.character);
    return isBehind ? { line: at.line + added, character: at.character } : at;
  }, place);
}
