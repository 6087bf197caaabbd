import type { Io } from './io.js';

/** How a piece of text looks. */
export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'blue' | 'cyan' | 'green';

/** Puts a style around a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

const CODES: Readonly<Record<Style, number>> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 };

const colorful: Paint = (style, text) => `\x1b[${CODES[style]}m${text}\x1b[0m`;
export const plain: Paint = (_style, text) => text;

/** Colours if the user asks for them; else if the output is a terminal and neither NO_COLOR nor TERM speaks against it. */
export function choosePaint(wish: boolean | undefined, io: Io): Paint {
  const wanted = wish ?? (io.stdout.isTerminal && !io.env.NO_COLOR && io.env.TERM !== 'dumb');
  return wanted ? colorful : plain;
}
