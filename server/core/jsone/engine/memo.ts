import type { Comparison, FunctionCall, Read, Rope } from './evaluator.js';
import { type Expression, operandsOf } from './expression/ast.js';
import type { Origin } from './origin.js';
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
  /**
   * Everything that the result of a template depends on, as a text that is equal for equal inputs only; undefined if that is
   * not known.
   */
  key(template: Template, scope: Scope, certain: boolean): string | undefined;
  find(template: Template, key: string): Kept | undefined;
  keep(template: Template, key: string, kept: Kept): void;
}

/** How many results to keep at least. At most twice as many are kept; those that were not used for longest are dropped first. */
const MANY = 10_000;

/** A variable that a template reads, or a member of one: `event.pull_request` has the key `pull_request`. */
interface Use {
  readonly name: string;
  readonly keys: readonly string[];
}

/** By how they are written. */
type Uses = ReadonlyMap<string, Use>;

type UsesOf = (template: Template) => Uses | undefined;

type Results = WeakMap<Template, Map<string, Kept>>;

/** An empty memo. It drops the results of templates that are no longer in use. */
export function createMemo(): Memo {
  const uses = new WeakMap<Template, { readonly uses: Uses | undefined }>();
  const read: UsesOf = (template) => {
    const known = uses.get(template) ?? { uses: usesIn(template, read) };
    uses.set(template, known);
    return known.uses;
  };
  const names = new Names();
  let recent: Results = new WeakMap();
  let older: Results = new WeakMap();
  let count = 0;
  const keep = (template: Template, key: string, kept: Kept): void => {
    if (++count > MANY) [older, recent, count] = [recent, new WeakMap(), 0];
    const known = recent.get(template);
    if (known) known.set(key, kept);
    else recent.set(template, new Map([[key, kept]]));
  };
  return {
    key(template, scope, certain) {
      const free = read(template);
      if (!free) return undefined;
      let key = certain ? '' : '?';
      for (const use of free.values()) key += names.ofInput(use, scope);
      return key;
    },
    find(template, key) {
      const found = recent.get(template)?.get(key);
      if (found) return found;
      const before = older.get(template)?.get(key);
      if (before) keep(template, key, before);
      return before;
    },
    keep,
  };
}

/**
 * Names of values: equal for values that are the same as far as a quick look shows, with the same origin. Lists and objects
 * are only the same if they share their contents.
 */
class Names {
  private readonly numbers = new WeakMap<object, number>();
  private texts = new Map<string, number>();
  private next = 0;

  /** What a use refers to: a value, none, or `open`, something unknown that may hide it. */
  ofInput({ name, keys }: Use, scope: Scope): string {
    const found = lookUp(scope, name);
    if (!found.value) return found.open ? 'o|' : '-|';
    const variable = `${found.certain ? '' : '?'}${this.ofOrigin(found.value.origin)}:`;
    let { value } = found;
    let depth = 0;
    for (const key of keys) {
      if (value.kind !== 'object') break;
      const field = value.fields.get(key);
      // Other members do not matter: a template that reads them names them.
      if (!field && !value.open) return `${variable}${depth}-|`;
      if (!field?.certain) break;
      value = field.value;
      depth++;
    }
    return `${variable}${depth}${this.ofValue(value)}|`;
  }

  private ofValue(value: Value): string {
    return `${this.ofContent(value)}${this.ofOrigin(value.origin)}`;
  }

  private ofContent(value: Value): string {
    switch (value.kind) {
      case 'string':
        return `"${value.value.length < 40 ? JSON.stringify(value.value) : this.ofText(value.value)}`;
      case 'number':
        return `n${Object.is(value.value, -0) ? '-0' : value.value}`;
      case 'boolean':
        return value.value ? 't' : 'f';
      case 'null':
        return 'z';
      case 'array':
        return `${value.open ? 'A' : 'a'}${this.of(value.items)}`;
      case 'object':
        return `${value.open ? 'O' : 'o'}${this.of(value.fields)}`;
      case 'date':
        return `d${this.of(value.value)}`;
      case 'function':
        return `F${this.of(value.definition)}`;
      case 'unknown':
        return `u${value.types} ${this.ofProblem(value.problem)} ${JSON.stringify(value.pieces)}`;
      case 'choice':
        return `c(${value.options.map((option) => this.ofValue(option)).join()})`;
      case 'absent':
        return 'x';
    }
  }

  /** The same mistake that is found twice has the same name. */
  private ofProblem(problem: Problem | undefined): string {
    if (!problem) return '';
    const { node, message, certain, within, trail } = problem;
    return this.ofText(`${this.of(node)} ${certain} ${within?.start} ${within?.end} ${this.ofTrail(trail)} ${message}`);
  }

  private ofTrail(trail: Trail | undefined): string {
    return trail ? this.ofText(`${this.of(trail.node)} ${this.ofTrail(trail.outer)} ${trail.key}`) : '';
  }

  private ofOrigin(origin: Origin | undefined): string {
    if (!origin) return '';
    const known = this.numbers.get(origin);
    if (known !== undefined) return `@${known}`;
    switch (origin.kind) {
      case 'context':
        return this.same(origin, `${this.ofOrigin(origin.parent)}.${JSON.stringify(origin.key)}`);
      case 'slice':
        return this.same(origin, `${this.ofOrigin(origin.of)}[${origin.from}:${origin.to}]`);
      case 'made': {
        const of = origin.of.map((one) => this.ofOrigin(one)).join();
        return this.same(origin, `${this.of(origin.node)}${origin.passedOn ? '<' : '='}${of}`);
      }
      default:
        return `@${this.of(origin)}`;
    }
  }

  /** The name of an origin that says what `text` says. */
  private same(origin: Origin, text: string): string {
    const number = this.numberOfText(text);
    this.numbers.set(origin, number);
    return `@${number}`;
  }

  private of(object: object): number {
    const known = this.numbers.get(object) ?? this.next++;
    this.numbers.set(object, known);
    return known;
  }

  private ofText(text: string): string {
    return `#${this.numberOfText(text)}`;
  }

  private numberOfText(text: string): number {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    // A number is never used again, so forgetting texts only means that results are not found.
    if (this.texts.size >= MANY) this.texts = new Map();
    this.texts.set(text, this.next);
    return this.next++;
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
