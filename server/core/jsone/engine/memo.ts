import type { Comparison, FunctionCall, Read, Record, Rope } from './evaluator.js';
import { type Expression, operandsOf } from './expression/ast.js';
import { type Origin, sameOrigin } from './origin.js';
import { lookUp, type Scope } from './scope.js';
import type { Code, Part, Template } from './template.js';
import type { Problem, Trail, Value } from './types.js';

/** The result of evaluating a template, and what was noted. */
export interface Kept {
  readonly value: Value;
  readonly steps: number;
  readonly certain: boolean;
  /** Where the evaluation began. */
  readonly trail: Trail | undefined;
  readonly problems: readonly Problem[];
  readonly reads: Rope<Read>;
  readonly comparisons: Rope<Comparison>;
  readonly calls: Rope<FunctionCall>;
}

/**
 * Results of templates, by what they depend on: the values of the variables, and of the members of variables, that they
 * name. One memo serves evaluations of one template for several contexts, and of its unchanged parts after an edit. A part
 * that only reads `event.ref` is not evaluated again for an event that differs in `event.action`.
 */
export interface Memo {
  find(template: Template, scope: Scope, certain: boolean): Kept | undefined;
  keep(template: Template, scope: Scope, kept: Kept): void;
  /** Repeats the notes of an evaluation. */
  replay(kept: Kept, record: Record, trail: Trail | undefined): void;
}

/** How many results to keep for one template; the oldest is dropped first. */
const MOST = 24;

interface Result {
  readonly inputs: readonly Input[];
  readonly kept: Kept;
}

/** A variable that a template reads, or a member of one: `event.pull_request` has the key `pull_request`. */
interface Use {
  readonly name: string;
  readonly keys: readonly string[];
}

/** By how they are written. */
type Uses = ReadonlyMap<string, Use>;

type UsesOf = (template: Template) => Uses | undefined;

/** What a use refers to: a value, or none; `open` if something unknown may hide it. */
interface Input {
  /** If there is no such member: the value on the path to it, `depth` keys deep. */
  readonly value: Value | undefined;
  /** The origin of the variable, from which those of its members are derived. */
  readonly origin: Origin | undefined;
  readonly depth: number;
  readonly missing: boolean;
  readonly open: boolean;
}

/** An empty memo. It drops the results of templates that are no longer in use. */
export function createMemo(): Memo {
  const results = new WeakMap<Template, Result[]>();
  const uses = new WeakMap<Template, { readonly uses: Uses | undefined }>();
  const read: UsesOf = (template) => {
    const known = uses.get(template) ?? { uses: usesIn(template, read) };
    uses.set(template, known);
    return known.uses;
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
      if (kept.reads.length > 0) record.reads.push(kept.reads);
      if (kept.comparisons.length > 0) record.comparisons.push(kept.comparisons);
      if (kept.calls.length > 0) record.calls.push(kept.calls);
    },
  };
}

/** A path that started at `from`, transferred to `to`. */
function moved(trail: Trail | undefined, from: Trail | undefined, to: Trail | undefined): Trail | undefined {
  if (trail === from || !trail) return to;
  return { ...trail, outer: moved(trail.outer, from, to) };
}

function inputsOf(uses: Uses, scope: Scope): Input[] {
  const inputs: Input[] = [];
  for (const { name, keys } of uses.values()) {
    const found = lookUp(scope, name);
    inputs.push(
      found.value
        ? memberOf(found.value, keys, !found.certain)
        : { value: undefined, origin: undefined, depth: 0, missing: false, open: found.open },
    );
  }
  return inputs;
}

function memberOf(variable: Value, keys: readonly string[], open: boolean): Input {
  const { origin } = variable;
  let value = variable;
  for (const [depth, key] of keys.entries()) {
    if (value.kind !== 'object') return { value, origin, depth, missing: false, open };
    const field = value.fields.get(key);
    // Other members do not matter: a template that reads them names them.
    if (!field && !value.open) return { value: undefined, origin, depth, missing: true, open };
    if (!field?.certain) return { value, origin, depth, missing: false, open };
    value = field.value;
  }
  return { value, origin, depth: keys.length, missing: false, open };
}

function sameInputs(a: readonly Input[], b: readonly Input[]): boolean {
  return a.every((input, i) => {
    const other = b[i];
    if (!other || input.open !== other.open || input.depth !== other.depth || input.missing !== other.missing)
      return false;
    if (!sameOrigin(input.origin, other.origin)) return false;
    return input.value === undefined || other.value === undefined
      ? input.value === other.value
      : sameValue(input.value, other.value);
  });
}

/** Whether two values and their origins are the same, as far as a quick check shows. */
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
 * What the value of a template depends on: the variables, or members of them, that it names, including those it binds
 * itself. Undefined if that is not known, because `defined()` may be called with a computed name.
 */
function usesIn(template: Template, read: UsesOf): Uses | undefined {
  const uses = new Map<string, Use>();
  let all = true;
  const use = (name: string, keys: readonly string[] = []): void => {
    uses.set([name, ...keys].join(' '), { name, keys });
  };
  const add = (code: Code | string | undefined): void => {
    if (!code || typeof code === 'string' || !code.expression) return;
    const waiting: Expression[] = [code.expression];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const member = memberIn(next);
      if (member) {
        use(member.name, member.keys);
        continue;
      }
      waiting.push(...operandsOf(next));
      if (next.kind !== 'call' || next.left.kind !== 'name') continue;
      // If they have another name, these two are noticed when they are called.
      const [first] = next.args;
      if (next.left.name === 'fromNow') use('now');
      if (next.left.name !== 'defined') continue;
      if (first?.kind === 'literal' && typeof first.value === 'string') use(first.value);
      else all = false;
    }
  };
  const addTemplate = (inner: Template): void => {
    const below = inner === template ? undefined : read(inner);
    if (inner !== template && !below) all = false;
    for (const [text, one] of below ?? []) uses.set(text, one);
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
      if (template.operator === '$fromNow') use('now');
      addPart(template.operand);
      Object.values(template.companions).forEach(addPart);
  }
  return all ? uses : undefined;
}

/** The variable and the member that an expression such as `name.key.key` or `name["key"]` refers to. */
function memberIn(expression: Expression): Use | undefined {
  const keys: string[] = [];
  let at = expression;
  while (at.kind === 'member' || at.kind === 'access') {
    const key = at.kind === 'member' ? at.property : !at.interval && at.from?.kind === 'literal' && at.from.value;
    if (typeof key !== 'string') return undefined;
    keys.unshift(key);
    at = at.left;
  }
  return at.kind === 'name' ? { name: at.name, keys } : undefined;
}
