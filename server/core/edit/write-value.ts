import { writeScalar } from './write-scalar.js';

/** The style of a flow collection. */
export interface FlowStyle {
  /** Like JSON, with keys and strings in double quotes. */
  readonly json: boolean;
  /** Between a key and its value: `": "` or `":"`. */
  readonly colon: string;
  /** After a comma. */
  readonly gap: string;
  /** Inside braces that are not empty: `{ a: 1 }` has a space. */
  readonly pad: string;
}

const YAML: FlowStyle = { json: false, colon: ': ', gap: ' ', pad: '' };

/** Plain data on one line, as in YAML's flow style, or in the given `style`. */
export function writeFlow(value: unknown, style: FlowStyle = YAML): string {
  if (typeof value === 'string') return writeScalar(value, 'plain', { json: style.json, flow: true });
  if (Array.isArray(value)) return `[${value.map((item) => writeFlow(item, style)).join(`,${style.gap}`)}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, item]) => writeEntry(key, item, style));
  return entries.length === 0 ? '{}' : `{${style.pad}${entries.join(`,${style.gap}`)}${style.pad}}`;
}

/** `key: value` on one line. */
export function writeEntry(key: string, value: unknown, style: FlowStyle = YAML): string {
  return `${writeFlow(key, style)}${style.colon}${writeFlow(value, style)}`;
}
