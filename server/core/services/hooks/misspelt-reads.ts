import { didYouMean, editDistance } from '../../base/did-you-mean.js';
import type { Fix } from '../../base/finding.js';
import { quote } from '../../base/quote.js';
import type { Span } from '../../base/text.js';
import { type Comparison, keysOf, type Read, type Value } from '../../jsone/engine/index.js';
import type { Node } from '../../syntax/node.js';
import type { ServiceError } from '../service-error.js';
import { keysOfSchema, schemaAtKey } from './payload-value.js';
import { FIRED_BY } from './ways.js';

/** Something in an expression that works, but certainly not as intended. */
export interface Slip {
  readonly node: Node;
  readonly error: ServiceError;
}

function slip(message: string, { start, end }: Span, fixes: readonly Fix[] = []): ServiceError {
  return { rule: 'template', severity: 'warning', message, span: { start, end }, fixes };
}

/** Finds keys of `payload` that the hook's schema clearly spells differently. */
export function* readErrors(reads: readonly Read[], triggerSchema: unknown): Iterable<Slip> {
  for (const { code, at, path, how } of reads) {
    const [variable, ...keys] = keysOf(path);
    const key = keys.pop();
    if (variable !== 'payload' || typeof key !== 'string') continue;
    const schema = keys.reduce<unknown>((inner, step) => schemaAtKey(inner, String(step)), triggerSchema);
    const known = keysOfSchema(schema);
    if (!known || known.keys.includes(key)) continue;
    // If a closed schema does not allow the key, reading it with a dot is already an error.
    if (known.closed && how === 'member') continue;
    const meant = didYouMean(key, known.keys);
    if (meant === undefined || !(known.closed || isSlip(key, meant))) continue;
    const span = code.locate({ start: at.start, end: at.end }) ?? code.node;
    const message = `The triggerSchema has no ${quote(key)} in ${['payload', ...keys].join('.')}. Did you mean "${meant}"?`;
    yield { node: code.node, error: slip(message, span, fixes(how, span, key, meant)) };
  }
}

/** In a schema that allows other keys, only a single typo in a long word counts as a misspelling, and not a plural. */
function isSlip(key: string, meant: string): boolean {
  return key.length >= 5 && editDistance(key, meant) === 1 && `${key}s` !== meant && `${meant}s` !== key;
}

function fixes(how: Read['how'], span: Span, key: string, meant: string): Fix[] {
  if (how !== 'member' || span.end - span.start !== key.length) return [];
  return [
    {
      title: `Write ${meant}`,
      safety: 'suggestion',
      edits: [{ span: { start: span.start, end: span.end }, newText: meant }],
    },
  ];
}

/** Finds comparisons of `firedBy` with a value it never has. */
export function* comparisonErrors(comparisons: readonly Comparison[]): Iterable<Slip> {
  for (const { code, at, path, operator, other, side } of comparisons) {
    const isFiredBy = path.kind === 'context' && path.parent === undefined && path.key === 'firedBy';
    if (!isFiredBy || (operator === 'in' && side === 'right')) continue;
    const values = operator === 'in' ? (other.kind === 'array' ? other.items : []) : [other];
    const wrong = values.find(isNever);
    if (wrong?.kind !== 'string' || !['==', '!=', 'in'].includes(operator)) continue;
    const meant = didYouMean(wrong.value, FIRED_BY);
    const right = meant
      ? ` Did you mean "${meant}"?`
      : ` It is ${FIRED_BY.map(quote)
          .join(', ')
          .replace(/, (?=[^,]*$)/, ' or ')}.`;
    const span = code.locate({ start: at.start, end: at.end }) ?? code.node;
    const message = `firedBy is never ${quote(wrong.value)}.${right}`;
    yield { node: code.node, error: slip(message, span) };
  }
}

function isNever(value: Value): boolean {
  return value.kind === 'string' && !FIRED_BY.some((name) => name === value.value);
}
