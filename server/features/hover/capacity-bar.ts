import type { Capacity } from '../../core/deployment/knowledge.js';

/** Colours of medium brightness, so that they are visible on light and dark backgrounds. */
const COLOURS: Readonly<Record<keyof Capacity, string>> = {
  running: '#3f9142',
  requested: '#3b82d6',
  stopping: '#c9822b',
};
const FRAME = '#8a8a8a';

/** In the order of the bar. */
export const STATES: readonly (keyof Capacity)[] = ['running', 'requested', 'stopping'];

/**
 * A bar, as a `data:` URI of an SVG image, that shows how much of a pool's maximum capacity is running, requested and stopping.
 * If there is no limit, or if it is exceeded, the bar shows the current total as its full length.
 */
export function capacityBar(
  capacity: Capacity,
  max: number | undefined,
  { width = 240, height = 12 }: { readonly width?: number; readonly height?: number } = {},
): string {
  const parts = STATES.map((state) => ({ count: Math.max(0, capacity[state]), colour: COLOURS[state] }));
  const whole = Math.max(
    1,
    max ?? 0,
    parts.reduce((sum, { count }) => sum + count, 0),
  );
  const room = width - 2;
  let x = 1;
  const bars = parts.map(({ count, colour }) => {
    // Even the smallest part is visible.
    const length = count === 0 ? 0 : Math.min(Math.max(2, (room * count) / whole), width - 1 - x);
    const bar = `<rect x="${round(x)}" y="1" width="${round(length)}" height="${height - 2}" fill="${colour}"/>`;
    x += length;
    return length > 0 ? bar : '';
  });
  const frame = `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" fill="${FRAME}" fill-opacity=".25" stroke="${FRAME}"/>`;
  return pictureOf(width, height, frame + bars.join(''));
}

/** A small square in the colour of a part of the bar, with some space after it. */
export function capacitySwatch(state: keyof Capacity): string {
  return pictureOf(13, 9, `<rect width="9" height="9" fill="${COLOURS[state]}"/>`);
}

function pictureOf(width: number, height: number, content: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`;
  return `data:image/svg+xml;base64,${btoa(svg)}`;
}

function round(length: number): string {
  return String(Math.round(length * 10) / 10);
}
