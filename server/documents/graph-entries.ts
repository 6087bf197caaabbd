import type { Steps } from '../core/base/steps.js';
import type { Position } from '../core/base/text.js';
import { toSegment } from '../core/incremental/convert-offsets.js';
import { readValue } from '../core/incremental/fast-path/read-value.js';
import { isolate } from '../core/incremental/isolate.js';
import type { Segment } from '../core/incremental/segment.js';
import type { SegmentedDocument } from '../core/incremental/segmented-document.js';
import { toData } from '../core/jsone/to-data.js';
import { keyText, resolveAlias } from '../core/syntax/node.js';
import { parse } from '../core/syntax/parse.js';
import { graphEntry } from '../features/graph/graph-entry.js';
import type { LinkedTask } from '../features/graph/task-graph.js';
import { rangeOfSegmentSpan } from './positions.js';

/** What stands before an entry or an item. */
const BEFORE = /^[ \t]*(?:-[ \t]+)?/;

/** The tasks of a document that is a list or a graph of them, as far as it can be read. Each segment is a step. */
export function* graphEntries(document: SegmentedDocument): Steps<LinkedTask<Position>[]> {
  const found: LinkedTask<Position>[] = [];
  for (const [index, segment] of document.segments.entries()) {
    const sole = readSole(document, segment);
    if (sole) {
      const place = { line: document.places().lineOf(index), character: BEFORE.exec(segment.text)?.[0].length ?? 0 };
      add(found, sole.key, sole.value, place);
    } else addAll(found, document, index, segment);
    yield;
  }
  return found;
}

function add(found: LinkedTask<Position>[], key: string | undefined, value: unknown, place: Position): void {
  const task = graphEntry(key, value);
  if (task) found.push({ ...task, label: task.label || `Task ${found.length + 1}`, place });
}

/** The only entry or item of a segment, read in the fastest way; undefined if there is not exactly one. */
function readSole(document: SegmentedDocument, segment: Segment): { key?: string; value: unknown } | undefined {
  if (document.layout.kind === 'whole') return undefined;
  const value = readValue(document, segment)?.value;
  if (Array.isArray(value)) return value.length === 1 ? { value: value[0] as unknown } : undefined;
  const [sole, ...others] = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return sole && others.length === 0 ? { key: sole[0], value: sole[1] } : undefined;
}

function addAll(found: LinkedTask<Position>[], document: SegmentedDocument, index: number, segment: Segment): void {
  const isolated = isolate(document, [segment]);
  const { text, syntax } = isolated.document;
  const inSegment = toSegment(isolated);
  for (const root of parse(text, syntax).roots) {
    const node = resolveAlias(root);
    const parts =
      node?.kind === 'map'
        ? node.entries.map((entry) => ({ start: entry.key.start, value: entry.value, key: keyText(entry) }))
        : node?.kind === 'seq'
          ? node.items.map((item) => ({ start: item.start, value: item, key: undefined }))
          : [];
    for (const { key, start, value } of parts)
      add(found, key, toData(value), rangeOfSegmentSpan(document, index, inSegment({ start, end: start })).start);
  }
}
