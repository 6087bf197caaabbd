import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  type CompletionParams,
  type InitializeParams,
  type CodeLens as LspCodeLens,
  type Hover as LspHover,
  type MarkupContent,
  MarkupKind,
} from 'vscode-languageserver';
import type { Range, Span } from '../core/base/text.js';
import type { CodeLens } from '../features/code-lens.js';
import type { Completions } from '../features/completion/completion.js';
import type { CompletionEntry } from '../features/completion/entry.js';
import type { Hover } from '../features/hover/hover.js';
import { type Block, toMarkdown, toPlainText } from '../features/hover/markdown.js';

/** How the editor takes what is shown in hovers and beside completions. */
export interface Display {
  readonly markdownHover: boolean;
  readonly markdownCompletion: boolean;
  /** Completions can be marked as deprecated. */
  readonly completionTags: boolean;
  /** Completions can have words beside them in the list, not only where one is selected. */
  readonly labelDetails: boolean;
}

/** Reads how the editor shows things. Who says nothing of Markdown gets plain text. */
export function readDisplay({ capabilities }: InitializeParams): Display {
  const { hover, completion } = capabilities?.textDocument ?? {};
  const item = completion?.completionItem;
  const takes = (formats: readonly string[] | undefined): boolean => formats?.includes(MarkupKind.Markdown) === true;
  return {
    markdownHover: takes(hover?.contentFormat),
    markdownCompletion: takes(item?.documentationFormat),
    completionTags: item?.tagSupport?.valueSet.includes(CompletionItemTag.Deprecated) === true,
    labelDetails: item?.labelDetailsSupport === true,
  };
}

/** What begins a completion besides letters: a space behind a colon, quotes, and the slash in the id of a pool. */
export const TRIGGER_CHARACTERS: readonly string[] = [' ', '"', "'", '/'];

/** The command of a lens: it opens the page of a pool. Its argument is the workerPoolId. The client provides it. */
export const OPEN_POOL_COMMAND = 'taskcluster.openPool';

/** `rangeOf`: where in the document a span of the view lies. */
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
};

/** A space asks for values only: it is typed far more often than keys are wanted. */
export function toCompletionList(
  { entries, isIncomplete }: Completions,
  context: CompletionParams['context'],
  display: Display,
  rangeOf: (span: Span) => Range,
): CompletionList {
  const wanted = context?.triggerCharacter === ' ' ? entries.filter(({ kind }) => kind !== 'key') : entries;
  return { isIncomplete, items: wanted.map((entry, i) => toItem(entry, i, display, rangeOf)) };
}

function toItem(
  entry: CompletionEntry,
  index: number,
  display: Display,
  rangeOf: (span: Span) => Range,
): CompletionItem {
  const { label, kind, detail, documentation, edit, filterText, deprecated } = entry;
  return {
    label,
    kind: KINDS[kind],
    // Editors sort by the label otherwise.
    sortText: String(index).padStart(4, '0'),
    filterText,
    textEdit: { range: rangeOf(edit.span), newText: edit.newText },
    // Which pool has room is seen by comparing them.
    ...(detail !== undefined &&
      (kind === 'pool' && display.labelDetails ? { labelDetails: { description: detail } } : { detail })),
    ...(documentation && { documentation: markup(documentation, display) }),
    ...(deprecated && display.completionTags && { tags: [CompletionItemTag.Deprecated] }),
  };
}

function markup(blocks: readonly Block[], { markdownCompletion }: Display): MarkupContent {
  return markdownCompletion
    ? { kind: MarkupKind.Markdown, value: toMarkdown(blocks) }
    : { kind: MarkupKind.PlainText, value: toPlainText(blocks) };
}

/** A lens over several pools, or over one that does not exist, says something and opens nothing. */
export function toCodeLenses(
  lenses: readonly CodeLens<'document'>[],
  rangeOf: (span: Span<'document'>) => Range,
): LspCodeLens[] {
  return lenses.map(({ span, title, poolId }) => ({
    range: rangeOf(span),
    command: poolId === undefined ? { title, command: '' } : { title, command: OPEN_POOL_COMMAND, arguments: [poolId] },
  }));
}
