import type { DocumentModel } from '../../../core/model/model.js';
import type { TreePlace } from '../../../core/syntax/node-at.js';
import { schemaLocationOf } from '../../schema-location.js';
import { indentAt } from '../complete-operators.js';
import { behind, type CompletionContext } from '../completion-context.js';
import type { Candidate } from '../entry.js';
import { type SketchStyle, writeEntries } from './sketch.js';
import { wholesAt } from './whole.js';

/** Whole tasks, hooks and worker pools for a mapping that has no keys yet. */
export function wholeEntries(model: DocumentModel, { steps }: TreePlace, slot: CompletionContext): Candidate[] {
  const step = steps.at(-1);
  const style = snippetStyle(slot, model.tree.text);
  if (!style || !step || !('key' in step) || step.within.entries.length > 1) return [];
  const address = schemaLocationOf(model, steps);
  if (!address) return [];
  return wholesAt({ ...address, path: address.path.slice(0, -1) }).map(({ label, detail, entries }) => ({
    label,
    kind: 'snippet',
    detail,
    newText: writeEntries(entries, { ...style, snippet: false }),
    snippet: writeEntries(entries, style),
  }));
}

/**
 * How to write what has several lines; undefined where that is not possible: in a flow collection of YAML, in quotes, before a
 * colon, and in JSON that ends at the cursor, where no bracket is closed. `text`: with the placeholder.
 */
export function snippetStyle(slot: CompletionContext, text: string): SketchStyle | undefined {
  const { context, style, colon, span } = slot;
  const { json, flow } = context;
  if (colon || (flow && !json) || (!json && style !== 'plain')) return undefined;
  const next = behind(slot, text)[0];
  if (json && next === undefined) return undefined;
  return { json, snippet: true, indent: indentAt(text, span.start), end: json && next === '"' ? ',' : '' };
}
