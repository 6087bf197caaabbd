import { type Bounds, DEFAULT_BOUNDS } from './bounds.js';
import { BUILTIN_VARIABLES } from './builtins.js';
import { copy, Evaluation } from './evaluation.js';
import { type Comparison, type FunctionCall, flatten, type Read } from './evaluator.js';
import type { Memo } from './memo.js';
import type { Scope } from './scope.js';
import type { Template } from './template.js';
import type { Problem, Value } from './types.js';
import { Holds, holdsOf, nothing, string } from './value.js';

export interface EvaluateOptions {
  /** The variables that the template sees, besides the functions of JSON-e, which they hide. */
  readonly context: ReadonlyMap<string, Value>;
  /** Callers may give further variables: a name that is not in the context is unknown, not wrong. */
  readonly open?: boolean;
  /** The time that it is (ISO 8601): `now`, unless the context has it. */
  readonly now: string;
  readonly bounds?: Partial<Bounds>;
  /** Results of earlier evaluations, which are used and added to. Must have seen the same bounds and `now` only. */
  readonly memo?: Memo | undefined;
}

/** What a template gives for a context. */
export interface Evaluated {
  readonly problems: readonly Problem[];
  /** What was looked at, compared and called, each at least once. */
  readonly reads: readonly Read[];
  readonly comparisons: readonly Comparison[];
  readonly calls: readonly FunctionCall[];
  /** The value; where something went wrong in it, an unknown value with the problem. Null for a template that vanishes. */
  readonly value: Value;
  /** How many steps it takes; of these `saved` were not taken, as the memo knew what they lead to. */
  readonly steps: number;
  readonly saved: number;
}

/**
 * Evaluates a template. json-e refuses it exactly if there are problems (those with the code `limit` apart), and says the
 * first one; a problem that is not `certain` depends on something unknown. Never throws, if the functions of the context
 * do not.
 */
export function evaluate(template: Template, { context, open = false, now, bounds, memo }: EvaluateOptions): Evaluated {
  const limits = { ...DEFAULT_BOUNDS, ...bounds };
  // Aliases make a template larger than its text, which is what one pays for.
  const steps = limits.steps + limits.stepsPerNode * Math.min(template.size, template.source.text.length);
  const variables = new Map<string, Value>([...BUILTIN_VARIABLES, ['now', string(now)]]);
  // What a template changes in place must not change for the next evaluation.
  for (const [name, value] of context) variables.set(name, template.mutates ? copy(value) : value);
  const scope: Scope = { outer: undefined, variables, open };
  const evaluation = new Evaluation(limits, now, steps, template.mutates ? undefined : memo, template.mutates);
  const rendered = evaluation.render(template, scope);
  const value = rendered.kind === 'absent' ? nothing(rendered.origin) : rendered;
  const { record } = evaluation;
  if (holdsOf(value) & Holds.function) reportFunctions(value, template, evaluation);
  const { problems } = record;
  const [reads, comparisons, calls] = [flatten(record.reads), flatten(record.comparisons), flatten(record.calls)];
  return { value, problems, reads, comparisons, calls, steps: evaluation.steps, saved: evaluation.saved };
}

/** json-e refuses a value that holds a function, wherever that is. */
function reportFunctions(root: Value, template: Template, evaluation: Evaluation): void {
  const report = (value: Value, place: Template['node']): void => {
    if (!(holdsOf(value) & Holds.function)) return;
    const { origin } = value;
    const node =
      origin && origin.kind !== 'context' && origin.kind !== 'slice'
        ? origin.kind === 'made'
          ? origin.node
          : origin
        : place;
    const at = { node, source: template.source };
    const message = 'evaluated template contained uncalled functions';
    const charged = evaluation.charge(1, at);
    if (charged) return;
    if (value.kind === 'function') evaluation.fail({ code: 'uncalled-function', name: value.name }, message, at);
    if (value.kind === 'array') for (const item of value.items) report(item, node);
    if (value.kind === 'object')
      for (const field of value.fields.values()) report(field.value, field.entry?.value ?? node);
    if (value.kind === 'choice') for (const option of value.options) report(option, node);
  };
  report(root, template.node);
}
