import type { Knowledge } from '../../core/deployment/knowledge.js';
import type { DocumentModel } from '../../core/model/model.js';
import { placeAt, type TreePlace } from '../../core/syntax/node-at.js';
import { LONGEST_DRAFT, mayBeDraft } from '../draft.js';
import type { View } from '../view.js';
import { expressionEntries, placeholderEntries } from './complete-expression.js';
import { keyEntries } from './complete-keys.js';
import { kindEntries } from './complete-kind.js';
import { belongsToOperator, operatorEntries, operatorValueEntries } from './complete-operators.js';
import { arePoolsComing } from './complete-pools.js';
import { suppressionEntries } from './complete-suppression.js';
import { timeSpanEntries } from './complete-time-span.js';
import { valueEntries } from './complete-values.js';
import type { CompletionContext } from './completion-context.js';
import { completionContextAt } from './context.js';
import { PLACEHOLDER } from './context-word.js';
import { type Candidate, type CompletionEntry, type Completions, MOST_ENTRIES } from './entry.js';
import { knownStrings } from './known-strings.js';
import { readAgain } from './read-again.js';
import { wholeEntries } from './snippets/complete-wholes.js';

const NONE: Completions = { entries: [], isIncomplete: false };

/**
 * The completions at a place: keys and values from the schema, what the document, the services and the deployment name, and
 * expressions. The kind of the document may still be unknown. Callers must not ask about an excluded document. `labels`: those
 * of task ids in other parts of a long document.
 */
export function complete(view: View, knowledge: Knowledge, labels: () => readonly string[] = () => []): Completions {
  const known = knownStrings(view, knowledge, labels);
  const words = completeWord(view, knowledge);
  if (known)
    return { entries: [...known.entries, ...words.entries], isIncomplete: known.isIncomplete || words.isIncomplete };
  const isComing = mayNameQueue(view) && arePoolsComing(knowledge);
  return { ...words, isIncomplete: words.isIncomplete || isComing };
}

/** Whether the key of a queue precedes the place on its line. */
function mayNameQueue({ model: { tree }, offset }: View): boolean {
  return /\b(?:taskQueueId|provisionerId|workerType|workerPoolId)["']?[ \t]{0,9}:[^\r\n]{0,100}$/.test(
    tree.text.slice(Math.max(0, offset - 200), offset),
  );
}

function completeWord({ model, offset }: View, knowledge: Knowledge): Completions {
  const { tree } = model;
  const { text } = tree;
  const kinds = kindEntries(text, offset);
  if (kinds) return { entries: kinds, isIncomplete: false };
  if (model.kind === 'none' && (text.length > LONGEST_DRAFT || !mayBeDraft(model.source, text))) return NONE;
  if (tree.comments.some(({ start, end }) => start < offset && offset <= end))
    return { entries: suppressionEntries(tree, offset) ?? [], isIncomplete: false };
  const inTemplate =
    model.dialect !== 'mustache' && (timeSpanEntries(model, offset) ?? expressionEntries(model, offset));
  if (inTemplate) return { entries: inTemplate, isIncomplete: false };
  const slot = completionContextAt(tree, offset);
  if (!slot) return NONE;
  const patched = text.slice(0, slot.span.start) + slot.patch + text.slice(slot.span.end);
  const whole = readAgain(model, patched);
  const place = whole && placeAt(whole.tree, slot.span.start + slot.patch.indexOf(PLACEHOLDER));
  if (!whole || place?.node.kind !== 'scalar' || place.node.text !== PLACEHOLDER || place.on !== slot.kind) return NONE;
  const candidates =
    slot.kind === 'key'
      ? [...(belongsToOperator(place) ? [] : ownKeys(whole, place, slot)), ...operatorEntries(whole, place, slot)]
      : [...valueEntries(whole, place, slot, knowledge), ...operatorValueEntries(whole, place, slot)];
  const { entries, isIncomplete } = cutToSize(candidates, slot);
  // A condition of $switch or $match that is not begun yet.
  const word = { name: slot.span, string: slot.span };
  const condition =
    slot.kind === 'key' &&
    /^\w*$/.test(text.slice(slot.span.start, slot.span.end)) &&
    placeholderEntries(whole, place, text, word);
  return { entries: condition ? [...condition, ...entries] : entries, isIncomplete };
}

function ownKeys(whole: DocumentModel, place: TreePlace, slot: CompletionContext): Candidate[] {
  return [...wholeEntries(whole, place, slot), ...keyEntries(whole, place, slot)];
}

function cutToSize(candidates: readonly Candidate[], slot: CompletionContext): Completions {
  const isIncomplete = candidates.length > MOST_ENTRIES;
  const kept = isIncomplete ? closest(candidates, slot.typed).slice(0, MOST_ENTRIES) : candidates;
  return { entries: kept.map((candidate) => toEntry(candidate, slot)), isIncomplete };
}

/** The candidates that match the typed text, the likeliest first: those that start with it, contain it, or have its letters. */
function closest(candidates: readonly Candidate[], typed: string): Candidate[] {
  const wanted = typed.toLowerCase();
  const ranked = candidates.map((candidate) => ({ candidate, rank: rankOf(candidate.label.toLowerCase(), wanted) }));
  return ranked
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ candidate }) => candidate);
}

function rankOf(label: string, wanted: string): number {
  if (label.startsWith(wanted)) return 0;
  if (label.includes(wanted)) return 1;
  let at = 0;
  for (const character of label) if (character === wanted[at]) at++;
  return at >= wanted.length ? 2 : 3;
}

function toEntry({ newText, snippet, ...shown }: Candidate, { span, lead, quote }: CompletionContext): CompletionEntry {
  return {
    ...shown,
    edit: { span, newText: lead + newText },
    ...(snippet !== undefined && { snippet: lead + snippet }),
    filterText: quote + shown.label,
  };
}
