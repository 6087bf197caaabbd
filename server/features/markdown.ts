/**
 * Rich text for hovers and lists, said once and written as Markdown or plain. Text from afar (of the deployment, of the
 * file) is a plain string and is always escaped; only `own` is Markdown, for what this project's own schemas say.
 */
export type Inline =
  | string
  | { readonly kind: 'strong'; readonly text: string }
  /** An identifier or a value. */
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'image'; readonly alt: string; readonly uri: string }
  | { readonly kind: 'own'; readonly markdown: string };

export type Line = readonly Inline[];

/** Lines that stand together, or the items of a list. */
export interface Block {
  readonly kind: 'paragraph' | 'list';
  readonly lines: readonly Line[];
}

/** Markdown of this project's own. */
export function own(markdown: string): Inline {
  return { kind: 'own', markdown };
}

export function paragraph(...lines: readonly Line[]): Block {
  return { kind: 'paragraph', lines };
}

/** Writes Markdown (CommonMark, no HTML). */
export function toMarkdown(blocks: readonly Block[]): string {
  return written(blocks, inlineMarkdown, { lineEnd: '  \n', item: '- ' });
}

/** Writes plain text: pictures are left out, of links the address is shown. */
export function toPlainText(blocks: readonly Block[]): string {
  return written(blocks, inlinePlain, { lineEnd: '\n', item: '- ' });
}

function written(
  blocks: readonly Block[],
  inline: (part: Inline) => string,
  { lineEnd, item }: { lineEnd: string; item: string },
): string {
  const texts = blocks.map(({ kind, lines }) => {
    const texts = lines.map((line) => line.map(inline).join('').trim()).filter((text) => text !== '');
    return kind === 'list' ? texts.map((text) => item + text).join('\n') : texts.join(lineEnd);
  });
  return texts.filter((text) => text !== '').join('\n\n');
}

function inlineMarkdown(part: Inline): string {
  if (typeof part === 'string') return escapeMarkdown(part);
  switch (part.kind) {
    case 'strong':
      return `**${escapeMarkdown(part.text.trim())}**`;
    case 'code':
      return codeSpan(part.text);
    case 'link':
      return isWebAddress(part.url)
        ? `[${escapeMarkdown(part.text)}](${escapeAddress(part.url)})`
        : escapeMarkdown(part.text);
    case 'image':
      return `![${escapeMarkdown(part.alt)}](${escapeAddress(part.uri)})`;
    case 'own':
      return part.markdown;
  }
}

function inlinePlain(part: Inline): string {
  if (typeof part === 'string') return oneLine(part);
  switch (part.kind) {
    case 'strong':
    case 'code':
      return oneLine(part.text);
    case 'link':
      return isWebAddress(part.url) ? `${oneLine(part.text)}: ${part.url}` : oneLine(part.text);
    case 'image':
      return '';
    case 'own':
      return part.markdown.replaceAll('`', '');
  }
}

/**
 * A text as Markdown that shows it as it is, on one line: without links, pictures, HTML, emphasis, code, icons such as
 * `$(alert)`, emoji such as `:tada:`, and without addresses that a renderer would turn into links by itself.
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text).replace(/[&<>$@]|[\\`*_{}[\]()+!|~^:=.#]|(?<=^ ?)-|(?<=\/)\//g, (mark) =>
    // Where a backslash is not enough for every renderer, an entity is.
    /[&<>$@]/.test(mark) ? `&#${mark.charCodeAt(0)};` : `\\${mark}`,
  );
}

/** Without line breaks, control characters, and characters that turn the direction of what follows. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu, '\ufffd');
}

/** In a span of code nothing is read as Markdown; what could end it, or be an icon even there, is written as text. */
function codeSpan(text: string): string {
  const line = oneLine(text).trim();
  return line === '' || /[`$\\]/.test(line) ? escapeMarkdown(line) : `\`${line}\``;
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(url);
}

function escapeAddress(uri: string): string {
  return uri.replace(/[\s()<>\\[\]*_`|]/g, (mark) => `%${mark.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** At most that many characters of a text, with an ellipsis where some are left out. */
export function cut(text: string, most: number): string {
  const characters = [...text.trim()];
  return characters.length > most
    ? `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : characters.join('');
}
