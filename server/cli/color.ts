import { styleText } from 'node:util';
import type { Io, Output } from './io.js';

/** How a piece of text looks. */
export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'blue' | 'cyan' | 'green';

/** Puts a style around a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

// Node would look at the standard output of this process; `choosePaint` has looked at the one that is written to.
const colorful: Paint = (style, text) => styleText(style, text, { validateStream: false });
export const plain: Paint = (_style, text) => text;

/** Colours if the user asks for them; else if `output` is a terminal and neither NO_COLOR nor TERM speaks against it. */
export function choosePaint(wish: boolean | undefined, output: Output, env: Io['env']): Paint {
  const wanted = wish ?? (output.isTerminal && !env.NO_COLOR && env.TERM !== 'dumb');
  return wanted ? colorful : plain;
}
