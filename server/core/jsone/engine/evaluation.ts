import type { Node } from '../../syntax/node.js';
import { wrongArgument } from './arguments.js';
import type { Bounds } from './bounds.js';
import { evaluateExpression } from './evaluate-expression.js';
import type { Comparison, Evaluator, FunctionDefinition, Read, Record, Site } from './evaluator.js';
import { renderText } from './interpolation.js';
import type { Kept, Memo } from './memo.js';
import { OPERATORS } from './operators/operators.js';
import { passedOn } from './origin.js';
import { createProblem, withTrail } from './problem.js';
import { lookUp, type Scope } from './scope.js';
import { type Code, type Mapping, type Place, placeIn, type Template } from './template.js';
import type { Detail, Field, Problem, Trail, UnknownValue, Value } from './types.js';
import {
  ANY_TYPE,
  array,
  choice,
  depthOf,
  Holds,
  holdsOf,
  isKnown,
  object,
  sizeOf,
  typesOf,
  unknown,
  withOrigin,
} from './value.js';

/** Templates with at most this many nodes are evaluated again instead of being remembered. */
const WORTH_REMEMBERING = 4;

/** One evaluation of one template. */
export class Evaluation implements Evaluator {
  readonly thorough: boolean = false;
  readonly record: Record = { problems: [], reads: [], comparisons: [], calls: [] };
  steps = 0;
  /** How many of the `steps` were skipped because their results were cached. */
  saved = 0;
  over: UnknownValue | undefined;
  private depth = 0;
  /** How often `dependOnScope` was called. */
  private hidden = 0;
  private certain = true;
  private trail: Trail | undefined;
  /**
   * How many arguments of `range` have to be whole numbers. json-e ignores the third once `range` was called with two,
   * because the function keeps the types that its last call required.
   */
  private rangeIntegers = 3;

  constructor(
    readonly bounds: Bounds,
    readonly clock: string,
    private readonly maxSteps: number,
    private readonly memo: Memo | undefined,
    /** Set if the template changes lists in place, so that nothing may be shared. */
    private readonly mutates: boolean,
  ) {}

  render(template: Template, scope: Scope): Value {
    if (this.over) return this.over;
    if (template.kind === 'constant') return this.constant(template.value, template);
    const place = { node: template.node, source: template.source };
    const limit = this.charge(1, place);
    if (limit) return limit;
    if (this.depth >= this.bounds.depth) return this.limit('depth', place);
    this.depth++;
    const value =
      this.memo && template.size > WORTH_REMEMBERING
        ? this.remembered(this.memo, template, scope)
        : this.renderAnew(template, scope);
    this.depth--;
    return value;
  }

  private constant(value: Value, place: Place): Value {
    if (value.kind !== 'array' && value.kind !== 'object') return value;
    const limit = this.charge(1, place);
    if (limit) return limit;
    const fitting = this.fitting(value, place);
    return this.mutates ? copy(fitting) : fitting;
  }

  protected renderAnew(template: Exclude<Template, { kind: 'constant' }>, scope: Scope): Value {
    switch (template.kind) {
      case 'text':
        return renderText(template, scope, this);
      case 'list': {
        const items: Value[] = [];
        for (const item of template.items) {
          const value = this.render(item, scope);
          if (value.kind !== 'absent') items.push(value);
        }
        return this.fitting(array(items, template.node), template);
      }
      case 'mapping':
        return this.mapping(template, scope);
      case 'refused':
        return this.fail(template.detail, template.message, { node: template.place, source: template.source });
      case 'operation': {
        const value = OPERATORS[template.operator](template, scope, this);
        return this.fitting(value, template);
      }
    }
  }

