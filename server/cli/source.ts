import { isUtf8 } from 'node:buffer';

/** A file's bytes, and the text that an editor would show. */
export interface Source {
  /** Without the byte order mark, as in an editor, so that offsets count from the first real character. */
  readonly text: string;
  readonly bom: boolean;
  readonly bytes: Buffer;
  /** What is wrong with the encoding. The text can be checked, but not written back. */
  readonly flaw: string | undefined;
}

const BOM = '\uFEFF';

/** Decodes `bytes`. Never throws: invalid bytes become U+FFFD, as in an editor. */
export function decode(bytes: Buffer): Source {
  const utf16 = utf16Of(bytes);
  if (utf16)
    return {
      text: new TextDecoder(utf16).decode(bytes),
      bom: true,
      bytes,
      flaw: 'it is UTF-16, but Taskcluster reads UTF-8',
    };
  const text = bytes.toString('utf8');
  const bom = text.startsWith(BOM);
  return { text: bom ? text.slice(1) : text, bom, bytes, flaw: isUtf8(bytes) ? undefined : 'it is not valid UTF-8' };
}

/** The file's text, or a replacement, with the file's byte order mark, as a diff must show it. */
export function withMark(source: Source, text: string): string {
  return source.bom ? BOM + text : text;
}

function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}
