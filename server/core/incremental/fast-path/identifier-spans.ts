import type { Span } from '../../base/text.js';
import type { Entry, MapNode, Node, ScalarNode } from '../../syntax/node.js';
import type { ValueDocument, ValuePath } from './read-value.js';

/**
 * A few entries of a mapping of a segment, in offsets of the segment, with nothing of what they were found in. Of JSON, which
 * is read without a tree, only the way to the mapping: its entries are looked for when somebody asks.
 */
export type IdentifierSpans = MapNode | { readonly path: ValuePath };

/** Keys of a mapping, and how the ends of strings look in JSON that may be one of them. */
export interface Names {
  readonly keys: readonly string[];
  readonly inJson: RegExp;
}

/** The names of keys: letters and digits only. */
export function namesOf(...keys: readonly string[]): Names {
  return { keys, inJson: new RegExp(`(?:${keys.join('|')})"`, 'g') };
}

/**
 * Cuts entries out of a segment that was read: those with these keys of the mapping that the object at `path` was made
 * from. Undefined where they cannot be told apart.
 */
export function findIdentifierSpans(
  { tree, start }: ValueDocument,
  path: ValuePath,
  { keys, inJson }: Names,
  segment: string,
): IdentifierSpans | undefined {
  const root = tree?.roots[0];
  if (root) return entriesOf(nodeAt(root, path), keys, segment, start);
  // Each is there, so if there are no more than that, none is there twice, nor is another one meant.
  return segment.match(inJson)?.length === keys.length ? { path } : undefined;
}

/** The mapping with the entries that were cut out of this segment; undefined where they are not found that easily. */
export function readIdentifiers(spans: IdentifierSpans, { keys }: Names, segment: string): MapNode | undefined {
  return 'path' in spans ? skeletonAt(segment, spans.path, keys) : spans;
}

function nodeAt(root: Node, path: ValuePath): MapNode | undefined {
  let node: Node | undefined = root;
  for (const step of path) {
    if (node?.kind === 'seq') node = typeof step === 'number' ? node.items[step] : undefined;
    else if (node?.kind === 'map')
      node = node.entries.find(({ key }) => key.kind === 'scalar' && key.text === step)?.value;
    else return undefined;
  }
  return node?.kind === 'map' ? node : undefined;
}

/** Those entries of a mapping, with their texts cut out of the segment. */
function entriesOf(
  map: MapNode | undefined,
  keys: readonly string[],
  text: string,
  origin: number,
): MapNode | undefined {
  if (!map) return undefined;
  const move = (node: Span): Span => ({ start: node.start - origin, end: node.end - origin });
  const cut = (node: Node): ScalarNode | undefined => {
    if (node.kind !== 'scalar') return undefined;
    const { start, end } = move(node);
    const quote = node.style === 'plain' ? 0 : 1;
    const content = text.slice(start + quote, end - quote);
    return content === node.text
      ? { kind: 'scalar', style: node.style, type: node.type, text: content, start, end }
      : undefined;
  };
  const entries: Entry[] = [];
  for (const entry of map.entries) {
    if (entry.key.kind !== 'scalar' || !keys.includes(entry.key.text)) continue;
    const [key, value] = [cut(entry.key), cut(entry.value)];
    if (!key || !value) return undefined;
    entries.push({ key, value, unusual: entry.unusual, ...move(entry) });
  }
  return { kind: 'map', flow: map.flow, entries, ...move(map) };
}

/** The mapping at a path, with only those of its entries that are asked for: each must be the only one of its name in the text. */
function skeletonAt(text: string, path: ValuePath, keys: readonly string[]): MapNode | undefined {
  let start = 0;
  for (const step of path) {
    // Of a list only its first item is found without reading all of it.
    const at = typeof step === 'string' ? valueAt(text, onlyKey(text, step)) : step === 0 ? start : undefined;
    if (at === undefined) return undefined;
    start = at;
  }
  const opening = /[\s[]*\{/y;
  opening.lastIndex = start;
  if (!opening.test(text)) return undefined;
  start = opening.lastIndex - 1;
  const entries: Entry[] = [];
  for (const name of keys) {
    const at = onlyKey(text, name);
    if (at === 'none') continue;
    const entry = typeof at === 'number' ? simpleEntry(text, at, name) : undefined;
    if (!entry) return undefined;
    entries.push(entry);
  }
  entries.sort((a, b) => a.start - b.start);
  return { kind: 'map', flow: true, entries, start, end: entries.at(-1)?.end ?? start + 1 };
}

/** Where the only key of that name stands; undefined if there are several. */
function onlyKey(text: string, name: string): number | 'none' | undefined {
  // Without the quote in front: there are so many of them that the search would stop at each.
  const word = JSON.stringify(name).slice(1);
  let found: number | 'none' = 'none';
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const quote = at - 1;
    if (text[quote] !== '"' || valueAt(text, quote) === undefined) continue;
    if (found !== 'none') return undefined;
    found = quote;
  }
  return found;
}

/** Where the value of the key at an offset begins; undefined if it is no key. */
function valueAt(text: string, key: number | 'none' | undefined): number | undefined {
  if (typeof key !== 'number') return undefined;
  const colon = /"[^"\\]*"\s*:\s*/y;
  colon.lastIndex = key;
  return colon.test(text) ? colon.lastIndex : undefined;
}

/** `"key": "text"`, where neither has an escape. */
function simpleEntry(text: string, at: number, name: string): Entry | undefined {
  const string = /"([^"\\\r\n]*)"/y;
  string.lastIndex = valueAt(text, at) ?? text.length;
  const value = string.exec(text);
  if (!value) return undefined;
  const scalar = (content: string, start: number): ScalarNode => {
    const end = start + content.length + 2;
    return { kind: 'scalar', style: 'double', type: 'string', text: content, start, end };
  };
  const node = scalar(value[1] ?? '', value.index);
  return { key: scalar(name, at), value: node, unusual: false, start: at, end: node.end };
}
