import type { Span } from '../../core/base/text.js';
import type { Wanted } from '../../core/jsone/cursor/wanted.js';
import type { DocumentModel } from '../../core/model/model.js';
import { occasionsAt, type Reached, type TemplateAround } from '../../core/services/occasions.js';
import { namesInScope } from '../../core/services/scope-names.js';
import type { TreePlace } from '../../core/syntax/node-at.js';
import { stringsOf } from '../hover/expression/value-words.js';
import { ABSENT } from './any-value.js';
import { propertyEntries } from './complete-properties.js';
import type { CompletionEntry } from './entry.js';
import { type HalfTyped, halfTypedAt, halfTypedIn, type Word } from './half-typed.js';
import { nameEntry, stringEntry } from './name-entries.js';

/** The completions in an expression; undefined where there is none. */
export function expressionEntries(model: DocumentModel, offset: number): readonly CompletionEntry[] | undefined {
  const found = halfTypedAt(model, offset);
  return found && entriesFor(found, model.tree.text, found.word);
}

/**
 * The completions for the placeholder, if it is in an expression. `text`: what really stands in the document, with `word` in the
 * place of the placeholder.
 */
export function placeholderEntries(
  whole: DocumentModel,
  place: TreePlace,
  text: string,
  word: Word,
): readonly CompletionEntry[] | undefined {
  const found = halfTypedIn(whole, place);
  return found && entriesFor(found, text, word);
}

function entriesFor(
  { text: read, template, expression, cursor }: HalfTyped,
  text: string,
  word: Word,
): CompletionEntry[] {
  const { wanted, conditions } = cursor;
  if (!wanted) return [];
  const reached = occasionsAt(read, template, conditions);
  const isString = wanted.kind === 'string' || (wanted.kind === 'property' && wanted.quoted);
  const span = isString ? word.string : word.name;
  const entries = candidates({ wanted, expression, template, reached }, text, span);
  return entries.map((entry) => ({ ...entry, edit: { ...entry.edit, span } }));
}

interface Place extends Pick<HalfTyped, 'expression' | 'template'> {
  readonly wanted: Wanted;
  readonly reached: readonly Reached[];
}

function candidates({ wanted, template, reached, expression }: Place, text: string, span: Span): CompletionEntry[] {
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
