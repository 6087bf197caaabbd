import type { MapNode, Node, ScalarNode } from '../../syntax/node.js';
import {
  type Compiled,
  choice,
  compile,
  evaluate,
  number,
  object,
  plainField,
  type Source,
  string,
  truth,
  typesOf,
  unknown,
  type Value,
} from '../engine/index.js';
import { NOW } from '../fixed-clock.js';
import type { Binding, Surrounding } from './surroundings.js';

/** The variables at a place of a template, for one context. Values are computed when they are asked for. */
export interface Environment {
  /** The value of a variable; undefined if there is none. It may be unknown, or a choice of several. */
  variable(name: string): Value | undefined;
  /** The names of the variables, those of the context included. */
  names(): ReadonlySet<string>;
  /** The value of an expression; undefined if it cannot be evaluated. */
  value(expression: string): Value | undefined;
  /** Whether the place is reached: false if a condition around it does not hold, or fails. */
  readonly isReached: boolean;
}

/** What the environments of one place share. */
export interface Site {
  readonly source: Source;
  readonly surroundings: readonly Surrounding[];
  /** What is compiled, and expressions as nodes: kept for the next context. */
  readonly compiled: Compiled;
  readonly expressions: Map<string, MapNode>;
  /** The words in a part of the template, among them the variables that it reads. */
  readonly words: Map<Node, ReadonlySet<string> | undefined>;
}

/** A place with what the operators around it add. */
export function createSite(source: Source, surroundings: readonly Surrounding[]): Site {
  return { source, surroundings, compiled: new Map(), expressions: new Map(), words: new Map() };
}

/** Completion must be quick: a variable that takes more to compute is unknown. */
const BOUNDS = { steps: 4_000, stepsPerNode: 2, size: 20_000, alternatives: 8 };

/** How many items of a list a loop variable is compared to. */
const MOST_ITEMS = 16;

/** The variables of a place for a context. `open`: the caller may provide others, too. */
export function createEnvironment(site: Site, context: ReadonlyMap<string, Value>, open = false): Environment {
  const { surroundings } = site;
  const known = surroundings.map(() => new Map<string, Value | undefined>());
  const namesKnown = new Map<number, ReadonlySet<string>>();

  /** The value of a name, as seen inside the first `depth` surroundings. */
  function lookUp(name: string, depth: number): Value | undefined {
    for (let i = depth - 1; i >= 0; i--) {
      const level = surroundings[i];
      const values = known[i];
      if (!level || !values || level.kind === 'condition') continue;
      if (!values.has(name)) values.set(name, definedAt(level, name, i));
      const value = values.get(name);
      if (value) return value;
    }
    return context.get(name);
  }

  function definedAt(level: Surrounding, name: string, depth: number): Value | undefined {
    if (level.kind === 'computed') return fieldsAt(level.source, depth).get(name);
    const binding = level.kind === 'bindings' ? level.bindings.findLast((one) => one.name === name) : undefined;
    return binding && boundValue(binding, evaluateNode(binding.source, depth));
  }

  function fieldsAt(source: Node, depth: number): ReadonlyMap<string, Value> {
    return fieldsOf(evaluateNode(source, depth));
  }

  function evaluateNode(node: Node, depth: number): Value {
    if (!site.words.has(node)) site.words.set(node, wordsOf(node, site.source.text));
    return evaluateWith(node, depth, site.words.get(node));
  }

  function evaluateExpression(text: string, depth: number): Value {
    const node = site.expressions.get(text) ?? expressionNode(text);
    site.expressions.set(text, node);
    const words = site.words.get(node) ?? wordsIn(text);
    site.words.set(node, words);
    return evaluateWith(node, depth, words);
  }

  function evaluateWith(node: Node, depth: number, words: ReadonlySet<string> | undefined): Value {
    const given = new Map<string, Value>();
    for (const name of namesAt(depth)) {
      const value = words && !words.has(name) ? undefined : lookUp(name, depth);
      if (value) given.set(name, value);
    }
    const template = compile(node, site.source, site.compiled);
    return evaluate(template, { context: given, open, now: NOW, bounds: BOUNDS }).value;
  }

  function namesAt(depth: number): ReadonlySet<string> {
    const before = namesKnown.get(depth);
    if (before) return before;
    const names = new Set(context.keys());
    namesKnown.set(depth, names);
    for (const [i, level] of surroundings.slice(0, depth).entries()) {
      if (level.kind === 'bindings') for (const { name } of level.bindings) names.add(name);
      if (level.kind === 'computed') for (const name of fieldsAt(level.source, i).keys()) names.add(name);
    }
    return names;
  }

  const isReached = surroundings.every((level, depth) => {
    if (level.kind !== 'condition') return true;
    const value = evaluateExpression(level.text, depth);
    return !isFailed(value) && truth(value) !== !level.holds;
  });

  return {
    variable: (name) => lookUp(name, surroundings.length),
    names: () => namesAt(surroundings.length),
    value: (expression) => {
      const value = evaluateExpression(expression, surroundings.length);
      return isFailed(value) ? undefined : value;
    },
    isReached,
  };
}

