/** A table in Markdown, with its columns under one another. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => pad(cells[column] ?? '', width, column)).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => '-'.repeat(width + 1) + (column === 0 ? '-' : ':')).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** A number as people read it: three digits that mean something. */
export function figure(value: number | undefined): string {
  if (value === undefined) return '–';
  if (value >= 99.5) return Math.round(value).toLocaleString('en');
  return value.toFixed(value >= 9.95 ? 0 : 1);
}

/** How many times as much. */
export function times(value: number | undefined): string {
  return value === undefined ? '–' : `${figure(value)}×`;
}

function pad(text: string, width: number, column: number): string {
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}
