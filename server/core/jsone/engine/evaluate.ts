import { lazy } from '../../base/lazy.js';
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
  /** The variables of the template, in addition to the functions of JSON-e, which they hide. */
  readonly context: ReadonlyMap<string, Value>;
  /** Callers may provide more variables: a name that is not in the context is unknown, not wrong. */
  readonly open?: boolean;
  /** The current time (ISO 8601): the value of `now`, unless the context has one. */
  readonly now: string;
  readonly bounds?: Partial<Bounds>;
  /** Results of earlier evaluations, which are reused and extended. They must come from the same bounds and `now`. */
  readonly memo?: Memo | undefined;
}

/** What an evaluation used, each at least once. */
export interface Notes {
  readonly reads: readonly Read[];
  readonly comparisons: readonly Comparison[];
  readonly calls: readonly FunctionCall[];
}

/** The result of a template for a context. */
export interface Evaluated {
  readonly problems: readonly Problem[];
  /** What was read, compared and called, collected on demand. */
  readonly notes: () => Notes;
  /** The value, with an unknown value for each part that failed. Null for a template that disappears. */
  readonly value: Value;
  /** How many steps it takes; `saved` of these were skipped because the memo had the results. */
  readonly steps: number;
  readonly saved: number;
}

/**
 * Evaluates a template. json-e rejects it exactly if there are problems (except those with the code `limit`), and reports
 * the first one; a problem that is not `certain` depends on something unknown. Never throws, unless a function of the
 * context does.
 */
export function evaluate(template: Template, { context, open = false, now, bounds, memo }: EvaluateOptions): Evaluated {
  const limits = { ...DEFAULT_BOUNDS, ...bounds };
  // Aliases make a template larger than its text, but the limit depends on the text.
  const steps = limits.steps + limits.stepsPerNode * Math.min(template.size, template.source.text.length);
  const variables = new Map<string, Value>([...BUILTIN_VARIABLES, ['now', string(now)]]);
  // Changes in place must not affect the next evaluation.
  for (const [name, value] of context) variables.set(name, template.mutates ? copy(value) : value);
  const scope: Scope = { outer: undefined, variables, open };
  const evaluation = new Evaluation(limits, now, steps, template.mutates ? undefined : memo, template.mutates);
  const rendered = evaluation.render(template, scope);
  const value = rendered.kind === 'absent' ? nothing(rendered.origin) : rendered;
  const { record } = evaluation;
  if (holdsOf(value) & Holds.function) reportFunctions(value, template, evaluation);
  const { problems } = record;
  return {
    value,
    problems,
    steps: evaluation.steps,
    saved: evaluation.saved,
    notes: lazy(() => ({
      reads: flatten(record.reads),
      comparisons: flatten(record.comparisons),
      calls: flatten(record.calls),
    })),
  };
}

/** json-e rejects a value that contains a function anywhere. */
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
