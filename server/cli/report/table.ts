import type { Paint, Style } from '../color.js';
import { widthOf } from './display.js';

export interface Column {
  readonly title: string;
  /** Numbers are right-aligned. */
  readonly right?: boolean;
}

export interface Cell {
  /** One line, without anything that a terminal acts on. */
  readonly text: string;
  readonly style?: Style;
}

const GAP = '  ';

/** Rows below their titles. Each column is as wide as its widest cell. Ends with a line feed. */
export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[], paint: Paint): string {
  const head = columns.map(({ title }): Cell => ({ text: title, style: 'dim' }));
  const widths = columns.map((_, index) =>
    [head, ...rows].reduce((width, row) => Math.max(width, widthOf(row[index]?.text ?? '')), 0),
  );
  const line = (row: readonly Cell[]): string => {
    const parts = columns.map(({ right }, index) => {
      const { text, style } = row[index] ?? { text: '' };
      const blanks = ' '.repeat((widths[index] ?? 0) - widthOf(text));
      const shown = style ? paint(style, text) : text;
      return right ? blanks + shown : index === columns.length - 1 ? shown : shown + blanks;
    });
    return `${parts.join(GAP)}\n`;
  };
  return [head, ...rows].map(line).join('');
}
