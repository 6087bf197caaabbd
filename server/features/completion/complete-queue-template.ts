import type { Knowledge } from '../../core/deployment/knowledge.js';
import { writeScalar } from '../../core/edit/write-scalar.js';
import { stringParts } from '../../core/jsone/strings.js';
import type { DocumentModel } from '../../core/model/model.js';
import { occasionsAt, templateAround } from '../../core/services/occasions.js';
import type { TreePlace } from '../../core/syntax/node-at.js';
import { stringsOf } from '../hover/expression/value-words.js';
import type { CompletionContext } from './completion-context.js';
import type { CompletionEntry } from './entry.js';
import type { StringSlot } from './string-slot.js';

/** Each one makes the pattern more expensive to match. */
const MOST_INTERPOLATIONS = 3;
/** The most values of an interpolation that are tried. */
const MOST_VALUES = 20;

/**
 * What can follow a half-typed queue with interpolations, such as `gecko-${level}/`: the rest of each pool that matches with
 * some values of them. `before`: what precedes the typed text in the name, for the half that is in `workerType`.
 */
export function queueTemplateEntries(
  model: DocumentModel,
  place: TreePlace,
  before: string,
  slot: StringSlot,
  context: CompletionContext['context'],
  knowledge: Knowledge,
): CompletionEntry[] {
  const ids = knowledge.poolIds();
  const template = templateAround(model, place);
  if (ids.state !== 'known' || !template) return [];
  const parts = stringParts(before + slot.typed, 'json-e');
  if (parts.filter(({ kind }) => kind === 'interpolation').length > MOST_INTERPOLATIONS) return [];
  const reached = occasionsAt(model.tree.text, template);
  const source = parts.map(({ kind, text }) => {
    if (kind === 'literal') return escaped(text);
    const values = reached.map(({ here }) => here.value(text.slice(2, -1)));
    const texts = values.map((value) => (value ? [...stringsOf(value), ...numbersOf(value)] : []));
    // Unknown on some occasion: it can be anything there.
    const isKnown = texts.every((some) => some.length > 0 && some.length <= MOST_VALUES);
    return isKnown ? `(?:${[...new Set(texts.flat())].map(escaped).join('|')})` : '[a-zA-Z0-9_-]*';
  });
  const pattern = new RegExp(`^${source.join('')}(?<rest>.*)$`);
  const rests = new Map<string, string[]>();
  for (const id of ids.value) {
    const rest = pattern.exec(id)?.groups?.rest;
    if (rest !== undefined) rests.set(rest, [...(rests.get(rest) ?? []), id]);
  }
  return [...rests].map(([rest, pools]) => ({
    label: slot.typed + rest,
    kind: 'pool',
    detail: pools.length > 2 ? `${pools.length} worker pools` : pools.join(', '),
    edit: { span: slot.span, newText: writeScalar(slot.typed + rest, slot.style, context) },
    filterText: slot.quote + slot.typed + rest,
  }));
}

function numbersOf(value: Parameters<typeof stringsOf>[0]): string[] {
  const options = value.kind === 'choice' ? value.options : [value];
  return options.flatMap((option) => (option.kind === 'number' ? [String(option.value)] : []));
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
