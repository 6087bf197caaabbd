import type { Span } from '../base/text.js';
import type { TaskVariant } from '../model/model.js';
import { type Entry, type MapNode, resolveAlias } from '../syntax/node.js';

/** Where to report that a task lacks something: the first key of its mapping, or of the merge that creates it. */
export function firstKey(variant: TaskVariant): Span {
  const { parts } = variant.shape;
  const place = resolveAlias(variant.place);
  const map: MapNode | undefined = parts.length > 1 && place?.kind === 'map' ? place : parts.at(-1);
  const at = map?.entries[0]?.key ?? map ?? variant.place;
  return { start: at.start, end: at.end };
}

/** Related places: the first key of each variant. */
export function places(variants: readonly TaskVariant[], message: string): { span: Span; message: string }[] {
  return variants.map((variant) => ({ span: firstKey(variant), message }));
}

/** Two entries as one place if only space separates them, else as two; in the order of the text. */
export function entrySpans(text: string, entries: readonly Span[]): [Span, ...Span[]] | undefined {
  const sorted = [...entries].sort((a, b) => a.start - b.start);
  const spans: Span[] = [];
  for (const { start, end } of sorted) {
    const last = spans.at(-1);
    if (last && /^[\s,]*$/.test(text.slice(last.end, start))) spans[spans.length - 1] = { start: last.start, end };
    else spans.push({ start, end });
  }
  const [first, ...rest] = spans;
  return first && [first, ...rest];
}

/** The keys of entries, in the order of the text. */
export function keySpans(entries: readonly Entry[]): Span[] {
  return entries.map(({ key: { start, end } }) => ({ start, end })).sort((a, b) => a.start - b.start);
}
