import type { ScalarNode } from './node.js';

/**
 * The plain value of a scalar, as js-yaml reads it. A date becomes a `Date`, as it does there; a scalar with an unknown tag
 * becomes its text.
 */
export function scalarValue({ type, text }: ScalarNode): unknown {
  switch (type) {
    case 'string':
    case 'unknown':
      return text;
    case 'boolean':
      return /^t/i.test(text);
    case 'number':
      return numberValue(text);
    case 'timestamp':
      return timeValue(text);
    case 'null':
    case 'missing':
      return null;
  }
}

/** The string that an unquoted date becomes when the reader of the file sends it as JSON. */
export function timestampInJson(node: ScalarNode): unknown {
  const value = scalarValue(node);
  return value instanceof Date ? value.toJSON() : value;
}

const TIME =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d*))?(?:[ \t]*(?:Z|([-+])(\d{1,2})(?::?(\d{2}))?))?)?$/;

/** Days and hours that do not exist roll over into the next month or day. */
function timeValue(text: string): unknown {
  const match = TIME.exec(text);
  if (!match) return text;
  const part = (index: number): number => Number(match[index] ?? 0);
  const fraction = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const time = Date.UTC(part(1), part(2) - 1, part(3), part(4), part(5), part(6), fraction);
  const offset = (part(9) * 60 + part(10)) * 60_000;
  return new Date(match[8] === '-' ? time + offset : time - offset);
}

function numberValue(text: string): number {
  const digits = text.toLowerCase();
  const special = /^([-+]?)\.(inf|nan)$/.exec(digits);
  if (special) {
    return special[2] === 'nan' ? Number.NaN : special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  if (digits === '-0') return 0;
  const sign = digits.startsWith('-') ? -1 : 1;
  return sign * Number(digits.replace(/^[-+]/, ''));
}
