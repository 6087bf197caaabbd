import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  type CompletionParams,
  type InitializeParams,
  InsertTextFormat,
  InsertTextMode,
  type CodeLens as LspCodeLens,
  type Hover as LspHover,
  type MarkupContent,
  MarkupKind,
  type SignatureHelp,
} from 'vscode-languageserver';
import type { Range, Span } from '../core/base/text.js';
import type { CodeLens } from '../features/code-lens.js';
import type { CompletionEntry, Completions } from '../features/completion/entry.js';
import type { Hover } from '../features/hover/hover.js';
import { type Block, toMarkdown, toPlainText } from '../features/hover/markdown.js';
import type { Signature } from '../features/signature-help.js';
import { SHOW_POOL_COMMAND } from './protocol.js';

/** How the editor displays hovers and completions. */
export interface Display {
  readonly markdownHover: boolean;
  readonly markdownCompletion: boolean;
  readonly markdownSignature: boolean;
  /** Completions can be marked as deprecated. */
  readonly completionTags: boolean;
  /** Completions can have places to fill in. */
  readonly snippets: boolean;
  /** Completions can show a description for every item in the list, not only for the selected one. */
  readonly labelDetails: boolean;
}

/** Reads how the editor displays things. An editor that does not mention Markdown gets plain text. */
export function readDisplay({ capabilities }: InitializeParams): Display {
  const { hover, completion, signatureHelp } = capabilities?.textDocument ?? {};
  const item = completion?.completionItem;
  const takes = (formats: readonly string[] | undefined): boolean => formats?.includes(MarkupKind.Markdown) === true;
  return {
    markdownHover: takes(hover?.contentFormat),
    markdownCompletion: takes(item?.documentationFormat),
    markdownSignature: takes(signatureHelp?.signatureInformation?.documentationFormat),
    completionTags: item?.tagSupport?.valueSet.includes(CompletionItemTag.Deprecated) === true,
    snippets: item?.snippetSupport === true,
    labelDetails: item?.labelDetailsSupport === true,
  };
}

/**
 * What triggers completion besides letters: a space after a colon, quotes, the slash in a pool id, the colon in a scope; and in
 * templates the dollar sign of an operator, the brace of `${` and the dot before a property.
 */
export const TRIGGER_CHARACTERS: readonly string[] = [' ', '"', "'", '/', ':', '$', '{', '.'];

/** `rangeOf`: the range in the document of a span in the view. */
export function toHover(
  hover: Hover | undefined,
  { markdownHover }: Display,
  rangeOf: (span: Span) => Range,
): LspHover | null {
  if (!hover) return null;
  const contents: MarkupContent = markdownHover
    ? { kind: MarkupKind.Markdown, value: hover.markdown }
    : { kind: MarkupKind.PlainText, value: hover.plainText };
  return { contents, range: rangeOf(hover.span) };
}

const KINDS: Readonly<Record<CompletionEntry['kind'], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  pool: CompletionItemKind.Reference,
  variable: CompletionItemKind.Variable,
  function: CompletionItemKind.Function,
  property: CompletionItemKind.Field,
  operator: CompletionItemKind.Keyword,
  snippet: CompletionItemKind.Snippet,
};

const NOT_AFTER_SPACE: readonly CompletionEntry['kind'][] = ['key', 'operator', 'snippet'];

/**
 * A space only triggers values, because it is typed far more often than a key is wanted. A colon only triggers what it is part of,
 * not the value after a key.
 */
export function toCompletionList(
  { entries, isIncomplete }: Completions,
  context: CompletionParams['context'],
  display: Display,
  rangeOf: (span: Span) => Range,
): CompletionList {
  const isWanted = ({ kind, edit }: CompletionEntry): boolean => {
    if (context?.triggerCharacter === ':') return edit.span.end > edit.span.start;
    return context?.triggerCharacter !== ' ' || !NOT_AFTER_SPACE.includes(kind);
  };
  const wanted = entries.filter(isWanted);
  return { isIncomplete, items: wanted.map((entry, i) => toItem(entry, i, display, rangeOf)) };
}

function toItem(
  entry: CompletionEntry,
  index: number,
  display: Display,
  rangeOf: (span: Span) => Range,
): CompletionItem {
  const { label, kind, detail, documentation, edit, filterText, deprecated, snippet } = entry;
  const isSnippet = snippet !== undefined && display.snippets;
  return {
    label,
    kind: KINDS[kind],
    // Otherwise editors sort by the label.
    sortText: String(index).padStart(4, '0'),
    filterText,
    textEdit: { range: rangeOf(edit.span), newText: isSnippet ? snippet : edit.newText },
    // Indented as it has to be.
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet, insertTextMode: InsertTextMode.asIs }),
    // Lets the user compare the pools' capacities.
    ...(detail !== undefined &&
      (kind === 'pool' && display.labelDetails ? { labelDetails: { description: detail } } : { detail })),
    ...(documentation && { documentation: markup(documentation, display.markdownCompletion) }),
    ...(deprecated && display.completionTags && { tags: [CompletionItemTag.Deprecated] }),
  };
}

function markup(blocks: readonly Block[], asMarkdown: boolean): MarkupContent {
  return asMarkdown
    ? { kind: MarkupKind.Markdown, value: toMarkdown(blocks) }
    : { kind: MarkupKind.PlainText, value: toPlainText(blocks) };
}

/** Nothing is marked where the function has no such parameter. */
export function toSignatureHelp(
  signature: Signature | undefined,
  { markdownSignature }: Display,
): SignatureHelp | null {
  if (!signature) return null;
  const { label, documentation, parameters, active } = signature;
  const signatures = [
    {
      label,
      documentation: markup(documentation, markdownSignature),
      parameters: parameters.map(({ start, end }) => ({ label: label.slice(start, end) })),
    },
  ];
  return { signatures, activeSignature: 0, activeParameter: active ?? parameters.length };
}

/** A lens for several pools, or for one that does not exist, shows a text without a command. */
export function toCodeLenses(
  lenses: readonly CodeLens<'document'>[],
  rangeOf: (span: Span<'document'>) => Range,
): LspCodeLens[] {
  return lenses.map(({ span, title, poolId }) => ({
    range: rangeOf(span),
    command: poolId === undefined ? { title, command: '' } : { title, command: SHOW_POOL_COMMAND, arguments: [poolId] },
  }));
}