  private remembered(memo: Memo, template: Exclude<Template, { kind: 'constant' }>, scope: Scope): Value {
    const key = memo.key(template, scope, this.certain);
    if (key === undefined) return this.renderAnew(template, scope);
    const found = memo.find(template, key);
    if (found) {
      const limit = this.charge(found.steps, template);
      if (limit) return limit;
      this.saved += found.steps;
      for (const problem of found.problems) this.record.problems.push(onPath(problem, found.trail, this.trail));
      noteAgain(found, this.record);
      return found.value;
    }
    const { record, steps, hidden } = this;
    const { reads, comparisons, calls, problems } = record;
    const before = problems.length;
    // What is noted from here on belongs to this template.
    record.reads = [];
    record.comparisons = [];
    record.calls = [];
    const value = this.renderAnew(template, scope);
    const kept: Kept = {
      value,
      steps: this.steps - steps,
      certain: this.certain,
      trail: this.trail,
      problems: problems.length > before ? problems.slice(before) : NO_PROBLEMS,
      reads: record.reads,
      comparisons: record.comparisons,
      calls: record.calls,
    };
    record.reads = reads;
    record.comparisons = comparisons;
    record.calls = calls;
    // A result that was cut short depends on what came before.
    if (!this.over && hidden === this.hidden) memo.keep(template, key, kept);
    noteAgain(kept, record);
    return value;
  }

  private mapping(template: Mapping, scope: Scope): Value {
    const fields = new Map<string, Field>();
    let open = false;
    for (const { entry, owner, key, value: inner } of template.entries) {
      const value = this.render(inner, scope);
      // json-e only checks the key once it has a value.
      if (value.kind === 'absent') continue;
      const name = this.key(key, entry.key, template, scope);
      if (name === undefined) open = true;
      else fields.set(name, field(value, { entry, owner }));
    }
    if (open) for (const [key, known] of fields) fields.set(key, { ...known, certain: false });
    return this.fitting(object(fields, { origin: template.node, parts: template.parts, open }), template);
  }

  private key(
    key: Mapping['entries'][number]['key'],
    node: Node,
    { source }: Mapping,
    scope: Scope,
  ): string | undefined {
    if (typeof key === 'string') return key;
    if ('reserved' in key) {
      const message = '$<identifier> is reserved; use $$<identifier>';
      this.fail({ code: 'reserved-key', key: key.reserved }, message, { node, source });
      return undefined;
    }
    const value = renderText(key, scope, this);
    return value.kind === 'string' ? value.value : undefined;
  }

  evaluate(code: Code, scope: Scope): Value {
    const value = this.raw(code, scope);
    return withOrigin(value, passedOn(code.node, value.origin));
  }

  raw(code: Code, scope: Scope): Value {
    if (this.over) return this.over;
    const { failure, expression } = code;
    if (!failure) return expression ? evaluateExpression(code, expression, scope, this) : unknown();
    if (failure.reason === 'depth') return this.limit('depth', placeIn(code));
    return this.fail({ code: 'syntax', failure }, failure.message, placeIn(code, failure.span));
  }

  fail(detail: Detail, message: string, place: Place): UnknownValue {
    const { node, source, code, within } = place;
    if (this.isFull && this.over) return this.over;
    const { certain, trail } = this;
    const problem = createProblem({ detail, message, node, source, code, within, certain, trail });
    this.record.problems.push(problem);
    const value: UnknownValue = { kind: 'unknown', types: ANY_TYPE, problem, origin: node };
    // Nobody reads more of them, so skip the rest.
    if (this.isFull) this.over ??= value;
    return value;
  }

  private get isFull(): boolean {
    return this.record.problems.length >= this.bounds.problems;
  }

  private limit(limit: 'steps' | 'depth' | 'size', place: Place): UnknownValue {
    const message = {
      steps: 'the template takes too many steps',
      depth: 'the template is nested too deeply',
      size: 'the value is too large',
    }[limit];
    return this.fail({ code: 'limit', limit }, message, place);
  }

  step(): boolean {
    return ++this.steps <= this.maxSteps && !this.over;
  }

  charge(steps: number, place: Place): UnknownValue | undefined {
    this.steps += steps;
    if (this.over || this.steps <= this.maxSteps) return this.over;
    this.over = this.limit('steps', place);
    return this.over;
  }

  chargeText(length: number, place: Place): UnknownValue | undefined {
    if (length >> 4 > this.bounds.size) return this.limit('size', place);
    return length < 64 ? this.over : this.charge(length >> 6, place);
  }

  fitting(value: Value, place: Place): Value {
    if (sizeOf(value) > this.bounds.size) return this.limit('size', place);
    return depthOf(value) > this.bounds.depth ? this.limit('depth', place) : value;
  }

