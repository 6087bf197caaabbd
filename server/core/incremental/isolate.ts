import type { SourceDocument } from '../base/document.js';
import type { Segment } from './segment.js';
import { commaAt, type Frame } from './segmented-document.js';

/** A document with a single segment in the place of all: what the segment means is what it means there. */
export interface IsolatedDocument {
  readonly document: SourceDocument;
  /** Where the segment begins and ends in it. */
  readonly start: number;
  readonly end: number;
}

/** The document that has only these segments; the comma behind the last of them is left out, but for `keepComma`. */
export function isolate(
  { source, layout, head, tail }: Frame,
  segments: readonly Segment[],
  keepComma = false,
): IsolatedDocument {
  const text = segments.map((segment) => segment.text).join('');
  const body = layout.kind === 'json' && !keepComma ? withoutComma(text) : text;
  // A setting that makes the file a Taskcluster file makes none of each of its segments.
  const selection = layout.kind !== 'whole' && source.selection === 'included' ? 'auto' : source.selection;
  return {
    document: { ...source, selection, text: head.text + body + tail.text },
    start: head.text.length,
    end: head.text.length + body.length,
  };
}

/** The comma behind the last member would have none to separate: a space of the same length stands there. */
function withoutComma(text: string): string {
  const at = commaAt(text);
  return at < 0 ? text : `${text.slice(0, at)} ${text.slice(at + 1)}`;
}
