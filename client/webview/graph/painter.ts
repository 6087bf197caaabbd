import type { Camera, Size } from './camera.js';
import { onThemeChange, readTheme } from './colours.js';
import { drawEdges, NOTHING_DRAWN, type Progress } from './draw-edges.js';
import { drawNodes, type Scene } from './draw-nodes.js';

/** Draws a picture whenever something of it changes, once for each frame of the screen. */
export interface Painter {
  /** Shows something else, or another part of it. */
  show(scene: Scene, camera: Camera): void;
  resize(size: Size): void;
  dispose(): void;
}

/**
 * Draws on two canvases on top of each other. Nodes are drawn in one frame, edges in as many as they need, so that moving the
 * picture never has to wait for them.
 */
export function createPainter(edges: HTMLCanvasElement, nodes: HTMLCanvasElement): Painter {
  const [below, above] = [edges.getContext('2d'), nodes.getContext('2d')];
  let theme = readTheme();
  let shown: { readonly scene: Scene; readonly camera: Camera } | undefined;
  let size: Size = { width: 0, height: 0 };
  let progress: Progress | undefined;
  let frame: number | undefined;

  const draw = (): void => {
    frame = undefined;
    if (!shown || !below || !above) return;
    const { scene, camera } = shown;
    if (progress === NOTHING_DRAWN) {
      for (const context of [below, above]) context.clearRect(0, 0, size.width, size.height);
      drawNodes(above, scene, camera, size, theme);
    }
    progress = progress && drawEdges(below, scene, camera, size, theme, progress);
    if (progress) soon();
  };
  const soon = (): void => {
    frame ??= requestAnimationFrame(draw);
  };
  const again = (): void => {
    progress = NOTHING_DRAWN;
    soon();
  };
  const forget = onThemeChange(() => {
    theme = readTheme();
    again();
  });
  return {
    show(scene, camera) {
      shown = { scene, camera };
      again();
    },
    resize(next) {
      size = next;
      const ratio = window.devicePixelRatio;
      for (const canvas of [edges, nodes]) {
        canvas.width = Math.round(size.width * ratio);
        canvas.height = Math.round(size.height * ratio);
        canvas.getContext('2d')?.setTransform(ratio, 0, 0, ratio, 0, 0);
      }
      again();
    },
    dispose() {
      forget();
      if (frame !== undefined) cancelAnimationFrame(frame);
    },
  };
}
