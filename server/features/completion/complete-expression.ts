import type { Span } from '../../core/base/text.js';
import { type ExpressionPlace, expressionAt } from '../../core/jsone/cursor/expression-at.js';
import { cursorIn, type ExpressionCursor, type Wanted } from '../../core/jsone/cursor/wanted.js';
import type { DocumentModel } from '../../core/model/model.js';
import { occasionsAt, type Reached, type TemplateAround, templateAround } from '../../core/services/occasions.js';
import { namesInScope } from '../../core/services/scope-names.js';
import { placeAt, type TreePlace } from '../../core/syntax/node-at.js';
import { stringsOf } from '../hover/expression/value-words.js';
import { propertyEntries } from './complete-properties.js';
import { PLACEHOLDER } from './context-word.js';
import type { CompletionEntry } from './entry.js';
import { expressionWordAt } from './expression-context.js';
import { nameEntry, stringEntry } from './name-entries.js';
import { readAgain } from './read-again.js';

/** A place in an expression of a document that was read with a placeholder for the word there. */
interface Place {
  readonly expression: ExpressionPlace;
  readonly cursor: ExpressionCursor & { readonly wanted: Wanted };
  readonly template: TemplateAround;
  readonly reached: readonly Reached[];
}

/** The completions in an expression; undefined where there is none. */
export function expressionEntries(model: DocumentModel, offset: number): readonly CompletionEntry[] | undefined {
  const { text } = model.tree;
  const word = expressionWordAt(model.tree, offset);
  if (!word) return undefined;
  // Without a colon, a condition of $switch is no key yet.
  for (const colon of ['', ': ~']) {
    const patched = text.slice(0, word.name.start) + PLACEHOLDER + colon + text.slice(word.name.end);
    const whole = readAgain(model, patched);
    const place = whole && placeAt(whole.tree, word.name.start);
    const found = whole && place && placeholderEntries(whole, place, text, word);
    if (found) return found;
  }
  return undefined;
}

/**
 * The completions for the placeholder, if it is in an expression. `text`: what really stands in the document, with `word` in the
 * place of the placeholder.
 */
export function placeholderEntries(
  whole: DocumentModel,
  place: TreePlace,
  text: string,
  word: { readonly name: Span; readonly string: Span },
): readonly CompletionEntry[] | undefined {
  const at = place.node.kind === 'scalar' ? place.node.text.indexOf(PLACEHOLDER) : -1;
  const expression = at >= 0 ? expressionAt(place, at) : undefined;
  const template = expression && templateAround(whole, place);
  if (!template || !expression) return undefined;
  const { wanted, ...cursor } = cursorIn(expression.node.text, expression.start, at);
  if (!wanted) return [];
  const reached = occasionsAt(whole.tree.text, template, cursor.conditions);
  const isString = wanted.kind === 'string' || (wanted.kind === 'property' && wanted.quoted);
  const span = isString ? word.string : word.name;
  const entries = candidates({ expression, cursor: { ...cursor, wanted }, template, reached }, text, span);
  return entries.map((entry) => ({ ...entry, edit: { ...entry.edit, span } }));
}

function candidates({ cursor, template, reached, expression }: Place, text: string, span: Span): CompletionEntry[] {
  const { wanted } = cursor;
  const quote = expression.node.style === 'single' ? '"' : "'";
  switch (wanted.kind) {
    case 'property':
      return propertyEntries(wanted, reached);
    case 'string':
      return valuesComparedWith(wanted.comparedWith, template, reached).map((value) => stringEntry(value, ''));
    case 'variable':
      return namesInScope(template, reached)
        .filter(({ origin }) => origin.kind !== 'function')
        .map((name) => nameEntry(name, reached, true));
    case 'operand': {
      const { comparedWith } = wanted;
      const values = comparedWith === undefined ? [] : valuesComparedWith(comparedWith, template, reached);
      const hasCall = /^[ \t]*\(/.test(text.slice(span.end, span.end + 20));
      return [
        ...values.map((value) => stringEntry(value, quote)),
        ...namesInScope(template, reached).map((name) => nameEntry(name, reached, hasCall)),
      ];
    }
  }
}

/** The strings that an expression can be: on the occasions that reach the place, and for a variable of the service on all. */
function valuesComparedWith(
  expression: string,
  { usual, others }: TemplateAround,
  reached: readonly Reached[],
): readonly string[] {
  const here = reached.flatMap((one) => stringsOf(one.here.value(expression) ?? ABSENT));
  const everywhere = [...usual, ...others].flatMap(({ context }) =>
    stringsOf(context().get(expression.trim()) ?? ABSENT),
  );
  return [...new Set([...here, ...everywhere])];
}

const ABSENT = { kind: 'absent', origin: undefined } as const;
