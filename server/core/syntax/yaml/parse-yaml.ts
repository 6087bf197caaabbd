import jsYaml from 'js-yaml';
import { CST, Lexer, Parser } from 'yaml';
import { finish, type Steps } from '../../base/steps.js';
import { type Span, trimEndOf } from '../../base/text.js';
import { MAX_DEPTH } from '../limits.js';
import type {
  AliasNode,
  Entry,
  MapNode,
  Node,
  ParseError,
  ScalarNode,
  ScalarStyle,
  SeqNode,
  SyntaxTree,
} from '../node.js';
import { plainScalarType, taggedScalarType } from '../scalar.js';
import { yamlError } from './yaml-error.js';

/**
 * Reads any YAML. The tree comes from the concrete syntax tree of the `yaml` package, which has exact offsets and continues
 * after mistakes. js-yaml decides whether the text is valid, because the services read with it.
 */
export function parseAnyYaml(text: string): SyntaxTree {
  return finish(parseAnyYamlInSteps(text));
}

/** How many lexemes are read per step, which takes a few milliseconds. */
const LEXEMES = 2_000;

/** The same in steps. The last ones (building the tree, and reading as the services do) take a fifth of the time. */
export function* parseAnyYamlInSteps(text: string): Steps<SyntaxTree> {
  const builder = new TreeBuilder(text);
  // The parser misjudges the indentation of a line with a byte order mark, so that is replaced with a line break. So is a
  // carriage return by itself, which is a line break in YAML but not for this parser.
  const lines = text.replace(/^\uFEFF|\r(?!\n)/g, '\n');
  const parser = new Parser();
  let read = 0;
  for (const lexeme of new Lexer().lex(lines)) {
    for (const token of parser.next(lexeme)) builder.addTopLevel(token);
    if (++read % LEXEMES === 0) yield;
  }
  for (const token of parser.end()) builder.addTopLevel(token);
  yield;
  const { roots, limit } = builder;
  const comments = builder.comments.sort((a, b) => a.start - b.start);
  if (limit) return { text, syntax: 'yaml', roots, comments, errors: [], limit };
  const errors = readAsTheServices(text);
  if (builder.outdented && errors.length === 0)
    return { text, syntax: 'yaml', roots: [], comments, errors, limit: builder.outdented };
  return { text, syntax: 'yaml', roots, comments, errors };
}

/** Why the services would reject a YAML text: its first mistake, if there is one. */
export function readAsTheServices(text: string): ParseError[] {
  try {
    jsYaml.loadAll(text, undefined, READER);
    return [];
  } catch (error) {
    return [yamlError(error, text)];
  }
}

/** `MAX_DEPTH` already limits the depth of the text, so the reader's own, newer limit is disabled. */
const READER = { maxDepth: 10 * MAX_DEPTH } as jsYaml.LoadOptions;

interface Properties {
  anchor?: string;
  tag?: string;
  start?: number;
  end?: number;
}

/** Turns the tokens of one text into nodes. Holds what a single reading collects: comments, anchors, the depth limit. */
class TreeBuilder {
  readonly roots: Node[] = [];
  readonly comments: Span[] = [];
  limit: ParseError | undefined;
  /** A node that continues with less indentation. js-yaml reads on regardless, so everything after it is read differently. */
  outdented: ParseError | undefined;
  private anchors = new Map<string, Node>();

  constructor(private readonly text: string) {}

  addTopLevel(token: CST.Token): void {
    if (token.type === 'comment') this.collect([token]);
    if (token.type === 'error') this.goesOn('This text', 'what it belongs to', token);
    if (token.type === 'doc-end') this.collect(token.end);
    if (token.type !== 'document') return;
    this.anchors = new Map();
    const properties = this.properties(token.start);
    if (token.value) this.roots.push(this.node(token.value, properties, 0, 0));
    const dash = token.end?.find((part) => part.type === 'seq-item-ind');
    if (dash) this.goesOn('This list', 'its first item', dash);
    this.collect(token.end);
  }

  /** Reports something that continues with less indentation than its start, as far as js-yaml accepts it. */
  private goesOn(what: string, than: string, { offset: start }: CST.Token, end = start + 1): void {
    const message = `${what} continues with less indentation than ${than}. Indent all of its lines; until then the file is not checked.`;
    this.outdented ??= { message, span: { start, end: Math.min(end, this.text.length) } };
  }

