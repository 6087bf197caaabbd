import type { SourceDocument } from '../../core/base/document.js';
import type { Knowledge } from '../../core/deployment/knowledge.js';
import { buildModel } from '../../core/model/build.js';
import type { DocumentModel } from '../../core/model/model.js';
import { mayBeTaskcluster } from '../../core/model/recognize.js';
import { parse } from '../../core/syntax/parse.js';
import { placeAt } from '../../core/syntax/node-at.js';
import type { View } from '../view.js';
import { keyEntries } from './complete-keys.js';
import { valueEntries } from './complete-values.js';
import type { CompletionContext } from './completion-context.js';
import { completionContextAt } from './context.js';
import { PLACEHOLDER } from './context-word.js';
import type { Candidate, CompletionEntry } from './entry.js';

/** The best entries first. `isIncomplete`: there are more, which further typing reveals. */
export interface Completions {
  readonly entries: readonly CompletionEntry[];
  readonly isIncomplete: boolean;
}

const MOST_ENTRIES = 200;

/** A document of unknown kind is only read if it is no longer than this. */
const LONGEST_UNKNOWN = 100_000;

const NONE: Completions = { entries: [], isIncomplete: false };

/**
 * The completions at a place: keys and values from the schema, and the worker pools of the deployment. The kind of the
 * document may still be unknown. Callers must not ask about an excluded document.
 */
export function complete({ model, offset }: View, knowledge: Knowledge): Completions {
  const { text } = model.tree;
  if (model.kind === 'none' && (text.length > LONGEST_UNKNOWN || !mayBeTaskcluster('', text))) return NONE;
  const slot = completionContextAt(model.tree, offset);
  if (!slot) return NONE;
  const patched = text.slice(0, slot.span.start) + slot.patch + text.slice(slot.span.end);
  const whole = readAgain(model, patched);
  const place = whole && placeAt(whole.tree, slot.span.start + slot.patch.indexOf(PLACEHOLDER));
  if (!whole || place?.node.kind !== 'scalar' || place.node.text !== PLACEHOLDER || place.on !== slot.kind) return NONE;
  const candidates = slot.kind === 'key' ? keyEntries(whole, place, slot) : valueEntries(whole, place, slot, knowledge);
  return cutToSize(candidates, slot);
}

/**
 * The model of the text with the placeholder, if the document keeps its kind. A half-written key joins with the line below, and
 * that can prevent the document from being recognised.
 */
function readAgain({ kind, tree }: DocumentModel, text: string): DocumentModel | undefined {
  const document: SourceDocument = {
    fileName: kind.startsWith('taskcluster-yml') ? '.taskcluster.yml' : 'task.yml',
    syntax: tree.syntax,
    text,
    selection: kind === 'none' ? 'auto' : 'included',
  };
  const model = buildModel(document, parse(text, tree.syntax));
  return model.kind === kind || kind === 'none' ? model : undefined;
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

function toEntry({ newText, ...shown }: Candidate, { span, lead, quote }: CompletionContext): CompletionEntry {
  return { ...shown, edit: { span, newText: lead + newText }, filterText: quote + shown.label };
}
