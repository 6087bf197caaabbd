import { styleText } from 'node:util';
import type { Io, Output } from './io.js';

/** The style of a piece of text. */
export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'blue' | 'cyan' | 'green';

/** Applies a style to a text, or returns it unchanged. */
export type Paint = (style: Style, text: string) => string;

// Node would check the standard output of this process; `choosePaint` has already checked the actual output.
const colorful: Paint = (style, text) => styleText(style, text, { validateStream: false });
export const plain: Paint = (_style, text) => text;

/** Colours if the user asks for them, or if `output` is a terminal and neither NO_COLOR nor TERM rules them out. */
export function choosePaint(wish: boolean | undefined, output: Output, env: Io['env']): Paint {
  const wanted = wish ?? (output.isTerminal && !env.NO_COLOR && env.TERM !== 'dumb');
  return wanted ? colorful : plain;
}
