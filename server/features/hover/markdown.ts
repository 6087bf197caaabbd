/**
 * Rich text for hovers and lists, which can be written as Markdown or as plain text. Foreign text (from the deployment or the
 * file) is a plain string and is always escaped. Only `own` contains Markdown, from this project's own schemas.
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

/** The lines of a paragraph or of a piece of a file, or the items of a list. */
export interface Block {
  readonly kind: 'paragraph' | 'list' | 'source';
  readonly lines: readonly Line[];
}

/** Markdown from this project. */
export function own(markdown: string): Inline {
  return { kind: 'own', markdown };
}

export function paragraph(...lines: readonly Line[]): Block {
  return { kind: 'paragraph', lines };
}

/** A piece of a file, as it is written there. */
export function source(text: string): Block {
  return { kind: 'source', lines: text.split(/\r\n?|\n/).map((line) => [line]) };
}

/** Writes Markdown (CommonMark, no HTML). */
export function toMarkdown(blocks: readonly Block[]): string {
  return written(blocks, lineMarkdown, { lineEnd: '  \n', item: '- ', fence: fenced });
}

/** Writes plain text: without images, and with the addresses of links. */
export function toPlainText(blocks: readonly Block[]): string {
  return written(blocks, (line) => line.map(inlinePlain).join(''), {
    lineEnd: '\n',
    item: '- ',
    fence: (lines) => lines.join('\n'),
  });
}

function written(
  blocks: readonly Block[],
  writtenLine: (line: Line) => string,
  { lineEnd, item, fence }: { lineEnd: string; item: string; fence: (lines: readonly string[]) => string },
): string {
  const texts = blocks.map(({ kind, lines }) => {
    if (kind === 'source') return fence(lines.map((line) => line.map(sourceText).join('')));
    const texts = lines.map((line) => writtenLine(line).trim()).filter((text) => text !== '');
    return kind === 'list' ? texts.map((text) => item + text).join('\n') : texts.join(lineEnd);
  });
  return texts.filter((text) => text !== '').join('\n\n');
}

/** A code block, with a fence that no line of it can be. */
function fenced(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}yaml`, ...lines, fence].join('\n');
}

/** A line of a file, with its indentation. */
function sourceText(part: Inline): string {
  return typeof part === 'string' ? visible(part.replace(/[\s\p{Cc}]/gu, ' ')).trimEnd() : '';
}

function lineMarkdown(line: Line): string {
  const parts: Inline[] = [];
  for (const part of line.map(simplified)) {
    const last = parts.at(-1);
    // Joined, because Markdown syntax may only arise where two texts meet.
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else if (part !== '') parts.push(part);
  }
  return parts
    .map((part, i) => {
      if (typeof part !== 'string') return inlineMarkdown(part);
      const text = i === 0 ? escapeMarkdown(part) : escapeInline(part);
      // A link after an exclamation mark would be an image.
      return i < parts.length - 1 ? text.replace(/!$/, '\\!') : text;
    })
    .join('');
}

/** A part as plain text, if it is shown as such. */
function simplified(part: Inline): Inline {
  if (typeof part === 'string') return part;
  const isPlain =
    (part.kind === 'strong' && part.text.trim() === '') ||
    (part.kind === 'code' && !isCode(part.text)) ||
    (part.kind === 'link' && !isWebAddress(part.url));
  return isPlain ? oneLine(part.text) : part;
}

function inlineMarkdown(part: Inline): string {
  if (typeof part === 'string') return escapeInline(part);
  switch (part.kind) {
    case 'strong':
      return `**${escapeInline(part.text.trim())}**`;
    case 'code':
      return `\`${oneLine(part.text).trim()}\``;
    case 'link':
      return `[${escapeInline(part.text)}](${escapeAddress(part.url)})`;
    case 'image':
      return `![${escapeInline(part.alt)}](${escapeAddress(part.uri)})`;
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
 * A line of Markdown that shows a text unchanged: without links, images, HTML, emphasis, code, headings, lists, icons
 * such as `$(alert)`, emoji such as `:tada:`, and without addresses that a renderer would turn into links. Only characters
 * with a meaning at their place are escaped, so that the source stays readable, because not every editor renders it.
 */
export function escapeMarkdown(text: string): string {
  return escapeInline(text).replace(LINE_START, '$1\\$2');
}

/** What turns a line into a heading, a list, a quotation, a rule or part of a table. */
const LINE_START = /^( ?\d{0,9}(?=[.)])|(?= ?[-+#>=|]| ?:-) ?)(.)/;

/** The same if other text precedes it on the line. */
function escapeInline(text: string): string {
  return oneLine(text)
    .replace(BY_ENTITY, (mark) => `&#${mark.charCodeAt(0)};`)
    .replace(BY_BACKSLASH, '\\$&');
}

/**
 * Where a backslash is not enough for every renderer: an entity, a tag, an icon, an email address. A `<` at the end may be
 * followed by anything.
 */
const BY_ENTITY = /&(?=#?\w+;)|<(?=\S|$)|\$(?=\()|(?<=\S)@(?=\S)/g;

/**
 * Emphasis, code, links and images; a backslash that would escape what follows; an underscore that is not inside a word;
 * the first colon of an emoji; the dot of a host name and the slashes of an address.
 */
const BY_BACKSLASH =
  /[*`~[\]]|\\(?=[!-/:-@[-`{-~]|$)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<!\w):(?=[\w+-]+:)|(?<=\S)\.(?=\p{L})|(?<=www)\.|(?<=\/)\//giu;

/** Without line breaks, control characters, and characters that change text direction. */
function oneLine(text: string): string {
  return visible(text.replace(/[\s\p{Cc}]+/gu, ' '));
}

function visible(text: string): string {
  return text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu, '\ufffd');
}

/** In a code span nothing is read as Markdown. A text that could end it, or be an icon even there, is written as text. */
function isCode(text: string): boolean {
  const line = oneLine(text).trim();
  return line !== '' && !/`|\$\(|\\$/.test(line);
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(url);
}

function escapeAddress(uri: string): string {
  return uri.replace(/[\s()<>\\[\]*_`|]/g, (mark) => `%${mark.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** A text cut to a number of characters, with an ellipsis if it was longer. */
export function cut(text: string, most: number): string {
  const characters = [...text.trim()];
  return characters.length > most
    ? `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : characters.join('');
}
