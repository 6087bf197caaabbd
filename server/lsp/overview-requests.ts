import type {
  Connection,
  DocumentLinkParams,
  InlayHintParams,
  SemanticTokens,
  SemanticTokensParams,
  SemanticTokensRangeParams,
} from 'vscode-languageserver';
import { answering, type Documents } from './answering.js';
import { guarded } from './guarded.js';
import { documentLinksOf, inlayHintsOf, semanticTokensOf } from './overviews.js';

/** What the answers depend on besides the documents. */
export interface OverviewContext {
  /** The deployment that may be asked, if there is one. */
  rootUrl(): string | undefined;
  /** Whether a document has inlay hints. */
  showsHints(uri: string): boolean;
  /** Milliseconds since 1970. */
  now(): number;
}

const NO_TOKENS: SemanticTokens = { data: [] };

/** Answers requests about all of a document, or all that is on the screen: links, inlay hints, semantic tokens. */
export function answerOverviews(
  connection: Connection,
  documents: Documents,
  { rootUrl, showsHints, now }: OverviewContext,
): void {
  const { log } = documents;
  const links = answering(documents, null, (snapshot, _params: DocumentLinkParams, isValid) =>
    documentLinksOf(snapshot, rootUrl(), isValid),
  );
  const hints = answering(documents, null, (snapshot, { range }: InlayHintParams) =>
    showsHints(snapshot.uri) ? inlayHintsOf(snapshot, range, now()) : undefined,
  );
  const tokens = answering(documents, NO_TOKENS, (snapshot, _params: SemanticTokensParams, isValid) =>
    semanticTokensOf(snapshot, isValid),
  );
  const tokensIn = answering(documents, NO_TOKENS, (snapshot, { range }: SemanticTokensRangeParams, isValid) =>
    semanticTokensOf(snapshot, isValid, range),
  );
  connection.onDocumentLinks(guarded(log, 'Links', null, links));
  connection.languages.inlayHint.on(guarded(log, 'Inlay hints', null, hints));
  connection.languages.semanticTokens.on(guarded(log, 'Semantic tokens', NO_TOKENS, tokens));
  connection.languages.semanticTokens.onRange(guarded(log, 'Semantic tokens', NO_TOKENS, tokensIn));
}
