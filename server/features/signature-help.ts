import type { Span } from '../core/base/text.js';
import { occasionsAt } from '../core/services/occasions.js';
import { namesInScope } from '../core/services/scope-names.js';
import { halfTypedAt } from './completion/half-typed.js';
import { functionBlocks, parameterTexts, signatureText } from './hover/expression/function-words.js';
import type { Block } from './hover/markdown.js';
import type { View } from './view.js';

/** The signature of the function whose arguments are being written. */
export interface Signature {
  readonly label: string;
  readonly documentation: readonly Block[];
  /** Where the parameters are in the label. */
  readonly parameters: readonly Span[];
  /** The index of the one at the cursor; undefined if there are not so many. */
  readonly active: number | undefined;
}

/** The signature for a place between the brackets of a call. */
export function signatureAt({ model, offset }: View): Signature | undefined {
  if (model.dialect === 'mustache') return undefined;
  const found = halfTypedAt(model, offset);
  const call = found?.cursor.call;
  if (!found || !call) return undefined;
  const reached = occasionsAt(found.text, found.template, found.cursor.conditions);
  const name = namesInScope(found.template, reached).find((one) => one.name === call.name);
  if (name?.origin.kind !== 'function') return undefined;
  const label = signatureText(name.origin);
  const texts = parameterTexts(name.origin.definition);
  let from = label.indexOf('(') + 1;
  const parameters = texts.map((text): Span => {
    const start = label.indexOf(text, from);
    from = start + text.length;
    return { start, end: from };
  });
  const isOpen = texts.at(-1)?.startsWith('…') === true;
  const active = isOpen ? Math.min(call.argument, texts.length - 1) : call.argument;
  return {
    label,
    documentation: functionBlocks(name.origin),
    parameters,
    active: active < texts.length ? active : undefined,
  };
}
