import type { CodeLens, CompletionList, CompletionParams, Hover, SignatureHelp } from 'vscode-languageserver';
import type { Position } from '../core/base/text.js';
import type { Knowledge } from '../core/deployment/knowledge.js';
import { referencesOf } from '../core/incremental/analyze-segment.js';
import { toDocument } from '../core/incremental/convert-offsets.js';
import { moveReference } from '../core/incremental/segment-result.js';
import type { QueueReference } from '../core/references/queue-reference.js';
import { inSlices } from '../documents/in-slices.js';
import { rangeInDocument } from '../documents/positions.js';
import type { Snapshot } from '../documents/snapshots.js';
import { viewAt } from '../documents/view-at.js';
import { codeLenses } from '../features/code-lens.js';
import { complete } from '../features/completion/completion.js';
import { hover } from '../features/hover/hover.js';
import { signatureAt } from '../features/signature-help.js';
import { type PoolFactsOf, type WorkerView, workerView } from '../features/worker-view/worker-view.js';
import { type Display, toCodeLenses, toCompletionList, toHover, toSignatureHelp } from './convert-features.js';

/** Nobody scrolls through more lenses in one document. */
const MOST_LENSES = 1000;

/** The hover at a position. */
export function hoverAt(snapshot: Snapshot, position: Position, knowledge: Knowledge, display: Display): Hover | null {
  const { source } = snapshot.document;
  if (source.selection === 'excluded') return null;
  const { view, rangeOf } = viewAt(snapshot, position);
  const references = referencesOf(source.fileName, view.model);
  return toHover(hover(view, knowledge, Date.now(), references), display, rangeOf);
}

/** The completions at a position. */
export function completionAt(
  snapshot: Snapshot,
  position: Position,
  context: CompletionParams['context'],
  knowledge: Knowledge,
  display: Display,
): CompletionList | null {
  if (snapshot.document.source.selection === 'excluded') return null;
  const { view, rangeOf } = viewAt(snapshot, position);
  return toCompletionList(
    complete(view, knowledge, () => labelsOf(snapshot)),
    context,
    display,
    rangeOf,
  );
}

/** The labels of the tasks of a long document. */
function labelsOf(snapshot: Snapshot): readonly string[] {
  return snapshot.isAnalyzed() ? snapshot.aggregate().results.flatMap(({ links }) => links?.ids ?? []) : [];
}

/** What the worker runs for the task at a position; undefined as soon as `isCurrent` returns false. */
export function workerViewAt(
  snapshot: Snapshot,
  position: Position,
  poolFactsOf: PoolFactsOf,
  isCurrent: () => boolean,
): Promise<WorkerView | undefined> {
  return inSlices(workerView(viewAt(snapshot, position).view, poolFactsOf), isCurrent);
}

/** The signature of the function whose arguments are at a position. */
export function signatureHelpAt(snapshot: Snapshot, position: Position, display: Display): SignatureHelp | null {
  if (snapshot.document.source.selection === 'excluded') return null;
  return toSignatureHelp(signatureAt(viewAt(snapshot, position).view), display);
}

/** A lens above each task, pool and alias of a document. */
export function codeLensesOf(snapshot: Snapshot, knowledge: Knowledge): CodeLens[] {
  const { document, results } = snapshot.aggregate();
  const references: QueueReference<'document'>[] = [];
  for (const [i, result] of results.entries()) {
    if (references.length >= MOST_LENSES) break;
    const convert = toDocument(document, i);
    references.push(...result.references.map((reference) => moveReference(reference, convert)));
  }
  return toCodeLenses(codeLenses(references, knowledge), (span) => rangeInDocument(document, span));
}
