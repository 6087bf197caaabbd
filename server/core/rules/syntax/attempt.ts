import type { Fix } from '../../base/finding.js';
import type { Span } from '../../base/text.js';
import { applyEdits, sortEdits, type TextEdit } from '../../base/text-edit.js';
import type { ParseError, SyntaxTree } from '../../syntax/node.js';
import { firstParseError } from '../../syntax/parse.js';
import type { RuleFinding } from '../rule.js';
import { lineAround } from './lines.js';

/** A guess at what is wrong with a text: a message, and the edits that would fix it. */
export interface Attempt {
  readonly message: string;
  readonly span: Span;
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** In longer texts nothing is tried. */
const MAX_LENGTH = 100_000;

/**
 * The attempt after which a reader gets furthest beyond the error, as a finding with a fix. The first of equals; none if none
 * helps.
 */
export function bestOf(tree: SyntaxTree, error: ParseError, attempts: Iterable<Attempt>): RuleFinding | undefined {
  if (tree.text.length > MAX_LENGTH) return undefined;
  let best: Attempt | undefined;
  let furthest = 0;
  for (const attempt of attempts) {
    const gain = gainOf(tree, error, attempt.edits);
    if (gain > furthest) [best, furthest] = [attempt, gain];
    if (furthest === Number.POSITIVE_INFINITY) break;
  }
  return best && { message: best.message, span: best.span, fixes: [suggestion(best.title, best.edits)] };
}

/** How many characters further a reader gets after the edits; infinite if it reaches the end of the text. */
export function gainOf({ text, syntax }: SyntaxTree, error: ParseError, edits: readonly TextEdit[]): number {
  const next = firstParseError(applyEdits(text, edits), syntax);
  if (!next) return Number.POSITIVE_INFINITY;
  if (isOnEditedLine(text, edits, placeOf(next))) return 0;
  const longer = edits.reduce((sum, { span, newText }) => sum + newText.length - (span.end - span.start), 0);
  return placeOf(next) - Math.max(0, longer) - placeOf(error);
}

/** Whether a place in the edited text is on the line where the last edit ends, which would only have changed the mistake. */
function isOnEditedLine(text: string, edits: readonly TextEdit[], place: number): boolean {
  const last = sortEdits(edits).at(-1);
  if (!last) return false;
  const fixed = applyEdits(text, edits);
  const end = fixed.length - (text.length - last.span.end);
  const line = lineAround(fixed, end);
  // At the end of the text something else may still be open.
  return place >= line.start && place <= line.end && place < fixed.trimEnd().length;
}

function placeOf({ at, span }: ParseError): number {
  return at ?? span.start;
}

export function suggestion(title: string, edits: readonly TextEdit[]): Fix {
  return { title, safety: 'suggestion', edits };
}

export function insertionAt(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}
