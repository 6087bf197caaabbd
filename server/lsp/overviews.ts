import {
  type InlayHint,
  type DocumentLink as LspDocumentLink,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensLegend,
} from 'vscode-languageserver';
import type { Range } from '../core/base/text.js';
import { inSlices } from '../documents/in-slices.js';
import { offsetAt } from '../documents/open-document.js';
import { findInParts, type PlacedKind } from '../documents/parts.js';
import type { Snapshot } from '../documents/snapshots.js';
import { viewAt } from '../documents/view-at.js';
import { inlayHints } from '../features/inlay-hints/inlay-hints.js';
import { documentLinks, type LinkTarget } from '../features/links/links.js';
import { pageUrl } from '../features/links/pages.js';
import { TOKEN_TYPES, type TokenType } from '../features/semantic-tokens/expression-tokens.js';
import { semanticTokens } from '../features/semantic-tokens/semantic-tokens.js';
import { isForeign } from './answering.js';

export const LEGEND: SemanticTokensLegend = { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [] };

const TOKENS: PlacedKind<TokenType> = { name: 'semantic tokens' };
const LINKS: PlacedKind<LinkTarget> = { name: 'links' };

/** Nobody sees more at once. For tokens, an editor asks again for what it shows. */
const MOST = { tokens: 50_000, links: 5_000, hintedSegments: 50 };

/** The code in the templates of a document, or in some of its lines; undefined as soon as `isCurrent` returns false. */
export async function semanticTokensOf(
  snapshot: Snapshot,
  isCurrent: () => boolean,
  within?: Range,
): Promise<SemanticTokens | undefined> {
  if (isForeign(snapshot)) return undefined;
  const find = findInParts(
    snapshot,
    TOKENS,
    (model) => semanticTokens(model).map(({ span, type }) => ({ place: span, value: type })),
    MOST.tokens,
    within,
  );
  const found = await inSlices(find, isCurrent);
  if (!found) return undefined;
  const builder = new SemanticTokensBuilder();
  for (const { place, value } of found) {
    const { start, end } = place;
    builder.push(start.line, start.character, end.character - start.character, TOKEN_TYPES.indexOf(value), 0);
  }
  return builder.build();
}

/** The links of a document. Those to pages of a deployment only if one is selected. */
export async function documentLinksOf(
  snapshot: Snapshot,
  rootUrl: string | undefined,
  isCurrent: () => boolean,
): Promise<LspDocumentLink[] | undefined> {
  if (isForeign(snapshot)) return undefined;
  const find = findInParts(
    snapshot,
    LINKS,
    (model) => documentLinks(model).map(({ span, target }) => ({ place: span, value: target })),
    MOST.links,
  );
  const found = await inSlices(find, isCurrent);
  return found?.flatMap(({ place, value }) => {
    if ('page' in value && rootUrl === undefined) return [];
    const target = 'url' in value ? value.url : pageUrl(rootUrl ?? '', value.page);
    return [{ range: place, target, tooltip: value.tooltip }];
  });
}

/** The inlay hints in some lines of a document. `now`: milliseconds since 1970. */
export function inlayHintsOf(snapshot: Snapshot, range: Range, now: number): InlayHint[] | undefined {
  if (isForeign(snapshot)) return undefined;
  const { document } = snapshot.aggregate();
  const places = document.places();
  const first = Math.max(0, places.ofLine(range.start.line)?.index ?? 0);
  const last = Math.min(places.ofLine(range.end.line)?.index ?? 0, first + MOST.hintedSegments);
  const hints: InlayHint[] = [];
  for (let index = first; index <= last && index < document.segments.length; index++) {
    const { view, rangeOf } = viewAt(snapshot, { line: places.lineOf(index), character: 0 });
    const { model } = view;
    const within =
      document.segments.length === 1
        ? { start: offsetAt(document, range.start), end: offsetAt(document, range.end) }
        : { start: 0, end: model.tree.text.length };
    for (const { at, label, tooltip } of inlayHints(model, within, now)) {
      const { start: position } = rangeOf({ start: at, end: at });
      const isWithin = range.start.line <= position.line && position.line <= range.end.line;
      if (isWithin) hints.push({ position, label, tooltip, paddingLeft: true });
    }
  }
  return hints;
}
