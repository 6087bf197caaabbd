import { layersOf } from './layers.js';
import { at, type Links, type Neighbours } from './links.js';

/** The sizes of a picture, in its own pixels. */
export const BOX = { width: 230, height: 40 } as const;
const GAP = { x: 24, y: 12 } as const;
const STEP = { x: BOX.width + GAP.x, y: BOX.height + GAP.y } as const;
/** Between two layers, for the edges. */
const LAYER_GAP = 90;

/** How wide a picture is for its height, and how many boxes stand below one another before a layer gets a further column. */
const ASPECT = 1.5;
const MIN_ROWS = 16;

/** How often the order within layers is improved, alternately by what is before and by what is after. */
const SWEEPS = 6;

/** A layer of the picture: boxes in rows and columns, from left to right and then down. */
export interface Layer {
  /** The nodes of the layer in the order of their boxes. */
  readonly nodes: Int32Array;
  readonly columns: number;
  readonly left: number;
  readonly top: number;
}

/** Where everything is in a picture. */
export interface Layout {
  readonly layers: readonly Layer[];
  /** The top left corner of the box of each node. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly width: number;
  readonly height: number;
  /** The edges that close a cycle. All others lead to a box further to the right. */
  readonly back: ReadonlySet<number>;
}

/** A part of a picture. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Lays out a graph in layers from left to right. The same graph always looks the same. */
export function layOut(links: Links): Layout {
  const { layerOf, count, back } = layersOf(links);
  const total = layerOf.length;
  const sizes = new Int32Array(count);
  for (const layer of layerOf) sizes[layer] = at(sizes, layer) + 1;
  const layers = Array.from(sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(count);
  for (const [node, layer] of layerOf.entries()) {
    const place = at(filled, layer);
    const nodes = layers[layer];
    if (nodes) nodes[place] = node;
    filled[layer] = place + 1;
  }
  arrange(layers, links, total);
  return { ...placed(layers, total), back };
}

/** Puts the nodes of each layer in the order of the average place of their neighbours, which leaves fewer crossings. */
function arrange(layers: readonly Int32Array[], { needs, neededBy }: Links, total: number): void {
  /** The place of each node in its layer, from 0 to 1. */
  const place = new Float64Array(total);
  const weight = new Float64Array(total);
  const note = (nodes: Int32Array): void => {
    for (let index = 0; index < nodes.length; index++) place[at(nodes, index)] = (index + 0.5) / nodes.length;
  };
  const order = (nodes: Int32Array, neighbours: Neighbours): void => {
    for (const node of nodes) weight[node] = average(place, neighbours, node) ?? at(place, node);
    // The sort is stable: what weighs the same stays in its order.
    nodes.sort((a, b) => at(weight, a) - at(weight, b));
    note(nodes);
  };
  for (const nodes of layers) note(nodes);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const isForward = sweep % 2 === 0;
    for (const nodes of isForward ? layers : [...layers].reverse()) order(nodes, isForward ? needs : neededBy);
  }
}

function average(values: Float64Array, { starts, nodes }: Neighbours, of: number): number | undefined {
  const [from, to] = [at(starts, of), at(starts, of + 1)];
  let sum = 0;
  for (let i = from; i < to; i++) sum += at(values, at(nodes, i));
  return to > from ? sum / (to - from) : undefined;
}

function placed(layers: readonly Int32Array[], total: number): Omit<Layout, 'back'> {
  const [x, y] = [new Float64Array(total), new Float64Array(total)];
  const most = Math.max(MIN_ROWS, Math.ceil(Math.sqrt((total * STEP.x) / (STEP.y * ASPECT))));
  const forms = layers.map((nodes) => {
    const columns = Math.ceil(nodes.length / most);
    return { nodes, columns, rows: Math.ceil(nodes.length / columns) };
  });
  const height = Math.max(0, ...forms.map(({ rows }) => rows * STEP.y - GAP.y));
  let left = 0;
  const made = forms.map(({ nodes, columns, rows }): Layer => {
    const layer = { nodes, columns, left, top: (height - (rows * STEP.y - GAP.y)) / 2 };
    for (const [index, node] of nodes.entries()) {
      x[node] = left + (index % columns) * STEP.x;
      y[node] = layer.top + Math.floor(index / columns) * STEP.y;
    }
    left += columns * STEP.x - GAP.x + LAYER_GAP;
    return layer;
  });
  return { layers: made, x, y, width: Math.max(0, left - LAYER_GAP), height };
}

/** Calls back with the nodes whose boxes are in an area, at least in part. */
export function visitNodesIn({ layers }: Layout, area: Area, visit: (node: number) => void): void {
  for (const { nodes, columns, left, top } of layers) {
    const first = Math.max(0, Math.floor((area.left - left) / STEP.x));
    const last = Math.min(columns - 1, Math.floor((area.right - left) / STEP.x));
    if (first > last) continue;
    const from = Math.max(0, Math.floor((area.top - top) / STEP.y));
    const to = Math.min(Math.ceil(nodes.length / columns) - 1, Math.floor((area.bottom - top) / STEP.y));
    for (let row = from; row <= to; row++)
      for (let column = first; column <= last; column++) {
        const node = nodes[row * columns + column];
        if (node !== undefined) visit(node);
      }
  }
}

/** The node whose box is at a place of the picture. */
export function nodeAt(layout: Layout, x: number, y: number): number | undefined {
  let found: number | undefined;
  visitNodesIn(layout, { left: x, right: x, top: y, bottom: y }, (node) => {
    const [left, top] = [at(layout.x, node), at(layout.y, node)];
    if (x <= left + BOX.width && y <= top + BOX.height) found = node;
  });
  return found;
}
