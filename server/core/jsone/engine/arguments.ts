import type { FunctionDefinition } from './evaluator.js';
import type { TypeName } from './type-names.js';
import type { Value } from './types.js';
import { typeBits, typesOf } from './value.js';

/**
 * The argument that a function of json-e rejects, and its message; the argument is undefined if there are too few or too
 * many. Of the parameters that only take whole numbers, only the first `integers` are checked.
 */
export function wrongArgument(
  { parameters = [], rest }: FunctionDefinition,
  name: string,
  args: readonly Value[],
  integers: number,
): { argument: number | undefined; message: string } | undefined {
  const least = parameters.filter(({ optional }) => !optional).length;
  const message = `invalid arguments to builtin: ${name}`;
  if (args.length < least) {
    return { argument: undefined, message: rest ? `${message}: expected at least ${least} arguments` : message };
  }
  if (!rest && args.length > parameters.length) return { argument: undefined, message };
  for (const [argument, arg] of args.entries()) {
    const parameter = parameters[argument] ?? rest;
    if (!parameter) continue;
    const fits = (typeBits(arg) & typesOf(...(parameter.types as TypeName[]))) !== 0;
    const whole = parameter.integer && argument < integers && arg.kind === 'number';
    if (!fits || (whole && !Number.isInteger(arg.value))) return { argument, message };
  }
  return undefined;
}
