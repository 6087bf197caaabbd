import {
  type InitializeParams,
  type DocumentSymbol as LspDocumentSymbol,
  type SymbolInformation,
  SymbolKind,
} from 'vscode-languageserver';
import { toSegment } from '../core/incremental/convert-offsets.js';
import { isolate } from '../core/incremental/isolate.js';
import type { Segment } from '../core/incremental/segment.js';
import type { SegmentResult } from '../core/incremental/segment-result.js';
import type { SegmentedDocument } from '../core/incremental/segmented-document.js';
import { buildModel } from '../core/model/build.js';
import { parse } from '../core/syntax/parse.js';
import { yieldToEventLoop } from '../documents/debounce.js';
import type { DerivedKind } from '../documents/derived.js';
import { shiftRange } from '../documents/positions.js';
import { SLICE_MS, type Snapshot } from '../documents/snapshots.js';
import type { DocumentSymbol } from '../features/symbols/document-symbol.js';
import { documentSymbols } from '../features/symbols/symbols.js';

/** Which symbols the editor supports. */
export interface SymbolDisplay {
  /** Symbols can be nested. */
  readonly nested: boolean;
  readonly kinds: Readonly<Record<DocumentSymbol['kind'], SymbolKind>>;
}

/** A longer outline helps nobody, and VS Code shows no more symbols than this. */
export const MOST_SYMBOLS = 5000;

/** Reads which symbols the editor supports. If it does not list kinds, it supports those of the first LSP version. */
export function readSymbolDisplay({ capabilities }: InitializeParams): SymbolDisplay {
  const { hierarchicalDocumentSymbolSupport, symbolKind } = capabilities?.textDocument?.documentSymbol ?? {};
  const either = (wanted: SymbolKind, known: SymbolKind): SymbolKind =>
    symbolKind?.valueSet?.includes(wanted) ? wanted : known;
  return {
    nested: hierarchicalDocumentSymbolSupport === true,
    kinds: {
      task: either(SymbolKind.Event, SymbolKind.Function),
      hook: SymbolKind.Interface,
      action: SymbolKind.Method,
      'worker-pool': either(SymbolKind.Object, SymbolKind.Class),
      variable: SymbolKind.Variable,
      branch: SymbolKind.Boolean,
      setting: SymbolKind.Property,
      payload: SymbolKind.Field,
    },
  };
}

/**
 * The symbols of a document whose segments are analyzed. Each segment is processed once, in slices, with other requests
 * answered in between. Returns undefined early if `isCurrent` returns false; what was found so far is kept.
 */
export async function symbolsOf(
  snapshot: Snapshot,
  display: SymbolDisplay,
  isCurrent: () => boolean,
): Promise<LspDocumentSymbol[] | SymbolInformation[] | undefined> {
  const { document, results } = snapshot.aggregate();
  const symbols = snapshot.derived.of(SYMBOLS);
  const places = document.places();
  const found: LspDocumentSymbol[] = [];
  const room = { left: MOST_SYMBOLS };
  let begin = performance.now();
  for (const [index, result] of results.entries()) {
    const segment = document.segments[index];
    if (!segment || result.kind === 'none') continue;
    if (room.left === 0) break;
    const known = symbols.get(result) ?? symbolsOfSegment(document, segment, display);
    symbols.set(result, known);
    found.push(...placed(known, places.lineOf(index), room));
    if (performance.now() - begin < SLICE_MS) continue;
    await yieldToEventLoop();
    if (!isCurrent()) return undefined;
    begin = performance.now();
  }
  return display.nested ? found : flat(found, snapshot.uri);
}

/** With lines relative to their segment. */
export const SYMBOLS: DerivedKind<SegmentResult, readonly LspDocumentSymbol[]> = { name: 'symbols' };

/** The symbols of a segment, with lines relative to the segment. */
function symbolsOfSegment(document: SegmentedDocument, segment: Segment, display: SymbolDisplay): LspDocumentSymbol[] {
  const isolated = isolate(document, [segment]);
  const { document: source, start } = isolated;
  const isPart = document.segments.length > 1;
  const model = { ...buildModel(source, parse(source.text, source.syntax)), isPart };
  const lines = segment.lines();
  const convertSpan = toSegment(isolated);
  const isHere = ({ span }: DocumentSymbol): boolean => span.end > start && span.start - start < segment.text.length;
  const convert = ({ name, detail, kind, span, selection, children }: DocumentSymbol): LspDocumentSymbol => ({
    name,
    ...(detail !== undefined && { detail }),
    kind: display.kinds[kind],
    // Anything outside the segment (a brace around all of them) is cut off.
    range: lines.rangeOf(convertSpan(span)),
    selectionRange: lines.rangeOf(convertSpan(selection)),
    children: children.filter(isHere).map(convert),
  });
  return documentSymbols(model).filter(isHere).map(convert);
}

/** The symbols moved down by a number of lines, as many as there is room for. */
function placed(symbols: readonly LspDocumentSymbol[], lines: number, room: { left: number }): LspDocumentSymbol[] {
  const out: LspDocumentSymbol[] = [];
  for (const symbol of symbols) {
    if (room.left === 0) break;
    room.left--;
    const [range, selectionRange] = [shiftRange(symbol.range, lines), shiftRange(symbol.selectionRange, lines)];
    out.push({ ...symbol, range, selectionRange, children: placed(symbol.children ?? [], lines, room) });
  }
  return out;
}

/** For clients without nested symbols: each symbol names its container. */
function flat(symbols: readonly LspDocumentSymbol[], uri: string, containerName?: string): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children }) => [
    { name, kind, location: { uri, range }, ...(containerName !== undefined && { containerName }) },
    ...flat(children ?? [], uri, name),
  ]);
}