  private node(token: CST.Token | null | undefined, properties: Properties, emptyAt: number, depth: number): Node {
    const node = this.bareNode(token, properties, emptyAt, depth);
    if (properties.anchor !== undefined) this.anchors.set(properties.anchor, node);
    return node;
  }

  private bareNode(token: CST.Token | null | undefined, properties: Properties, emptyAt: number, depth: number): Node {
    switch (token?.type) {
      case 'block-map':
        return this.deeper(token, depth) ?? this.blockMap(token, properties, depth + 1);
      case 'block-seq':
        return this.deeper(token, depth) ?? this.blockSeq(token, properties, depth + 1);
      case 'flow-collection':
        return this.deeper(token, depth) ?? this.flowCollection(token, properties, depth + 1);
      case 'alias':
        return this.alias(token);
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
        this.collect(token.end);
        return this.scalar(token, properties, token.offset + token.source.length);
      case 'block-scalar':
        return this.blockScalar(token, properties);
      default:
        return missing(properties.end ?? emptyAt, properties);
    }
  }

  /** A placeholder for a collection that is nested too deeply, whose content is not read; undefined if it is not. */
  private deeper(token: CST.Token, depth: number): ScalarNode | undefined {
    if (depth < MAX_DEPTH) return undefined;
    this.limit ??= {
      message: `This is nested more than ${MAX_DEPTH} levels deep. Nothing is checked here.`,
      span: { start: token.offset, end: Math.min(token.offset + 1, this.text.length) },
    };
    return { kind: 'scalar', style: 'plain', type: 'unknown', text: '', start: token.offset, end: token.offset };
  }

  private blockMap(token: CST.BlockMap, properties: Properties, depth: number): MapNode {
    const entries = token.items.flatMap((item) => this.entry(item, depth));
    return { kind: 'map', flow: false, entries, ...named(properties), ...extent(entries, token.offset) };
  }

  private blockSeq(token: CST.BlockSequence, properties: Properties, depth: number): SeqNode {
    const items: Node[] = [];
    for (const item of token.items) {
      const itemProperties = this.properties(item.start);
      const dash = item.start.find((part) => part.type === 'seq-item-ind');
      if (!dash && !item.value) continue;
      items.push(this.node(item.value, itemProperties, dash ? dash.offset + 1 : token.offset, depth));
    }
    return { kind: 'seq', flow: false, items, ...named(properties), ...extent(items, token.offset) };
  }

  private flowCollection(token: CST.FlowCollection, properties: Properties, depth: number): MapNode | SeqNode {
    const isMap = token.start.type === 'flow-map-start';
    const entries: Entry[] = [];
    const items: Node[] = [];
    for (const item of token.items) {
      if (isMap) entries.push(...this.entry(item, depth));
      else if (item.key !== undefined || item.sep !== undefined) items.push(...this.pairInSeq(item, depth));
      else {
        const itemProperties = this.properties(item.start);
        if (item.value || itemProperties.start !== undefined)
          items.push(this.node(item.value, itemProperties, item.value?.offset ?? itemProperties.start ?? 0, depth));
      }
    }
    this.collect(token.end);
    const close = token.end.find((part) => part.type === 'flow-map-end' || part.type === 'flow-seq-end');
    if (!close) this.goesOn(isMap ? 'This mapping' : 'This list', 'its key', token);
    const last = (isMap ? entries.at(-1) : items.at(-1))?.end ?? token.offset + 1;
    const span = { start: token.offset, end: close ? close.offset + 1 : last };
    if (isMap) return { kind: 'map', flow: true, entries, ...named(properties), ...span };
    return { kind: 'seq', flow: true, items, ...named(properties), ...span };
  }

  /** `[a: b]` is a sequence of one-entry maps. */
  private pairInSeq(item: CST.CollectionItem, depth: number): Node[] {
    const entries = this.entry(item, depth);
    return entries.map((entry) => ({ kind: 'map', flow: true, entries: [entry], start: entry.start, end: entry.end }));
  }

