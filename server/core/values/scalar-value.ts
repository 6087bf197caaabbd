import type { ScalarNode } from '../syntax/node.js';

/**
 * The plain value of a scalar, as js-yaml reads it. A date stays a `Date`, as it does there; a scalar whose tag is not
 * known here gives its text.
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
    case 'timestamp': {
      const time = Date.parse(text.length === 10 ? text : text.replace(/[ \t]+/, 'T'));
      return Number.isNaN(time) ? text : new Date(time);
    }
    case 'null':
    case 'missing':
      return null;
  }
}

function numberValue(text: string): number {
  const digits = text.replaceAll('_', '').toLowerCase();
  const special = /^([-+]?)\.(inf|nan)$/.exec(digits);
  if (special) {
    return special[2] === 'nan' ? Number.NaN : special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  const sign = digits.startsWith('-') ? -1 : 1;
  return sign * Number(digits.replace(/^[-+]/, ''));
}
