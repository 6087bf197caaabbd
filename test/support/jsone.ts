import {
  compile,
  type Evaluated,
  type EvaluateOptions,
  evaluate,
  fromJson,
} from '../../server/core/jsone/engine/index.js';
import { parse } from '../../server/core/syntax/parse.js';

export const NOW = '2030-01-31T12:00:00.000Z';

/** Evaluates a text as a template; its variables as plain data. */
export function evaluateText(
  text: string,
  context: Readonly<Record<string, unknown>> = {},
  options: Partial<EvaluateOptions> = {},
): Evaluated {
  const tree = parse(text, 'yaml');
  const [root] = tree.roots;
  if (!root || tree.errors.length > 0) throw new Error(`not YAML: ${tree.errors[0]?.message ?? 'empty'}`);
  const variables = new Map(Object.entries(context).map(([name, value]) => [name, fromJson(value)]));
  return evaluate(compile(root, tree), { context: variables, now: NOW, ...options });
}

/** What is wrong with a text, as `[the part of the text] what json-e says`. */
export function saidOf(text: string, { problems }: Pick<Evaluated, 'problems'>): string[] {
  return problems.map(({ span, message }) => `[${text.slice(span.start, span.end)}] ${message}`);
}
