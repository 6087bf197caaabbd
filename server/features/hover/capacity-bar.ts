import type { Capacity } from '../../core/deployment/knowledge.js';

/** The colours are in the middle between light and dark, so that they can be told from both kinds of background. */
const COLOURS: Readonly<Record<keyof Capacity, string>> = {
  running: '#3f9142',
  requested: '#3b82d6',
  stopping: '#c9822b',
};
const FRAME = '#8a8a8a';

/** In the order in which they stand in the bar. */
export const STATES: readonly (keyof Capacity)[] = ['running', 'requested', 'stopping'];

/**
 * A bar, as a `data:` URI of an SVG picture, that shows how much of a pool runs, is on its way (`requested`) and goes
 * (`stopping`), of the most that may. Of a pool without a limit, or above it, the bar is as long as what is there.
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
    // What is there is seen, however little it is.
    const length = count === 0 ? 0 : Math.min(Math.max(2, (room * count) / whole), width - 1 - x);
    const bar = `<rect x="${round(x)}" y="1" width="${round(length)}" height="${height - 2}" fill="${colour}"/>`;
    x += length;
    return length > 0 ? bar : '';
  });
  const frame = `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" fill="${FRAME}" fill-opacity=".25" stroke="${FRAME}"/>`;
  return pictureOf(width, height, frame + bars.join(''));
}

/** A small square in the colour that a part of the bar has, with some room behind it. */
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
