import { type SemanticTokens, SemanticTokensBuilder, type SemanticTokensLegend } from 'vscode-languageserver';
import type { Range } from '../core/base/text.js';
import { inSlices } from '../documents/in-slices.js';
import { findInParts, type PlacedKind } from '../documents/parts.js';
import type { Snapshot } from '../documents/snapshots.js';
import { TOKEN_TYPES, type TokenType } from '../features/semantic-tokens/expression-tokens.js';
import { semanticTokens } from '../features/semantic-tokens/semantic-tokens.js';

export const LEGEND: SemanticTokensLegend = { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [] };

const TOKENS: PlacedKind<TokenType> = { name: 'semantic tokens' };

/** Nobody sees more at once, and an editor asks again for what it shows. */
const MOST_TOKENS = 50_000;

/** The tokens of a document, or of some of its lines; undefined as soon as `isCurrent` returns false. */
export async function semanticTokensOf(
  snapshot: Snapshot,
  isCurrent: () => boolean,
  within?: Range,
): Promise<SemanticTokens | undefined> {
  const steps = findInParts(
    snapshot,
    TOKENS,
    (model) => semanticTokens(model).map(({ span, type }) => ({ place: span, value: type })),
    MOST_TOKENS,
    within,
  );
  const found = await inSlices(steps, isCurrent);
  if (!found) return undefined;
  const builder = new SemanticTokensBuilder();
  for (const { place, value } of found) {
    const { start, end } = place;
    builder.push(start.line, start.character, end.character - start.character, TOKEN_TYPES.indexOf(value), 0);
  }
  return builder.build();
}
