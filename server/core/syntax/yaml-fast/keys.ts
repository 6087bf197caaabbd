import type { Entry, ScalarNode } from '../node.js';
import { unsure } from './cursor.js';

/** Mappings with up to this many entries are searched one by one. */
const FEW = 12;

/**
 * Checks a key that is about to follow `entries`. The services reject duplicate keys, comparing them as read: `1` equals `"1"`.
 * Gives up if the key is a duplicate, or if it could be a merge key or be read as a different text. Takes and returns the texts
 * of all keys, which are collected once there are more than a few.
 */
export function withKey(
  known: Set<string> | undefined,
  entries: readonly Entry[],
  key: ScalarNode,
): Set<string> | undefined {
  const { text } = key;
  if (key.style === 'plain') assertReadsAsWritten(key);
  if (entries.length < FEW) {
    for (let i = 0; i < entries.length; i++) if (textOf(entries[i]) === text) unsure();
    return undefined;
  }
  const all = known ?? new Set(entries.map(textOf));
  if (all.has(text)) unsure();
  return all.add(text);
}

function textOf(entry: Entry | undefined): string {
  return entry?.key.kind === 'scalar' ? entry.key.text : unsure();
}

const SAME = /^(?:0|[1-9]\d{0,14}|true|false|null)$/;

function assertReadsAsWritten({ type, text }: ScalarNode): void {
  if (type === 'string' ? text === '<<' : !SAME.test(text)) unsure();
}
