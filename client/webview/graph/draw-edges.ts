import { type Camera, type Size, seen } from './camera.js';
import type { Theme } from './colours.js';
import { DIMMED, type Scene } from './draw-nodes.js';
import { BOX } from './layout.js';
import { at } from './links.js';

/** From which scale on edges are curves; below, nobody sees the difference. */
const CURVED = 0.3;

/** From far away there are too many edges to see more than how dense they are. */
const FAINTEST = 0.2;

/** How many edges are drawn at once: a few milliseconds. */
const PORTION = 1000;

/** What of the edges has been drawn: first those of the path, then all others. */
export interface Progress {
  readonly round: 'path' | 'others';
  readonly next: number;
}

/** Nothing has been drawn yet. */
export const NOTHING_DRAWN: Progress = { round: 'path', next: 0 };

/**
 * Draws some more of the edges that are seen, below what has been drawn before. The context is that of the screen, in CSS pixels.
 * @returns how to go on; undefined if all are drawn
 */
export function drawEdges(
  context: CanvasRenderingContext2D,
  scene: Scene,
  camera: Camera,
  size: Size,
  theme: Theme,
  progress: Progress,
): Progress | undefined {
  const { edges, path, layout } = scene;
  if (progress.round === 'path' && !path) return { round: 'others', next: 0 };
  const isPath = progress.round === 'path';
  const area = seen(camera, size);
  context.save();
  context.scale(camera.scale, camera.scale);
  context.translate(-camera.x, -camera.y);
  context.globalCompositeOperation = 'destination-over';
  context.globalAlpha = isPath ? 1 : (path ? DIMMED / 2 : 1) * Math.min(1, FAINTEST + camera.scale);
  context.lineWidth = (isPath ? 2 : 1) * Math.max(0.8, 0.6 / camera.scale);
  const [lines, cycles] = [new Path2D(), new Path2D()];
  let [count, edge] = [0, progress.next];
  for (; edge * 2 < edges.length && count < PORTION; edge++) {
    const [from, to] = [at(edges, 2 * edge), at(edges, 2 * edge + 1)];
    if (path && isOnPath(path, from, to) !== isPath) continue;
    const [left, right] = [at(layout.x, from) + BOX.width, at(layout.x, to)];
    const [a, b] = [at(layout.y, from) + BOX.height / 2, at(layout.y, to) + BOX.height / 2];
    if (Math.max(left, right) < area.left || Math.min(left, right) > area.right) continue;
    if (Math.max(a, b) < area.top || Math.min(a, b) > area.bottom) continue;
    count++;
    const lane = layout.back.has(edge) ? cycles : lines;
    lane.moveTo(left, a);
    const bend = Math.max(30, Math.abs(right - left) / 3);
    if (camera.scale < CURVED) lane.lineTo(right, b);
    else lane.bezierCurveTo(left + bend, a, right - bend, b, right, b);
  }
  context.strokeStyle = isPath ? theme.focus : theme.line;
  context.stroke(lines);
  context.strokeStyle = theme.error;
  context.setLineDash([8 / Math.min(1, camera.scale), 4 / Math.min(1, camera.scale)]);
  context.stroke(cycles);
  context.restore();
  if (edge * 2 < edges.length) return { round: progress.round, next: edge };
  return isPath ? { round: 'others', next: 0 } : undefined;
}

/** Whether both ends are the chosen task or before it, or both it or after it. */
function isOnPath(path: Uint8Array, from: number, to: number): boolean {
  return (at(path, from) & at(path, to)) !== 0;
}
