import { DEFAULT_BOUNDS } from './bounds.js';
import { BUILTIN_VARIABLES } from './builtins.js';
import type { Code } from './code.js';
import { Evaluation } from './evaluation.js';
import { operatorSyntax } from './operator-table.js';
import { OPERATORS } from './operators/operators.js';
import type { Scope } from './scope.js';
import type { Operation, Part, Refused, Template, Text } from './template.js';
import { Types } from './type-names.js';
import type { Problem, Value } from './types.js';
import { typeBits, unknown } from './value.js';

/** The maximum number of steps, in addition to those for each node. */
const STEPS = 200_000;
/** The maximum number of problems reported for one string: a long script may be full of `${…}` for the shell. */
const MOST_OF_TEXT = 50;
/** The maximum number of reported problems. */
const MOST = 1_000;

/**
 * The problems of a template that can be found without a context, because every rendering that reaches them fails. Variables
 * are only assumed to exist, and conditions may go either way; every part is visited once for each set of variables in
 * scope. Never throws.
 *
 * @param names the variables that callers provide
 */
export function explore(template: Template, names: Iterable<string>): readonly Problem[] {
  const variables = new Map<string, Value>(BUILTIN_VARIABLES);
  for (const name of ['now', ...names]) variables.set(name, unknown());
  const steps = STEPS + DEFAULT_BOUNDS.stepsPerNode * Math.min(template.size, template.source.text.length);
  const exploration = new Exploration(steps, template.mutates);
  exploration.render(template, { outer: undefined, variables, open: false });
  return exploration.record.problems.filter(({ detail }) => detail.code !== 'limit').slice(0, MOST);
}

class Exploration extends Evaluation {
  override readonly thorough = true;
  private readonly known = new WeakMap<Template, Map<Scope, Value>>();
  /** The results for the parts of the current operation. */
  private parts: ReadonlyMap<Template | Code, Value> | undefined;

  constructor(steps: number, mutates: boolean) {
    // For alternative values only the types matter.
    const bounds = { ...DEFAULT_BOUNDS, alternatives: 1, problems: Number.POSITIVE_INFINITY };
    super(bounds, '', steps, undefined, mutates);
  }

  override render(template: Template, scope: Scope): Value {
    if (this.parts) return this.parts.get(template) ?? unknown();
    const before = this.known.get(template)?.get(scope);
    if (before) return before;
    const value = whole(super.render(template, scope));
    if (template.kind !== 'constant')
      this.known.set(template, (this.known.get(template) ?? new Map<Scope, Value>()).set(scope, value));
    return value;
  }

  override evaluate(code: Code, scope: Scope): Value {
    return this.parts ? (this.parts.get(code) ?? unknown()) : super.evaluate(code, scope);
  }

  override raw(code: Code, scope: Scope): Value {
    const { problems } = this.record;
    const most = problems.length + MOST_OF_TEXT;
    const value = whole(super.raw(code, scope));
    if (problems.length > most) problems.length = most;
    return value;
  }

  override each(value: Value, operation: (value: Exclude<Value, { kind: 'choice' }>) => Value): Value {
    return operation(value.kind === 'choice' ? unknown(typeBits(value)) : value);
  }

  override read(): void {}
  override compare(): void {}

  protected override renderAnew(template: Exclude<Template, { kind: 'constant' }>, scope: Scope): Value {
    switch (template.kind) {
      case 'text':
        return this.text(template, scope);
      case 'refused':
        return this.refused(template, scope);
      case 'operation': {
        this.parts = this.partsOf(template, scope);
        const value = OPERATORS[template.operator](template, scope, this);
        this.parts = undefined;
        // Nothing counts as an object here; where it may disappear it has no type.
        const vanishes = operatorSyntax(template.operator).mayVanish && typeBits(value) & Types.object;
        return vanishes ? unknown() : this.fitting(value, template);
      }
      default:
        return super.renderAnew(template, scope);
    }
  }

  private text(template: Text, scope: Scope): Value {
    const { problems } = this.record;
    const most = problems.length + MOST_OF_TEXT;
    const value = super.renderAnew(template, scope);
    for (const code of template.behind ?? []) this.raw(code, scope);
    if (problems.length > most) problems.length = most;
    return value;
  }

  private refused({ stray, inside, detail, ...template }: Refused, scope: Scope): Value {
    if (detail.code !== 'stray-keys' || !stray) return super.renderAnew({ ...template, detail }, scope);
    const { message, source } = template;
    for (const { key, node } of stray) this.fail({ ...detail, keys: [key] }, message, { node, source });
    // A key that the operator lacks may be the misspelt one.
    if (inside) this.partsOf(inside, scope);
    return unknown();
  }

  /** Visits the parts of an operation, each with the variables in its scope. */
  private partsOf(
    { operator, operand, companions, node }: Operation,
    scope: Scope,
  ): ReadonlyMap<Template | Code, Value> {
    const found = new Map<Template | Code, Value>();
    const explorePart = ({ template, code, cases = [] }: Part, inner: Scope): void => {
      for (const { condition, value } of cases) {
        if (condition) this.evaluate(condition, inner);
        found.set(value, this.render(value, inner));
      }
      if (!code) found.set(template, this.render(template, inner));
      else {
        const value = this.evaluate(code, inner);
        if (operator === '$eval' || operator === '$sort') found.set(code, value);
      }
    };
    let inner = scope;
    if (operator === '$let') {
      const variables = { node, operator, key: 'variables', item: undefined };
      this.within(variables, () => explorePart(operand, scope));
      inner = bound(found.get(operand.template), scope);
    } else explorePart(operand, scope);
    for (const part of Object.values(companions)) {
      if (!part) continue;
      const names = part.variables?.flatMap((name) => name ?? []);
      explorePart(part, names ? withNames(names, scope) : inner);
    }
    return found;
  }
}

/** A value without its problem, which has been noted: anything that depends on it is unknown. */
function whole(value: Value): Value {
  return value.kind === 'unknown' && value.problem ? unknown() : value;
}

/** The scope of the template in a `$let`. */
function bound(bindings: Value | undefined, outer: Scope): Scope {
  if (bindings?.kind !== 'object') return { outer, variables: new Map(), open: true };
  return { ...withNames([...bindings.fields.keys()], outer), open: bindings.open };
}

function withNames(names: readonly string[], outer: Scope): Scope {
  return { outer, variables: new Map(names.map((name) => [name, unknown()])), open: false };
}
