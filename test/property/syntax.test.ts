import assert from 'node:assert/strict';
import fc from 'fast-check';
import jsYaml from 'js-yaml';
import { type Node, resolveAlias, visitNodes } from '../../server/core/syntax/node.js';
import { parse } from '../../server/core/syntax/parse.js';
import { documents } from '../support/generate/documents.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 500);

/** What a node stands for, as far as the tree tells: the type of a scalar that is not text, not its value. */
function standsFor(node: Node): unknown {
  const value = resolveAlias(node);
  if (!value) return 'nothing';
  if (value.kind === 'seq') return value.items.map(standsFor);
  if (value.kind === 'scalar') {
    if (value.type === 'string') return `text ${value.text}`;
    return value.type === 'missing' ? 'null' : value.type;
  }
  const own = new Map<string, unknown>();
  const merged = new Map<string, unknown>();
  for (const { key, value: inner } of value.entries) {
    const name = resolveAlias(key);
    if (name?.kind !== 'scalar') continue;
    if (name.text === '<<' && name.style === 'plain') mergeInto(merged, standsFor(inner));
    else own.set(keyOf(name.text, name.type), standsFor(inner));
  }
  return new Map([...merged, ...own]);
}

/** The first of several mappings that has a key wins. */
function mergeInto(merged: Map<string, unknown>, source: unknown): void {
  for (const map of Array.isArray(source) ? source : [source]) {
    if (map instanceof Map) for (const [key, value] of map) if (!merged.has(key)) merged.set(key, value);
  }
}

/** js-yaml turns every key into a text. */
function keyOf(text: string, type: string): string {
  if (type === 'string') return text;
  const [read] = jsYaml.load(`[${text || '~'}]`) as unknown[];
  return String(read);
}

/** The same of a value that js-yaml read. */
function described(value: unknown): unknown {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return `text ${value}`;
  if (value instanceof Date) return 'timestamp';
  if (Array.isArray(value)) return value.map(described);
  if (typeof value !== 'object') return typeof value;
  return new Map(Object.entries(value).map(([key, inner]) => [key, described(inner)]));
}

/** Every node lies within the text and within its parent; a plain scalar equals its text. */
function assertSpans(node: Node, text: string, start = 0, end = text.length): void {
  assert.ok(start <= node.start && node.start <= node.end && node.end <= end, `${node.kind} ${node.start}-${node.end}`);
  if (node.kind === 'scalar' && node.style === 'plain' && !/[\r\n]/.test(text.slice(node.start, node.end))) {
    assert.equal(text.slice(node.start, node.end), node.text);
  }
  if (node.kind === 'seq') for (const item of node.items) assertSpans(item, text, start, end);
  if (node.kind !== 'map') return;
  for (const entry of node.entries) {
    assert.ok(entry.start <= entry.key.start && entry.value.end <= entry.end, 'an entry holds its key and its value');
    assertSpans(entry.key, text, start, end);
    assertSpans(entry.value, text, start, end);
  }
}

/** Whether all keys are scalars, and all aliases refer to something. */
function hasPlainKeys(root: Node): boolean {
  let plain = true;
  visitNodes(root, (node) => {
    if (node.kind === 'alias' && !node.target) plain = false;
    if (node.kind === 'map') plain &&= node.entries.every(({ key }) => key.kind === 'scalar' && key.type !== 'missing');
  });
  return plain;
}

describe('property: the tree', function () {
  this.timeout(120_000);

  it('of a generated document says what js-yaml or JSON.parse reads, and reports nothing', () => {
    fc.assert(
      fc.property(documents, ({ document: { text, syntax }, values, comments }) => {
        const tree = parse(text, syntax);
        assert.deepEqual(tree.errors, []);
        const known = syntax === 'yaml' ? jsYaml.loadAll(text) : values;
        assert.deepEqual(tree.roots.map(standsFor), known.map(described));
        for (const root of tree.roots) assertSpans(root, text);
        assert.equal(tree.comments.length, comments.length);
        for (const [i, { start, end }] of tree.comments.entries()) {
          assert.match(text.slice(start, end), /^(?:#|\/\/|\/\*) remark\d+\..*(?:\{|\*\/)$/, `comment ${i}`);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('says what js-yaml reads, of any text that it reads', () => {
    // Without what nobody writes and the two read differently: "?", "!", block scalars that are not indented.
    const marks = '{ } [ ] , # & * " \' << ~ a b 1 1.5 true'.split(' ');
    const unit = fc.constantFrom(...marks, ' ', ': ', '- ', '\n', '\n  ', 'a: ', '&a ', '*a', '\n---\n', '\r\n');
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), (units) => {
        const text = units.join('');
        const tree = parse(text, 'yaml');
        let values: unknown[];
        try {
          values = jsYaml.loadAll(text);
        } catch {
          assert.equal(tree.errors.length, 1);
          return;
        }
        assert.deepEqual(tree.errors, []);
        accepted++;
        if (tree.limit || !tree.roots.every(hasPlainKeys)) return;
        // An empty document has no root here and is null there.
        const known = values.map(described).filter((value) => value !== 'null');
        assert.deepEqual(
          tree.roots.map(standsFor).filter((value) => value !== 'null'),
          known,
          JSON.stringify(text),
        );
      }),
      { numRuns: RUNS * 10 },
    );
    assert.ok(accepted > RUNS);
  });
});
