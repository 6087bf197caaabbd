// Reads a zip archive, which is what a .vsix is.
import { inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/**
 * The names in the archive's central directory.
 * @param {Buffer} archive
 */
export const zipNames = (archive) => entries(archive).map(({ name }) => name);

/**
 * The content of a file of the archive.
 * @param {Buffer} archive
 * @param {string} name
 */
export function zipFile(archive, name) {
  const entry = entries(archive).find((one) => one.name === name);
  if (!entry) throw new Error(`${name} is not in the archive`);
  const { at, size, method } = entry;
  // Ahead of the content stand its name and further fields again.
  const start = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  const content = archive.subarray(start, start + size);
  return method === 0 ? content : inflateRawSync(content);
}

/** @param {Buffer} archive */
function entries(archive) {
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== END) end--;
  if (end < 0) throw new Error('this is no zip archive');
  const found = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new Error('the archive is damaged');
    const [name, extra, comment] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field));
    found.push({
      name: archive.toString('utf8', at + 46, at + 46 + name),
      method: archive.readUInt16LE(at + 10),
      size: archive.readUInt32LE(at + 20),
      at: archive.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return found;
}
