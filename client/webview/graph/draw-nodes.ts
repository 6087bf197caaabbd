import { type Camera, type Size, seen } from './camera.js';
import type { Theme } from './colours.js';
import { BOX, type Layout, visitNodesIn } from './layout.js';
import { at } from './links.js';

/** What a picture shows. Nodes are counted in the picture; what is hidden is not in it. */
export interface Scene {
  readonly layout: Layout;
  /** Pairs of nodes. */
  readonly edges: readonly number[];
  /** Two lines of text for each node. */
  readonly texts: (node: number) => { readonly title: string; readonly note: string };
  /** The number of the colour of each node. */
  readonly colours: Uint8Array;
  /** Whether a node is only named by others. */
  readonly isOutside: (node: number) => boolean;
  /** For each node, how it belongs to the path of the chosen one (`PATH`); undefined if none is chosen. */
  readonly path: Uint8Array | undefined;
  readonly chosen: number | undefined;
  /** The nodes that the user searches for. */
  readonly found: ReadonlySet<number>;
}

/** From which scale on texts can be read, and boxes have outlines; below, they are blocks of colour. */
const READABLE = 0.5;
const OUTLINED = 0.2;

/** How much is left of what is not on the path. */
export const DIMMED = 0.3;

const TITLE_SIZE = 13;
const NOTE_SIZE = 11;
/** The band of colour at the left of a box, and where its text begins. */
const BAND = 6;
const TEXT_LEFT = 14;
const TEXT_WIDTH = BOX.width - TEXT_LEFT - 8;

/** Draws the nodes that are seen. The context is that of the screen, in CSS pixels. */
export function drawNodes(
  context: CanvasRenderingContext2D,
  scene: Scene,
  camera: Camera,
  size: Size,
  theme: Theme,
): void {
  const { layout, colours, path, chosen, found } = scene;
  context.save();
  context.scale(camera.scale, camera.scale);
  context.translate(-camera.x, -camera.y);
  // No box is smaller than a pixel.
  const height = Math.max(BOX.height, 1 / camera.scale);
  const groups: number[][] = theme.groups.map(() => []);
  const foundHere: number[] = [];
  visitNodesIn(layout, seen(camera, size), (node) => {
    groups[at(colours, node)]?.push(node);
    if (found.has(node)) foundHere.push(node);
  });
  const isDimmed = (node: number): boolean => path !== undefined && path[node] === 0;
  for (const dims of [true, false]) {
    context.globalAlpha = dims ? DIMMED : 1;
    for (const [colour, nodes] of groups.entries()) {
      const some = nodes.filter((node) => isDimmed(node) === dims);
      if (some.length === 0) continue;
      const fill = theme.groups[colour] ?? theme.foreground;
      context.fillStyle = fill;
      if (camera.scale < OUTLINED)
        for (const node of some) context.fillRect(at(layout.x, node), at(layout.y, node), BOX.width, height);
      else outline(context, scene, some, fill, theme, camera.scale);
      if (camera.scale >= READABLE) write(context, scene, some, theme);
    }
  }
  context.globalAlpha = 1;
  const frame = (node: number, colour: string, width: number): void => {
    context.strokeStyle = colour;
    context.lineWidth = Math.max(width, 1.5 / camera.scale);
    context.strokeRect(at(layout.x, node), at(layout.y, node), BOX.width, height);
  };
  for (const node of foundHere) frame(node, theme.foreground, 2);
  if (chosen !== undefined) frame(chosen, theme.focus, 4);
  context.restore();
}

function outline(
  context: CanvasRenderingContext2D,
  { layout, isOutside, found }: Scene,
  nodes: readonly number[],
  colour: string,
  { background, match }: Theme,
  scale: number,
): void {
  context.strokeStyle = colour;
  context.lineWidth = Math.max(1, 0.7 / scale);
  for (const node of nodes) {
    const [x, y] = [at(layout.x, node), at(layout.y, node)];
    context.fillStyle = background;
    context.fillRect(x, y, BOX.width, BOX.height);
    if (found.has(node)) {
      context.fillStyle = match;
      context.fillRect(x, y, BOX.width, BOX.height);
    }
    context.fillStyle = colour;
    context.fillRect(x, y, BAND, BOX.height);
    if (isOutside(node)) context.setLineDash([6, 4]);
    context.strokeRect(x, y, BOX.width, BOX.height);
    context.setLineDash([]);
  }
}

function write(
  context: CanvasRenderingContext2D,
  { layout, texts }: Scene,
  nodes: readonly number[],
  { foreground, note, font }: Theme,
): void {
  const line = (size: number, colour: string, down: number, text: (node: number) => string): void => {
    context.font = `${size}px ${font}`;
    context.fillStyle = colour;
    for (const node of nodes)
      context.fillText(shortened(context, text(node)), at(layout.x, node) + TEXT_LEFT, at(layout.y, node) + down);
  };
  line(TITLE_SIZE, foreground, 17, (node) => texts(node).title);
  line(NOTE_SIZE, note, 33, (node) => texts(node).note);
}

/** A text that fits into a box: without its middle, because both ends tell tasks apart. */
function shortened(context: CanvasRenderingContext2D, text: string): string {
  // Measuring takes time in proportion to the text.
  const { width } = context.measureText(text.slice(0, 200));
  const count = Math.min(text.length, 200);
  if (width <= TEXT_WIDTH && count === text.length) return text;
  const fits = Math.max(2, Math.floor((count * TEXT_WIDTH) / width) - 2);
  const end = Math.floor(fits / 2);
  return `${text.slice(0, fits - end)}…${text.slice(text.length - end)}`;
}
