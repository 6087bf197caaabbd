import type { Area } from './layout.js';

/** What part of a picture is seen: its place `x`, `y` is in the corner of the screen, and `scale` screen pixels show one of its own. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const MAX_SCALE = 2;
const MIN_SCALE = 0.005;
/** Around a picture that is seen as a whole, in screen pixels. */
const MARGIN = 16;

/** Shows all of a picture, in its own size at most. */
export function whole(picture: Size, screen: Size): Camera {
  const room = (length: number): number => Math.max(1, length - 2 * MARGIN);
  const ratio = Math.min(room(screen.width) / picture.width, room(screen.height) / picture.height);
  const scale = clamped(Math.min(1, ratio));
  return centred({ x: picture.width / 2, y: picture.height / 2 }, screen, scale);
}

/** Shows a place in the middle of the screen. */
export function centred(place: Pick<Camera, 'x' | 'y'>, { width, height }: Size, scale: number): Camera {
  return { x: place.x - width / 2 / scale, y: place.y - height / 2 / scale, scale };
}

/** Moves what is seen by so many screen pixels. */
export function panned({ x, y, scale }: Camera, right: number, down: number): Camera {
  return { x: x + right / scale, y: y + down / scale, scale };
}

/** Makes what is seen larger by a factor, or smaller. What is at a place of the screen stays there. */
export function zoomed({ x, y, scale }: Camera, factor: number, place: Pick<Camera, 'x' | 'y'>): Camera {
  const next = clamped(scale * factor);
  return { x: x + place.x / scale - place.x / next, y: y + place.y / scale - place.y / next, scale: next };
}

/** What is seen of a picture. */
export function seen({ x, y, scale }: Camera, { width, height }: Size): Area {
  return { left: x, top: y, right: x + width / scale, bottom: y + height / scale };
}

/** The place of the picture at a place of the screen. */
export function toPicture({ x, y, scale }: Camera, place: Pick<Camera, 'x' | 'y'>): Pick<Camera, 'x' | 'y'> {
  return { x: x + place.x / scale, y: y + place.y / scale };
}

function clamped(scale: number): number {
  return Math.max(MIN_SCALE, Math.min(scale, MAX_SCALE));
}
