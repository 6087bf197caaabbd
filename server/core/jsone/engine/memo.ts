import type { Comparison, FunctionCall, Read, Record } from './evaluator.js';
import { visitExpressions } from './expression/ast.js';
import { sameOrigin } from './origin.js';
import { lookUp, type Scope } from './scope.js';
import type { Code, Part, Template } from './template.js';
import type { Problem, Trail, Value } from './types.js';

/** What the evaluation of a template gave, and what it noted. */
export interface Kept {
  readonly value: Value;
  readonly steps: number;
  readonly certain: boolean;
  /** Where the evaluation began. */
  readonly trail: Trail | undefined;
  readonly problems: readonly Problem[];
  readonly reads: readonly Read[];
  readonly comparisons: readonly Comparison[];
  readonly calls: readonly FunctionCall[];
}

/**
 * Results of templates, by what they depend on: the values of the variables that they name. One memo serves evaluations
 * of one template for several contexts, and of what is left of it after an edit.
 */
export interface Memo {
  find(template: Template, scope: Scope, certain: boolean): Kept | undefined;
  keep(template: Template, scope: Scope, kept: Kept): void;
  /** Notes again what an evaluation noted. */
  replay(kept: Kept, record: Record, trail: Trail | undefined): void;
}

/** How many results are kept for one template; the oldest goes first. */
const MOST = 24;

interface Result {
  readonly inputs: readonly Input[];
  readonly kept: Kept;
}

type NamesRead = (template: Template) => readonly string[] | undefined;

/** What a name stands for: a value, or none; `open` if something unknown may hide it. */
interface Input {
  readonly value: Value | undefined;
  readonly open: boolean;
}

/** An empty memo. It lets go of what belongs to templates that nobody holds any more. */
export function createMemo(): Memo {
  const results = new WeakMap<Template, Result[]>();
  const names = new WeakMap<Template, { readonly names: readonly string[] | undefined }>();
  const read: NamesRead = (template) => {
    const known = names.get(template) ?? { names: namesRead(template, read) };
    names.set(template, known);
    return known.names;
  };
  return {
    find(template, scope, certain) {
      const known = results.get(template);
      const free = known && read(template);
      if (!free) return undefined;
      const inputs = inputsOf(free, scope);
      return known.find((one) => one.kept.certain === certain && sameInputs(one.inputs, inputs))?.kept;
    },
    keep(template, scope, kept) {
      const free = read(template);
      if (!free) return;
      const known = results.get(template) ?? [];
      results.set(template, known);
      if (known.length >= MOST) known.shift();
      known.push({ inputs: inputsOf(free, scope), kept });
    },
    replay(kept, record, trail) {
      for (const problem of kept.problems)
        record.problems.push(
          trail === kept.trail ? problem : { ...problem, trail: moved(problem.trail, kept.trail, trail) },
        );
      record.reads.push(...kept.reads);
      record.comparisons.push(...kept.comparisons);
      record.calls.push(...kept.calls);
    },
  };
}

/** The way that led from `from` to somewhere, as it leads from `to`. */
function moved(trail: Trail | undefined, from: Trail | undefined, to: Trail | undefined): Trail | undefined {
  if (trail === from || !trail) return to;
  return { ...trail, outer: moved(trail.outer, from, to) };
}

function inputsOf(names: readonly string[], scope: Scope): Input[] {
  return names.map((name) => {
    const found = lookUp(scope, name);
    return found.value ? { value: found.value, open: !found.certain } : { value: undefined, open: found.open };
  });
}

function sameInputs(a: readonly Input[], b: readonly Input[]): boolean {
  return a.every((input, i) => {
    const other = b[i];
    if (!other || input.open !== other.open) return false;
    return input.value === undefined || other.value === undefined
      ? input.value === other.value
      : sameValue(input.value, other.value);
  });
}

/** Whether two values are the same with the same origin, as far as that is seen at once. */
function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || !sameOrigin(a.origin, b.origin)) return false;
  switch (a.kind) {
    case 'array':
      return b.kind === 'array' && a.items === b.items && a.open === b.open;
    case 'object':
      return b.kind === 'object' && a.fields === b.fields && a.open === b.open;
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return 'value' in b && Object.is(a.value, b.value);
    case 'function':
      return b.kind === 'function' && a.definition === b.definition;
    default:
      return false;
  }
}

/**
 * The names of variables that the value of a template depends on, those that it binds itself included. Undefined if that
 * is not known: `defined()` may be asked for a name that is worked out.
 */
function namesRead(template: Template, read: NamesRead): readonly string[] | undefined {
  const names = new Set<string>();
  let all = true;
  const add = (code: Code | string | undefined): void => {
    if (!code || typeof code === 'string' || !code.expression) return;
    visitExpressions(code.expression, (expression) => {
      if (expression.kind === 'name') names.add(expression.name);
      if (expression.kind !== 'call' || expression.left.kind !== 'name') return;
      // Under another name these two are noticed when they are called.
      const [first] = expression.args;
      if (expression.left.name === 'fromNow') names.add('now');
      if (expression.left.name !== 'defined') return;
      if (first?.kind === 'literal' && typeof first.value === 'string') names.add(first.value);
      else all = false;
    });
  };
  const addTemplate = (inner: Template): void => {
    const below = inner === template ? undefined : read(inner);
    if (inner !== template && !below) all = false;
    for (const name of below ?? []) names.add(name);
  };
  const addPart = (part: Part | undefined): void => {
    if (!part) return;
    addTemplate(part.template);
    add(part.code);
    for (const { condition, value } of part.cases ?? []) {
      add(condition);
      addTemplate(value);
    }
  };
  switch (template.kind) {
    case 'text':
      template.parts.forEach(add);
      break;
    case 'list':
      template.items.forEach(addTemplate);
      break;
    case 'mapping':
      for (const { key, value } of template.entries) {
        addTemplate(value);
        if (typeof key === 'object' && 'parts' in key) key.parts.forEach(add);
      }
      break;
    case 'operation':
      if (template.operator === '$fromNow') names.add('now');
      addPart(template.operand);
      Object.values(template.companions).forEach(addPart);
  }
  return all ? [...names] : undefined;
}
