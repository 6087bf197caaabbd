import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Camera, centred, panned, type Size, seen, toPicture, whole, zoomed } from './camera.js';
import type { Scene } from './draw-nodes.js';
import { BOX, nodeAt } from './layout.js';
import { at } from './links.js';
import { createPainter, type Painter } from './painter.js';

export interface PictureProps {
  readonly scene: Scene;
  /** What the picture shows, in words. */
  readonly summary: string;
  /** All is shown when this changes. */
  readonly fitted: string;
  /** A node that is brought into view, whenever this is another object. */
  readonly revealed: { readonly node: number } | undefined;
  readonly onChoose: (node: number | undefined) => void;
  /** A double click, or Enter. */
  readonly onOpen: (node: number) => void;
}

/** How much the buttons and keys zoom and move, the latter in pixels. */
const ZOOM = 1.4;
const MOVE = 80;
/** A press that moves less, in pixels, is a click. */
const STILL = 4;
/** At this scale, texts can be read well. */
const READABLE_SCALE = 0.8;

const INITIAL: Camera = { x: 0, y: 0, scale: 1 };

/** The graph as a picture, which can be moved and zoomed by pointer, wheel and keys. The table says the same in words. */
export function Picture({ scene, summary, fitted, revealed, onChoose, onOpen }: PictureProps): JSX.Element {
  const [frame, edges, nodes] = [
    useRef<HTMLDivElement>(null),
    useRef<HTMLCanvasElement>(null),
    useRef<HTMLCanvasElement>(null),
  ];
  const painter = useRef<Painter | undefined>(undefined);
  const camera = useRef(INITIAL);
  const size = useRef<Size>({ width: 0, height: 0 });
  const latest = useRef(scene);
  latest.current = scene;
  const [title, setTitle] = useState('');

  const look = (next: Camera): void => {
    camera.current = next;
    painter.current?.show(latest.current, next);
  };
  const showAll = (): void => look(whole(latest.current.layout, size.current));
  const zoom = (factor: number): void =>
    look(zoomed(camera.current, factor, { x: size.current.width / 2, y: size.current.height / 2 }));

  useEffect(() => {
    if (!frame.current || !edges.current || !nodes.current) return undefined;
    const made = createPainter(edges.current, nodes.current);
    painter.current = made;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const isFirst = size.current.width === 0;
      size.current = { width: entry.contentRect.width, height: entry.contentRect.height };
      made.resize(size.current);
      if (isFirst) showAll();
    });
    observer.observe(frame.current);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => look(camera.current), [scene]);
  useEffect(() => {
    if (size.current.width > 0) showAll();
  }, [fitted]);
  useEffect(() => {
    if (!revealed) return;
    const { layout } = latest.current;
    const place = { x: at(layout.x, revealed.node) + BOX.width / 2, y: at(layout.y, revealed.node) + BOX.height / 2 };
    const { left, right, top, bottom } = seen(camera.current, size.current);
    const isSeen = left < place.x && place.x < right && top < place.y && place.y < bottom;
    const scale = Math.max(camera.current.scale, READABLE_SCALE);
    if (!isSeen || scale > camera.current.scale) look(centred(place, size.current, scale));
  }, [revealed]);

  const nodeUnder = ({ offsetX: x, offsetY: y }: MouseEvent): number | undefined => {
    const place = toPicture(camera.current, { x, y });
    return nodeAt(latest.current.layout, place.x, place.y);
  };
  const press = useRef({ moved: 0 });
  const onPointerDown = (event: PointerEvent): void => {
    nodes.current?.setPointerCapture(event.pointerId);
    press.current = { moved: 0 };
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (event.buttons === 0) {
      const node = nodeUnder(event);
      setTitle(node === undefined ? '' : textOf(latest.current, node));
      return;
    }
    press.current.moved += Math.abs(event.movementX) + Math.abs(event.movementY);
    look(panned(camera.current, -event.movementX, -event.movementY));
  };
  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 20;
    const [right, down] = event.shiftKey ? [event.deltaY + event.deltaX, 0] : [event.deltaX, event.deltaY];
    if (event.ctrlKey || event.metaKey) {
      const factor = Math.exp((-event.deltaY * unit) / 300);
      look(zoomed(camera.current, factor, { x: event.offsetX, y: event.offsetY }));
    } else look(panned(camera.current, right * unit, down * unit));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { chosen } = latest.current;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => look(panned(camera.current, -MOVE, 0)),
      ArrowRight: () => look(panned(camera.current, MOVE, 0)),
      ArrowUp: () => look(panned(camera.current, 0, -MOVE)),
      ArrowDown: () => look(panned(camera.current, 0, MOVE)),
      '+': () => zoom(ZOOM),
      '=': () => zoom(ZOOM),
      '-': () => zoom(1 / ZOOM),
      '0': showAll,
      Enter: () => chosen !== undefined && onOpen(chosen),
    };
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };

  return (
    <div class="picture" ref={frame}>
      {/* Its keys move and zoom it, so it has to take the focus. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section class="stage" aria-label="Picture" tabIndex={0} onKeyDown={onKeyDown}>
        <canvas ref={edges} />
        <canvas
          ref={nodes}
          role="img"
          aria-label={summary}
          title={title}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onClick={(event) => press.current.moved < STILL && onChoose(nodeUnder(event))}
          onDblClick={(event) => {
            const node = nodeUnder(event);
            if (node !== undefined) onOpen(node);
          }}
          onWheel={onWheel}
        />
      </section>
      <div class="zoom">
        <button type="button" onClick={() => zoom(1 / ZOOM)} aria-label="Zoom out">
          −
        </button>
        <button type="button" onClick={() => zoom(ZOOM)} aria-label="Zoom in">
          +
        </button>
        <button type="button" onClick={showAll}>
          Show All
        </button>
      </div>
    </div>
  );
}

function textOf({ texts }: Scene, node: number): string {
  const { title, note } = texts(node);
  return note === '' ? title : `${title}\n${note}`;
}
