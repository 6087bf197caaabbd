import type { Reached } from '../../core/services/occasions.js';
import type { ScopeName } from '../../core/services/scope-names.js';
import { functionBlocks, signatureText } from '../hover/expression/function-words.js';
import { fewOf, occasionWords, valueText } from '../hover/expression/value-words.js';
import { type Block, own, paragraph } from '../hover/markdown.js';
import { ABSENT, typeOfAny } from './any-value.js';
import type { CompletionEntry } from './entry.js';

const HERE = { start: 0, end: 0 };

/** A string that something is compared with, with or without quotes. */
export function stringEntry(value: string, quote: '"' | "'" | ''): CompletionEntry {
  const label = quote + value + quote;
  return { label, kind: 'value', edit: { span: HERE, newText: label }, filterText: label };
}

/** A variable or function. `bare`: only its name, for instance because its arguments are already there. */
export function nameEntry(
  { name, origin, reached }: ScopeName,
  all: readonly Reached[],
  bare: boolean,
): CompletionEntry {
  const entry = { label: name, edit: { span: HERE, newText: name }, filterText: name };
  if (origin.kind === 'function') {
    return {
      ...entry,
      kind: 'function',
      detail: signatureText(origin),
      documentation: functionBlocks(origin),
      ...(!bare && { snippet: `${name}($1)` }),
    };
  }
  const only = occasionWords(reached, all);
  const type = typeOfAny(fewOf(reached).map(({ here }) => here.variable(name) ?? ABSENT));
  const from = origin.kind === 'template' ? (origin.binding?.operator ?? '$let') : '';
  const detail = [type, from && `from ${from}`, only ? `only for ${only}` : ''].filter((text) => text !== '');
  const documentation: Block[] = [];
  if (origin.kind === 'context' && origin.summary) documentation.push(paragraph([own(origin.summary)]));
  const example = name === 'now' ? undefined : valueText(reached[0]?.example().variable(name));
  if (example !== undefined) documentation.push(paragraph(['Example: ', { kind: 'code', text: example }]));
  return {
    ...entry,
    kind: 'variable',
    ...(detail.length > 0 && { detail: detail.join(', ') }),
    ...(documentation.length > 0 && { documentation }),
  };
}