/** Whether JSON-e certainly rejects what the value comes from. What exceeds the bounds here is only unknown. */
function isFailed(value: Value): boolean {
  const problem = value.kind === 'unknown' ? value.problem : undefined;
  return problem?.certain === true && problem.detail.code !== 'limit';
}

/** The value that a loop or `$let` binds. */
function boundValue({ part, indexed }: Binding, source: Value): Value {
  if (part === 'value' || isFailed(source)) return source;
  if (part === 'result') return unknown();
  const lists = source.kind === 'choice' ? source.options : [source];
  const values = lists.flatMap((list) => (part === 'item' ? itemsOf(list, indexed) : indicesOf(list)));
  return values.length > 0 ? choice(values, MOST_ITEMS) : unknown();
}

function itemsOf(list: Value, indexed: boolean): readonly Value[] {
  if (list.kind === 'array') return list.items.slice(0, MOST_ITEMS);
  if (list.kind !== 'object') return [];
  return [...list.fields].slice(0, MOST_ITEMS).map(([key, { value }]) =>
    indexed
      ? value
      : object(
          new Map([
            ['key', plainField(string(key))],
            ['val', plainField(value)],
          ]),
        ),
  );
}

function indicesOf(list: Value): readonly Value[] {
  if (list.kind === 'object') return [...list.fields.keys()].slice(0, MOST_ITEMS).map((key) => string(key));
  return list.kind !== 'array'
    ? []
    : list.open
      ? [unknown(typesOf('number'))]
      : list.items.slice(0, MOST_ITEMS).map((_, i) => number(i));
}

/** The properties that a value may have. */
export function fieldsOf(value: Value): ReadonlyMap<string, Value> {
  const fields = new Map<string, Value>();
  for (const one of value.kind === 'choice' ? value.options : [value]) {
    if (one.kind !== 'object') continue;
    for (const [key, field] of one.fields) {
      const before = fields.get(key);
      fields.set(key, before ? choice([before, field.value], MOST_ITEMS) : field.value);
    }
  }
  return fields;
}

const wordsIn = (text: string): ReadonlySet<string> => new Set(text.match(/[A-Za-z_]\w*/g));

/** The words in a template, among them the variables that it reads; undefined if aliases may bring in others. */
function wordsOf(node: Node, text: string): ReadonlySet<string> | undefined {
  if (node.kind === 'alias') return node.target && wordsOf(node.target, text);
  const source = text.slice(node.start, node.end);
  return /[\s[,]\*\w/.test(source) ? undefined : wordsIn(source);
}

/** `{$eval: …}` around the text of an expression. It has no place in the source. */
function expressionNode(text: string): MapNode {
  const place = { start: 0, end: 0 };
  const scalar = (content: string): ScalarNode => ({
    kind: 'scalar',
    style: 'plain',
    type: 'string',
    text: content,
    ...place,
  });
  const entry = { key: scalar('$eval'), value: scalar(text), unusual: false, ...place };
  return { kind: 'map', flow: true, entries: [entry], ...place };
}
