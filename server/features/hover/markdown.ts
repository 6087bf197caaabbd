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
  return written(blocks, lineMarkdown, { lineEnd: '  \n', item: '- ' });
}

/** Writes plain text: pictures are left out, of links the address is shown. */
export function toPlainText(blocks: readonly Block[]): string {
  return written(blocks, (line) => line.map(inlinePlain).join(''), { lineEnd: '\n', item: '- ' });
}

function written(
  blocks: readonly Block[],
  writtenLine: (line: Line) => string,
  { lineEnd, item }: { lineEnd: string; item: string },
): string {
  const texts = blocks.map(({ kind, lines }) => {
    const texts = lines.map((line) => writtenLine(line).trim()).filter((text) => text !== '');
    return kind === 'list' ? texts.map((text) => item + text).join('\n') : texts.join(lineEnd);
  });
  return texts.filter((text) => text !== '').join('\n\n');
}

function lineMarkdown(line: Line): string {
  const parts: Inline[] = [];
  for (const part of line.map(simplified)) {
    const last = parts.at(-1);
    // As one: what two texts mean may only show where they meet.
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else if (part !== '') parts.push(part);
  }
  return parts
    .map((part, i) => {
      if (typeof part !== 'string') return inlineMarkdown(part);
      const text = i === 0 ? escapeMarkdown(part) : escapeInline(part);
      // A link behind an exclamation mark would be a picture.
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
 * A text as a line of Markdown that shows it as it is: without links, pictures, HTML, emphasis, code, headings, lists, icons
 * such as `$(alert)`, emoji such as `:tada:`, and without addresses that a renderer would turn into links by itself. Only
 * what would mean something at its place is escaped, so that the source is readable too: not every editor renders it.
 */
export function escapeMarkdown(text: string): string {
  return escapeInline(text).replace(LINE_START, '$1\\$2');
}

/** What makes a line a heading, a list, a quotation, a rule or part of a table. */
const LINE_START = /^( ?\d{0,9}(?=[.)])|(?= ?[-+#>=|]| ?:-) ?)(.)/;

/** The same where other text stands before it on the line. */
function escapeInline(text: string): string {
  return oneLine(text)
    .replace(BY_ENTITY, (mark) => `&#${mark.charCodeAt(0)};`)
    .replace(BY_BACKSLASH, '\\$&');
}

/**
 * Where a backslash is not enough for every renderer: an entity, a tag, an icon, an address of mail. A `<` at the end may be
 * followed by anything.
 */
const BY_ENTITY = /&(?=#?\w+;)|<(?=\S|$)|\$(?=\()|(?<=\S)@(?=\S)/g;

/**
 * Emphasis, code, links and pictures; a backslash that would escape what follows; an underscore that is not inside a word;
 * the first colon of an emoji; the dot of a host name and the slashes of an address.
 */
const BY_BACKSLASH =
  /[*`~[\]]|\\(?=[!-/:-@[-`{-~]|$)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<!\w):(?=[\w+-]+:)|(?<=\S)\.(?=\p{L})|(?<=www)\.|(?<=\/)\//giu;

/** Without line breaks, control characters, and characters that turn the direction of what follows. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu, '\ufffd');
}

/** In a span of code nothing is read as Markdown. What could end it, or be an icon even there, is written as text. */
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
