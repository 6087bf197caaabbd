import { isUtf8 } from 'node:buffer';

/**
 * A file name as text. File names are bytes, usually UTF-8. Each byte that is not valid UTF-8 becomes a lone surrogate,
 * U+DC00 plus the byte, as in Python's `surrogateescape`. So every name has a unique text, and `bytesOf` converts it back.
 */
export function nameOf(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find((size) => at + size <= bytes.length && isUtf8(bytes.subarray(at, at + size)));
    text += length ? bytes.toString('utf8', at, at + length) : String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
    at += length ?? 1;
  }
  return text;
}

/** The bytes of a name that `nameOf` returned. */
export function bytesOf(name: string): Buffer {
  const parts = name.split(/([\udc80-\udcff])/u);
  return Buffer.concat(
    parts.map((part, index) => (index % 2 === 1 ? Buffer.of(part.charCodeAt(0) - 0xdc00) : Buffer.from(part))),
  );
}

/** Whether the name can be passed to Node as a string, because its bytes are UTF-8. */
export function isPlainName(name: string): boolean {
  return !/[\udc80-\udcff]/u.test(name);
}

/** The name for printing, with U+FFFD for bytes that are not UTF-8. */
export function printable(name: string): string {
  return name.replace(/\p{Cs}/gu, '\uFFFD');
}
