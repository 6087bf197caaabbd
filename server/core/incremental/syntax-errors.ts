import type { DocumentKind } from '../base/document.js';
import type { Finding } from '../base/finding.js';
import { lineOf } from '../base/text.js';
import { buildModel } from '../model/build.js';
import { runRules } from '../rules/run.js';
import { parse } from '../syntax/parse.js';
import { bothEnds } from './convert-offsets.js';
import { type IsolatedDocument, isolate } from './isolate.js';
import type { ResultCache } from './result-cache.js';
import { moveFinding, type SegmentResult } from './segment-result.js';
import { type SegmentedDocument, tailOffset, textOf } from './segmented-document.js';

/** The first place where the segments may not form a readable text. Everything before it does. */
export interface PossibleError {
  readonly index: number;
  readonly why: 'unreadable' | 'comma' | 'duplicate';
  /** For a duplicate key, the segment with its first occurrence. */
  readonly before?: number;
}

/**
 * The first possible error in a document after the segment `after`. `from`, `to`: only the segments between these are new, and
 * there was no possible error before.
 */
export function firstPossibleError(
  { layout, segments }: SegmentedDocument,
  results: readonly SegmentResult[],
  from = 0,
  to = results.length,
  after = -1,
): PossibleError | undefined {
  if (layout.kind === 'yaml-map') return firstPossibleErrorOfMap(results, after);
  const last = results.length - 1;
  const possibleErrorAt = (index: number): PossibleError | undefined => {
    if (index <= after) return undefined;
    if (results[index]?.parseError) return { index, why: 'unreadable' };
    return layout.kind === 'json' && segments[index]?.comma === (index === last) ? { index, why: 'comma' } : undefined;
  };
  // The previous segment may have been the last one before, and the last one may not.
  for (let index = Math.max(0, from - 1); index < to; index++) {
    const possible = possibleErrorAt(index);
    if (possible) return possible;
  }
  return possibleErrorAt(last);
}

function firstPossibleErrorOfMap(results: readonly SegmentResult[], after: number): PossibleError | undefined {
  const seen = new Map<string, number>();
  for (const [index, { parseError, keys }] of results.entries()) {
    if (parseError && index > after) return { index, why: 'unreadable' };
    for (const key of keys) {
      const before = seen.get(key);
      if (before !== undefined && index > after) return { index, why: 'duplicate', before };
      seen.set(key, index);
    }
  }
  return undefined;
}

/** A part of the document with the same mistake as the whole, and how its offsets map to it. */
interface Window {
  readonly isolated: IsolatedDocument;
  readonly toDocument: (offset: number) => number;
}

/** A text in another template language seems to have many mistakes, none of which is real. */
const MOST_POSSIBLE_ERRORS = 20;

/**
 * Why a document cannot be read: the first mistake worth reporting, if there is one. `joined` if nothing can be said because
 * segments depend on each other.
 */
export function syntaxErrors(
  document: SegmentedDocument,
  results: readonly SegmentResult[],
  first: PossibleError | undefined,
  kind: DocumentKind,
  cache: ResultCache,
): Finding<'document'>[] | 'joined' {
  let possible = first;
  for (let i = 0; possible && i < MOST_POSSIBLE_ERRORS; i++) {
    const mistake = mistakeAt(document, results, possible);
    if (mistake === 'joined') return mistake;
    const findings = kind === 'none' ? [] : syntaxFindings(document, mistake, kind, cache);
    if (findings.length > 0 || kind === 'none') return findings;
    possible = firstPossibleError(document, results, 0, results.length, possible.index);
  }
  return [];
}

/** What is wrong there; `joined` if nothing is wrong or nothing can be said, because segments depend on each other. */
function mistakeAt(
  document: SegmentedDocument,
  results: readonly SegmentResult[],
  possible: PossibleError,
): Window | 'joined' {
  const { index, why, before } = possible;
  const { segments, layout } = document;
  if (why === 'duplicate') return windowOf(document, [before ?? 0, index]);
  if (why === 'comma')
    return index === segments.length - 1 ? windowOf(document, [index], true) : windowOf(document, [index, index + 1]);
  if (layout.kind === 'json') return jsonMistake(document, results, index);
  const parseError = results[index]?.parseError;
  if (parseError?.dependsOn === 'anchor' && segments.slice(0, index).some(({ text }) => text.includes('&')))
    return 'joined';
  return parseError?.dependsOn === 'end' ? openMistake(document, index) : windowOf(document, [index]);
}

/**
 * Something open at the end of a segment may be closed in a later one, because a quoted text may continue in the first column.
 * So segments are read together until there is a mistake, or until there is none.
 */
function openMistake(document: SegmentedDocument, index: number): Window | 'joined' {
  const count = document.segments.length;
  for (let size = 2; ; size *= 2) {
    const end = Math.min(count, index + size);
    const window = windowOf(
      document,
      Array.from({ length: end - index }, (_, i) => index + i),
    );
    const [parseError] = parse(window.isolated.document.text, window.isolated.document.syntax).errors;
    if (!parseError) return 'joined';
    if (parseError.dependsOn !== 'end' || end === count) return window;
  }
}

/**
 * JSON strings end with their line, so only brackets can extend from one segment into another. One segment with unbalanced
 * brackets certainly makes the text unreadable; several might compensate for one another.
 */
function jsonMistake(document: SegmentedDocument, results: readonly SegmentResult[], index: number): Window | 'joined' {
  const others = results.some((result, i) => i > index && result.parseError);
  if (others && opensMore(document.segments[index]?.text ?? '') && isJson(textOf(document))) return 'joined';
  return windowOf(document, [index]);
}

function opensMore(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/"(?:[^"\\\r\n]|\\.)*"?|[{}[\]]/g)) {
    if (bracket === '{' || bracket === '[') depth++;
    else if ((bracket === '}' || bracket === ']') && --depth < 0) return false;
  }
  return depth > 0;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The document with only these segments. */
function windowOf(document: SegmentedDocument, indices: readonly number[], keepComma = false): Window {
  const segments = indices.flatMap((index) => document.segments[index] ?? []);
  const isolated = isolate(document, segments, keepComma);
  const last = tailOffset(document);
  const toDocument = (offset: number): number => {
    if (offset < isolated.start) return offset;
    let begin = isolated.start;
    for (const [i, segment] of segments.entries()) {
      const isLast = i === segments.length - 1;
      if (offset < begin + segment.text.length || (isLast && offset <= isolated.end))
        return document.places().offsetOf(indices[i] ?? 0) + offset - begin;
      begin += segment.text.length;
    }
    return last + offset - isolated.end;
  };
  return { isolated, toDocument };
}

function syntaxFindings(
  document: SegmentedDocument,
  { isolated, toDocument }: Window,
  kind: DocumentKind,
  { config }: ResultCache,
): Finding<'document'>[] {
  const model = buildModel(isolated.document, parse(isolated.document.text, isolated.document.syntax));
  const lineAt = (offset: number): number => lineOf(textOf(document), toDocument(offset));
  return runRules({ ...model, kind }, config, { lineAt })
    .filter(({ rule }) => rule === 'syntax')
    .slice(0, 1)
    .map((finding) => moveFinding(finding, bothEnds(toDocument)));
}
