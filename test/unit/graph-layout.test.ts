import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { centred, panned, seen, toPicture, whole, zoomed } from '../../client/webview/graph/camera.js';
import { BOX, type Layout, layOut, nodeAt, visitNodesIn } from '../../client/webview/graph/layout.js';
import { linksOf, PATH, pathOf } from '../../client/webview/graph/links.js';

/** The labels of a graph drawn as `a>b`: b waits for a. */
function graphOf(text: string): { names: string[]; edges: number[] } {
  const pairs = text.split(' ').map((edge) => edge.split('>'));
  const names = [...new Set(pairs.flat())];
  return {
    names,
    edges: pairs.filter(({ length }) => length === 2).flatMap((pair) => pair.map((n) => names.indexOf(n))),
  };
}

/** The nodes in the columns of a picture. */
function columnsOf(text: string): string {
  const { names, edges } = graphOf(text);
  const { layers } = layOut(linksOf(names.length, edges));
  return layers.map(({ nodes }) => Array.from(nodes, (node) => names[node]).join(' ')).join(' | ');
}

const anyGraph = fc
  .integer({ min: 1, max: 120 })
  .chain((count) =>
    fc
      .array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 300 })
      .map((pairs) => ({ count, edges: pairs.flat() })),
  );

const laidOut = ({ count, edges }: { count: number; edges: number[] }): Layout => layOut(linksOf(count, edges));

describe('the layout of a task graph', () => {
  it('has a task in the first layer after all that it waits for', () => {
    assert.equal(columnsOf('a>b b>c a>c x'), 'a x | b | c');
    assert.equal(columnsOf('d>e a>b b>c c>d a>e'), 'a | b | c | d | e');
  });

  it('has tasks near those that they wait for', () => {
    assert.equal(columnsOf('a b c a>z b>y c>x'), 'a b c | z y x');
  });

  it('lets one dependency of a cycle lead back, and no others', () => {
    assert.equal(columnsOf('a>b b>c c>b c>d'), 'a | b | c | d');
    const { edges } = graphOf('a>b b>c c>b c>d');
    assert.deepEqual([...laidOut({ count: 4, edges }).back], [2]);
    assert.deepEqual([...laidOut({ count: 1, edges: [0, 0] }).back], [0]);
    assert.equal(laidOut({ count: 3, edges: [0, 1, 1, 2, 2, 0] }).back.size, 1);
  });

  it('gives a large layer several columns', () => {
    const { width, height, layers } = laidOut({ count: 1000, edges: [] });
    assert.equal(layers.length, 1);
    assert.ok(width < 3 * height && height < 3 * width, `${width} × ${height}`);
  });

  it('bears nothing, and a long chain', () => {
    assert.deepEqual(laidOut({ count: 0, edges: [] }).layers, []);
    const chain = Array.from({ length: 50_000 }, (_, i) => [i, i + 1]).flat();
    assert.equal(laidOut({ count: 50_001, edges: chain }).layers.length, 50_001);
  });

  it('always leads every edge to the right, except for those that close a cycle', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const { x, back } = laidOut(graph);
        for (let edge = 0; edge < graph.edges.length / 2; edge++) {
          const [from = 0, to = 0] = graph.edges.slice(2 * edge);
          assert.equal((x[from] ?? 0) + BOX.width < (x[to] ?? 0), !back.has(edge));
        }
      }),
    );
  });

  it('breaks an edge only where there is a cycle', () => {
    fc.assert(
      fc.property(anyGraph, ({ count, edges }) => {
        const links = linksOf(count, edges);
        for (const edge of laidOut({ count, edges }).back) {
          const [from = 0, to = 0] = edges.slice(2 * edge);
          assert.ok(((pathOf(links, from)[to] ?? 0) & PATH.before) !== 0, 'what waits is waited for');
        }
      }),
    );
  });

  it('never has two tasks in the same place, finds each by its place, and is the same again', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const layout = laidOut(graph);
        const { x, y, width, height } = layout;
        for (let node = 0; node < graph.count; node++) {
          const [left = 0, top = 0] = [x[node], y[node]];
          assert.equal(nodeAt(layout, left + 1, top + 1), node);
          assert.equal(nodeAt(layout, left + BOX.width - 1, top + BOX.height - 1), node);
          assert.ok(left >= 0 && left + BOX.width <= width && top >= 0 && top + BOX.height <= height);
        }
        const all: number[] = [];
        visitNodesIn(layout, { left: 0, top: 0, right: width, bottom: height }, (node) => all.push(node));
        assert.equal(new Set(all).size, graph.count);
        assert.equal(all.length, graph.count);
        assert.deepEqual(laidOut(graph), layout);
      }),
    );
  });
});

describe('the path of a task', () => {
  it('is all that it waits for and all that waits for it, directly or not', () => {
    const { names, edges } = graphOf('a>b b>c c>d x>c b>y');
    const path = pathOf(linksOf(names.length, edges), names.indexOf('c'));
    const marked = (as: number): string[] => names.filter((_, node) => path[node] === as);
    assert.deepEqual(marked(PATH.before), ['a', 'b', 'x']);
    assert.deepEqual(marked(PATH.self), ['c']);
    assert.deepEqual(marked(PATH.after), ['d']);
    assert.deepEqual(marked(PATH.none), ['y']);
  });
});

describe('the camera of a task graph', () => {
  const screen = { width: 800, height: 600 };

  it('shows all of a large picture, and a small one in its own size', () => {
    const { left, top, right, bottom } = seen(whole({ width: 10_000, height: 400 }, screen), screen);
    assert.ok(left < 0 && top < 0 && right > 10_000 && bottom > 400);
    assert.equal(whole({ width: 100, height: 40 }, screen).scale, 1);
  });

  it('keeps the place under the pointer when it zooms, and moves by pixels of the screen', () => {
    const camera = centred({ x: 300, y: 200 }, screen, 0.5);
    const pointer = { x: 120, y: 90 };
    const before = toPicture(camera, pointer);
    const after = toPicture(zoomed(camera, 1.7, pointer), pointer);
    assert.ok(Math.abs(before.x - after.x) < 1e-9 && Math.abs(before.y - after.y) < 1e-9);
    assert.deepEqual(toPicture(panned(camera, 10, 20), pointer), toPicture(camera, { x: 130, y: 110 }));
  });
});
