import type { Span } from '../../core/base/text.js';
import { type ExpressionPlace, expressionAt } from '../../core/jsone/cursor/expression-at.js';
import { cursorIn, type ExpressionCursor } from '../../core/jsone/cursor/wanted.js';
import type { DocumentModel } from '../../core/model/model.js';
import { type TemplateAround, templateAround } from '../../core/services/occasions.js';
import { placeAt, type TreePlace } from '../../core/syntax/node-at.js';
import { PLACEHOLDER } from './context-word.js';
import { expressionWordAt } from './expression-context.js';
import { readAgain } from './read-again.js';

/** The word at a place: a name, or in quotes more. */
export interface Word {
  readonly name: Span;
  readonly string: Span;
}

/** A place in an expression of a document that was read with a placeholder for the word there. */
export interface HalfTyped {
  readonly text: string;
  readonly expression: ExpressionPlace;
  readonly cursor: ExpressionCursor;
  readonly template: TemplateAround;
}

/** The half-typed expression at an offset, and the word there; undefined where there is none. */
export function halfTypedAt(model: DocumentModel, offset: number): (HalfTyped & { readonly word: Word }) | undefined {
  const { text } = model.tree;
  const word = expressionWordAt(model.tree, offset);
  if (!word) return undefined;
  // Without a colon, a condition of $switch is not a key yet.
  for (const colon of ['', ': ~']) {
    const patched = text.slice(0, word.name.start) + PLACEHOLDER + colon + text.slice(word.name.end);
    const whole = readAgain(model, patched);
    const place = whole && placeAt(whole.tree, word.name.start);
    const found = whole && place && halfTypedIn(whole, place);
    if (found) return { ...found, word };
  }
  return undefined;
}

/** The same where the placeholder is in a document that was read with it. */
export function halfTypedIn(whole: DocumentModel, place: TreePlace): HalfTyped | undefined {
  const at = place.node.kind === 'scalar' ? place.node.text.indexOf(PLACEHOLDER) : -1;
  const expression = at >= 0 ? expressionAt(place, at) : undefined;
  const template = expression && templateAround(whole, place);
  if (!template || !expression) return undefined;
  const cursor = cursorIn(expression.node.text, expression.start, at);
  return { text: whole.tree.text, expression, cursor, template };
}
