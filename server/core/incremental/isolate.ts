import type { SourceDocument } from '../base/document.js';
import type { Segment } from './segment.js';
import { commaAt, type Frame } from './segmented-document.js';

/** A document with a single segment in place of all of them, in which the segment keeps its meaning. */
export interface IsolatedDocument {
  readonly document: SourceDocument;
  /** Where the segment begins and ends in it. */
  readonly start: number;
  readonly end: number;
}

/** The document with only these segments, without the comma after the last one unless `keepComma` is set. */
export function isolate(
  { source, layout, head, tail }: Frame,
  segments: readonly Segment[],
  keepComma = false,
): IsolatedDocument {
  const text = segments.map((segment) => segment.text).join('');
  const body = layout.kind === 'json' && !keepComma ? withoutComma(text) : text;
  // A setting that makes the file a Taskcluster file does not make each of its segments one.
  const selection = layout.kind !== 'whole' && source.selection === 'included' ? 'auto' : source.selection;
  return {
    document: { ...source, selection, text: head.text + body + tail.text },
    start: head.text.length,
    end: head.text.length + body.length,
  };
}

/** The comma after the last member would separate nothing, so a space of the same length replaces it. */
function withoutComma(text: string): string {
  const at = commaAt(text);
  return at < 0 ? text : `${text.slice(0, at)} ${text.slice(at + 1)}`;
}
