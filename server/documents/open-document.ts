import { type SourceDocument, type Syntax, syntaxOf } from '../core/base/document.js';
import type { Position, Range } from '../core/base/text.js';
import { editDocument, openDocument, type SegmentedDocument } from '../core/incremental/segmented-document.js';
import { fileNameOf, pathOf } from './file-name.js';

/** A document that is open in the editor. A change creates a new object with a new version. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  /** False for a document in an unsupported language, which is not checked. */
  readonly isReadable: boolean;
  readonly segments: SegmentedDocument;
}

/** A change of a document: of a range, or of the whole text. */
export interface ContentChange {
  readonly range?: Range;
  readonly text: string;
}

/** Keeps open documents in segments, so that the cost of a change depends on what it touches. */
export const OPEN_DOCUMENTS = {
  create(uri: string, languageId: string, version: number, text: string): OpenDocument {
    const syntax = syntaxFor(languageId, fileNameOf(uri));
    const segments = openDocument(sourceOf(uri, text, syntax));
    return { uri, version, isReadable: syntax !== undefined, segments };
  },
  update(document: OpenDocument, changes: readonly ContentChange[], version: number): OpenDocument {
    let { segments } = document;
    for (const change of changes) {
      if (change.range) {
        const [a, b] = [offsetAt(segments, change.range.start), offsetAt(segments, change.range.end)];
        segments = editDocument(segments, { start: Math.min(a, b), end: Math.max(a, b), newText: change.text });
      } else segments = openDocument({ ...segments.source, text: change.text }, segments.minLength);
    }
    return { ...document, version, segments };
  },
};

/** A text as the input of the core. Without a `syntax`, the file name tells it. */
export function sourceOf(uri: string, text: string, syntax?: Syntax): SourceDocument {
  const fileName = fileNameOf(uri);
  const folder = pathOf(uri).slice(0, -fileName.length);
  return { fileName, folder, syntax: syntax ?? syntaxOf(fileName) ?? 'yaml', text, selection: 'auto' };
}

/** The offset of a position in a document, clamped as LSP requires. */
export function offsetAt(document: SegmentedDocument, position: Position): number {
  const place = document.places().ofLine(position.line);
  if (!place) return document.head.lines().offsetAt(position);
  const { lines } = document.segments[place.index] ?? document.tail;
  return place.offset + lines().offsetAt({ line: position.line - place.line, character: position.character });
}

/** The editor's language comes first, because the user may have chosen it; then the file name. */
function syntaxFor(languageId: string, fileName: string): Syntax | undefined {
  if (languageId === 'yaml' || languageId === 'json' || languageId === 'jsonc') return languageId;
  return syntaxOf(fileName);
}