  supposing<T>(action: () => T): T {
    const { certain } = this;
    this.certain = false;
    const result = action();
    this.certain = certain;
    return result;
  }

  within<T>(step: Omit<Trail, 'outer'>, action: () => T): T {
    const outer = this.trail;
    this.trail = { ...step, outer };
    const result = action();
    this.trail = outer;
    return result;
  }

  oneOf(values: readonly Value[]): Value {
    return choice(values, this.bounds.alternatives);
  }

  each(value: Value, operation: (value: Exclude<Value, { kind: 'choice' }>) => Value): Value {
    if (value.kind !== 'choice') return operation(value);
    return this.supposing(() => this.oneOf(value.options.map(operation)));
  }

  read(read: Read): void {
    this.record.reads.push(read);
  }

  test(name: string, { scope, code, at }: Omit<Site, 'evaluator'>): void {
    const found = lookUp(scope, name);
    if (found.value && found.scope.outer) return;
    this.read({ path: { kind: 'context', parent: undefined, key: name }, how: 'test', code, at });
  }

  compare(comparison: Comparison): void {
    this.record.comparisons.push(comparison);
  }

  dependOnScope(): void {
    this.hidden++;
  }

  call(definition: FunctionDefinition, name: string, args: readonly Value[], given: Omit<Site, 'evaluator'>): Value {
    const { parameters, lenient, gives } = definition;
    if (!parameters) {
      this.record.calls.push({ name, args, code: given.code, at: given.at });
    } else {
      const integers = name === 'range' ? this.rangeIntegers : parameters.length;
      const wrong = wrongArgument(definition, name, args, integers);
      if (name === 'range' && args.length >= 2) this.rangeIntegers = Math.min(integers, args.length);
      if (wrong) {
        const { argument, message } = wrong;
        return this.fail({ code: 'wrong-arguments', name, argument, args }, message, given.place);
      }
    }
    const site = { ...given, evaluator: this };
    const vague = args.some((arg) => !isKnown(arg));
    if (!vague || !parameters) return definition.call(args, site);
    if (args.every((arg) => arg.kind !== 'choice')) {
      return lenient ? definition.call(args, site) : unknown(typesOf(...gives));
    }
    // Arguments with several alternatives are expanded one after another.
    const at = args.findIndex((arg) => arg.kind === 'choice');
    const chosen = args[at];
    if (!chosen) return unknown(typesOf(...gives));
    return this.each(chosen, (one) => this.call(definition, name, args.with(at, one), given));
  }
}

/** A field of a mapping. If its value may be nothing, that option is removed and the field is not certain. */
export function field(value: Value, { entry, owner }: Pick<Field, 'entry' | 'owner'>): Field {
  if (value.kind !== 'choice' || !(holdsOf(value) & Holds.absent)) return { value, entry, owner, certain: true };
  const options = value.options.filter(({ kind }) => kind !== 'absent');
  const [only] = options;
  if (!only || options.length === value.options.length) return { value, entry, owner, certain: true };
  return { value: options.length === 1 ? only : { ...value, options }, entry, owner, certain: false };
}

const NO_PROBLEMS: Kept['problems'] = [];

/** Repeats what an evaluation noted, except its problems. */
function noteAgain({ reads, comparisons, calls }: Kept, record: Record): void {
  if (reads.length > 0) record.reads.push(reads);
  if (comparisons.length > 0) record.comparisons.push(comparisons);
  if (calls.length > 0) record.calls.push(calls);
}

/** A problem of an evaluation that began at `from`, as one that began at `to` would find it. */
function onPath(problem: Problem, from: Trail | undefined, to: Trail | undefined): Problem {
  return from === to ? problem : withTrail(problem, moved(problem.trail, from, to));
}

function moved(trail: Trail | undefined, from: Trail | undefined, to: Trail | undefined): Trail | undefined {
  if (trail === from || !trail) return to;
  return { ...trail, outer: moved(trail.outer, from, to) };
}

/** A copy that shares no list with the value. */
export function copy(value: Value): Value {
  if (value.kind === 'array') return { ...value, items: value.items.map(copy) };
  if (value.kind !== 'object') return value;
  const fields = new Map([...value.fields].map(([key, one]) => [key, { ...one, value: copy(one.value) }]));
  return { ...value, fields };
}