  private entry(item: CST.CollectionItem, depth: number): Entry[] {
    const keyProperties = this.properties(item.start);
    const valueProperties = this.properties(item.sep ?? []);
    const colon = item.sep?.find((part) => part.type === 'map-value-ind');
    const first = item.start.find((part) => part.type === 'explicit-key-ind');
    if (!item.key && !item.value && !item.sep && !first && keyProperties.start === undefined) return [];
    const emptyKeyAt = first ? first.offset + 1 : (colon?.offset ?? keyProperties.end ?? item.value?.offset ?? 0);
    if (!first && item.key?.type === 'block-seq') this.goesOn('This list', 'its first item', item.key);
    const key = this.node(item.key, keyProperties, emptyKeyAt, depth);
    const value = this.node(item.value, valueProperties, colon ? colon.offset + 1 : key.end, depth);
    return [
      {
        key,
        value,
        unusual: first !== undefined || !colon || key.kind !== 'scalar',
        start: Math.min(first?.offset ?? key.start, keyProperties.start ?? key.start),
        end: Math.max(key.end, value.end, valueProperties.end ?? 0),
      },
    ];
  }

  private alias(token: CST.FlowScalar): AliasNode {
    this.collect(token.end);
    const name = token.source.slice(1);
    const span = { start: token.offset, end: token.offset + token.source.length };
    return { kind: 'alias', name, target: this.anchors.get(name), ...span };
  }

  private blockScalar(token: CST.BlockScalar, properties: Properties): ScalarNode {
    const props = token.props.filter((part) => 'source' in part);
    this.collect(props);
    const header = props.reduce((length, part) => length + part.source.length, 0);
    const body = trimEndOf(token.source, ' \t\r\n');
    return this.scalar(token, properties, token.offset + (body ? header + body.length : 1));
  }

  private scalar(token: CST.FlowScalar | CST.BlockScalar, properties: Properties, end: number): ScalarNode {
    const style = STYLES[token.type] ?? 'plain';
    const read = CST.resolveAsScalar(token, false, () => {})?.value ?? '';
    // A string without a closing quote runs to the end of the text, but the final text is not part of it.
    const closed = token.type === 'block-scalar' || isClosed(token);
    const text = closed ? read : read.trimEnd();
    if (!closed) this.goesOn('This quoted text', 'its key', token, end);
    const tagged = properties.tag === undefined ? undefined : taggedScalarType(properties.tag);
    const type = tagged ?? (style === 'plain' ? plainScalarType(text) : 'string');
    return { kind: 'scalar', style, type, text, ...named(properties), start: token.offset, end };
  }

  /** Reads anchor and tag from the tokens before a node, and keeps the comments among them. */
  private properties(tokens: readonly CST.SourceToken[]): Properties {
    this.collect(tokens);
    const properties: Properties = {};
    for (const token of tokens) {
      if (token.type !== 'anchor' && token.type !== 'tag') continue;
      if (token.type === 'anchor') properties.anchor = token.source.slice(1);
      else properties.tag = token.source;
      properties.start ??= token.offset;
      properties.end = token.offset + token.source.length;
    }
    return properties;
  }

  private collect(tokens: readonly CST.Token[] | undefined): void {
    for (const token of tokens ?? []) {
      if (token.type === 'comment')
        this.comments.push({ start: token.offset, end: token.offset + token.source.length });
    }
  }
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  scalar: 'plain',
  'single-quoted-scalar': 'single',
  'double-quoted-scalar': 'double',
  'block-scalar': 'block',
};

function isClosed({ type, source }: CST.FlowScalar): boolean {
  if (type === 'scalar') return true;
  return source.length > 1 && source.endsWith(type === 'single-quoted-scalar' ? "'" : '"');
}

function missing(at: number, properties: Properties): ScalarNode {
  const type = properties.tag === undefined ? 'missing' : taggedScalarType(properties.tag);
  return { kind: 'scalar', style: 'plain', type, text: '', ...named(properties), start: at, end: at };
}

function named({ anchor, tag }: Properties): { anchor?: string; tag?: string } {
  return { ...(anchor !== undefined && { anchor }), ...(tag !== undefined && { tag }) };
}

function extent(parts: readonly Span[], emptyAt: number): Span {
  return { start: parts[0]?.start ?? emptyAt, end: parts.at(-1)?.end ?? emptyAt };
}
