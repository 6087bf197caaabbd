import type { Span } from '../../base/text.js';
import type { Entry, MapNode, Node, ScalarNode } from '../../syntax/node.js';
import type { ValueDocument, ValuePath } from './read-value.js';

/**
 * A few entries of a mapping in a segment, with offsets in the segment, and without references to their source. For JSON, which
 * is read without a tree, only the path of the mapping: its entries are searched on demand.
 */
export type IdentifierSpans = MapNode | { readonly path: ValuePath };

/** Keys of a mapping, and the JSON string endings that may belong to one of them. */
export interface Names {
  readonly keys: readonly string[];
  readonly inJson: RegExp;
}

/** The names of keys, with letters and digits only. */
export function namesOf(...keys: readonly string[]): Names {
  return { keys, inJson: new RegExp(`(?:${keys.join('|')})"`, 'g') };
}

/**
 * Extracts entries from a segment that was read: those with the given keys in the mapping from which the object at `path` was
 * made. Undefined if they are ambiguous.
 */
export function findIdentifierSpans(
  { tree, start }: ValueDocument,
  path: ValuePath,
  { keys, inJson }: Names,
  segment: string,
): IdentifierSpans | undefined {
  const root = tree?.roots[0];
  if (root) return entriesOf(nodeAt(root, path), keys, segment, start);
  // Each key exists, so if there are no more matches than keys, none is a duplicate and none belongs elsewhere.
  return segment.match(inJson)?.length === keys.length ? { path } : undefined;
}

/** The mapping with the entries extracted from this segment; undefined if they are not easy to find. */
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

/** The given entries of a mapping, with their texts copied from the segment. */
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

/** The mapping at a path with only the requested entries, each of which must be the only one with its name in the text. */
function skeletonAt(text: string, path: ValuePath, keys: readonly string[]): MapNode | undefined {
  let start = 0;
  for (const step of path) {
    // In a list, only the first item can be found without reading all of it.
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

/** The offset of the only key with this name; undefined if there are several. */
function onlyKey(text: string, name: string): number | 'none' | undefined {
  // Without the leading quote, because the search would stop at each of the many quotes.
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

/** Where the value of the key at an offset begins; undefined if it is not a key. */
function valueAt(text: string, key: number | 'none' | undefined): number | undefined {
  if (typeof key !== 'number') return undefined;
  const colon = /"[^"\\]*"\s*:\s*/y;
  colon.lastIndex = key;
  return colon.test(text) ? colon.lastIndex : undefined;
}

/** `"key": "text"`, if neither has an escape. */
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
