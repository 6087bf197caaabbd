// What was measured: the values of each figure, and what is made of them.
import type { Shape, Size } from './documents.js';

export type Figure =
  | 'cold start'
  | 'open'
  | 'first edit'
  | 'edit'
  | 'edit, processor'
  | 'burst'
  | 'hover'
  | 'completion'
  | 'code action'
  | 'completion after a key'
  | 'hover while opening'
  | 'peak memory'
  | 'floor: piece'
  | 'floor: whole'
  | 'command line';

export interface Key {
  readonly subject: string;
  readonly shape: Shape | 'files';
  readonly size: Size;
  readonly figure: Figure;
}

export interface Row extends Key {
  readonly unit: 'ms' | 'MiB';
  /** The share of the times that is the subject's own waiting, and is taken off in the tables. */
  readonly debounce: number;
  readonly bytes: number;
  readonly values: number[];
  /** What went wrong instead. */
  failure?: string;
}

export interface Summary {
  readonly n: number;
  readonly median: number;
  readonly p95: number;
  readonly min: number;
  readonly max: number;
}

/** What a run has measured. Nothing is thrown away: the report holds every value. */
export interface Measurements {
  readonly rows: Row[];
}

/** The row of a figure, made when it is not there yet. */
export function rowOf(measurements: Measurements, row: Omit<Row, 'values'>): Row {
  const known = findRow(measurements, row);
  if (known) return known;
  const made = { ...row, values: [] };
  measurements.rows.push(made);
  return made;
}

/** The row of a figure, if it was measured. */
export function findRow({ rows }: Measurements, { subject, shape, size, figure }: Key): Row | undefined {
  return rows.find(
    (row) => row.subject === subject && row.shape === shape && row.size === size && row.figure === figure,
  );
}

/** Median and spread, the debounce taken off. Undefined without values. */
export function summary({ values, debounce }: Row): Summary | undefined {
  const sorted = values.map((value) => Math.max(0, value - debounce)).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
  if (sorted.length === 0) return undefined;
  return { n: sorted.length, median, p95: at(0.95), min: at(0), max: at(1) };
}

/** The median of a figure, if it was measured. */
export function medianOf(measurements: Measurements, key: Key): number | undefined {
  const row = findRow(measurements, key);
  return row && summary(row)?.median;
}
