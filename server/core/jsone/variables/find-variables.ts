import type { Span } from '../../base/text.js';
import { isMergeKey } from '../../syntax/key-name.js';
import { type Entry, type MapNode, type Node, resolveAlias, type ScalarNode, visitNodes } from '../../syntax/node.js';
import { type Locate, locator } from '../../syntax/source-map.js';
import {
  EntryReader,
  type Expression,
  isOperator,
  type OperatorName,
  operatorSyntax,
  type Role,
  variablesIn,
  visitExpressions,
} from '../engine/index.js';
import { expressionsIn, type NameRead, nameRead } from '../expressions-in.js';
import { mayVanish } from './may-vanish.js';
import {
  type Definition,
  type Level,
  lookUp,
  type ScalarUse,
  type TextCall,
  type VariableRead,
  type VariableTable,
} from './variable-table.js';

/** The maximum number of visited nodes: aliases can turn a small file into a very large one. */
const MAX_STEPS = 200_000;
/** The maximum nesting of templates and aliases. */
const MAX_NESTING = 500;

/**
 * The variables of the template at `root`, with the scopes that JSON-e gives them: a value of `$let` sees the variables around
 * it but not its siblings, and a variable hides another of the same name. `without`: keys of the root that the service takes
 * away before it renders.
 */
export function findVariables(root: Node, text: string, without: readonly string[] = []): VariableTable {
  const walk = new Walk(text);
  const map = resolveAlias(root);
  if (map?.kind === 'map' && without.length > 0) walk.root(map, without);
  else walk.template(root, undefined);
  return walk.table();
}

class Walk {
  private readonly definitions = new Map<ScalarNode, Map<string, Definition>>();
  private readonly reads = new Map<ScalarNode, Map<number, VariableRead>>();
  private readonly levels: Level[] = [];
  private readonly textCalls = new Map<ScalarNode, Map<number, TextCall>>();
  private readonly otherCalls = new Set<string>();
  private readonly uses = new Map<ScalarNode, Set<ScalarUse>>();
  private readonly aliases = new Set<Node>();
  private readonly tested = new Set<Definition>();
  private readonly locators = new Map<ScalarNode, Locate>();
  private steps = 0;
  private nesting = 0;
  private isComplete = true;
  private readonly seen = new WeakMap<Node, Set<Level | undefined>>();
  private readonly entries = new EntryReader();

  constructor(private readonly text: string) {}

  table(): VariableTable {
    const { levels, otherCalls, uses, aliases, tested, isComplete } = this;
    const textCalls = [...this.textCalls.values()].flatMap((some) => [...some.values()]);
    const definitions = [...this.definitions.values()].flatMap((some) => [...some.values()]);
    const reads = [...this.reads.values()].flatMap((some) => [...some.values()]);
    return { definitions, reads, levels, textCalls, otherCalls, uses, aliases, tested, isComplete };
  }

  root(map: MapNode, without: readonly string[]): void {
    const rest = map.entries.filter(({ key }) => key.kind !== 'scalar' || !without.includes(key.text));
    this.template({ ...map, entries: rest }, undefined);
  }

  template(node: Node, scope: Level | undefined): void {
    if (node.kind === 'alias') this.aliases.add(node);
    const value = resolveAlias(node);
    if (!value) return;
    if (++this.steps > MAX_STEPS || this.nesting >= MAX_NESTING) {
      this.isComplete = false;
      return;
    }
    const scopes = this.seen.get(value);
    if (scopes?.has(scope)) return;
    this.seen.set(value, (scopes ?? new Set()).add(scope));
    this.nesting++;
    if (value.kind === 'scalar') this.read(value, 'template', scope);
    else if (value.kind === 'seq') for (const item of value.items) this.template(item, scope);
    else this.map(value, scope);
    this.nesting--;
  }

  private map(map: MapNode, scope: Level | undefined): void {
    const entries = this.entriesOf(map);
    const [operator, second] = [...entries.keys()].filter(isOperator);
    // JSON-e rejects a mapping with two operators.
    if (second) return;
    if (!operator) {
      for (const [name, { key, value }] of entries) {
        // A key with a dollar sign is a misspelt operator, or escaped.
        if (!/^\$\w/.test(name)) this.template(key, scope);
        this.template(value, scope);
      }
      return;
    }
    const own = entries.get(operator);
    if (!own) return;
    const { operand, companions } = operatorSyntax(operator);
    this.part(own.value, operand, scope);
    const inner = operand === 'bindings' ? this.bind(scope, own.value) : scope;
    for (const { word, role, variables } of companions) {
      for (const [key, entry] of entries) {
        const names = variables && variablesIn(operator, word, key);
        if (names) this.part(entry.value, role, this.bindLoop(scope, operator, entry));
        else if (!variables && key === word) this.part(entry.value, role, inner);
      }
    }
  }

  private entriesOf(map: MapNode): ReadonlyMap<string, Entry> {
    for (const entry of map.entries) {
      if (isMergeKey(entry)) {
        visitNodes(entry.value, (node) => {
          if (node.kind === 'alias') this.aliases.add(node);
        });
      }
    }
    return new Map([...(this.entries.of(map)?.entries ?? [])].map(([key, { entry }]) => [key, entry]));
  }

  private part(value: Node, role: Role, scope: Level | undefined): void {
    if (value.kind === 'alias') this.aliases.add(value);
    const node = resolveAlias(value);
    if (role === 'literal') {
      visitNodes(value, (one) => {
        if (one.kind === 'scalar') this.use(one, 'literal');
      });
    } else if (role === 'expression') {
      if (node?.kind === 'scalar') this.read(node, 'expression', scope);
    } else if (role === 'cases') {
      for (const { key, value: body } of node?.kind === 'map' ? this.entriesOf(node).values() : []) {
        const condition = resolveAlias(key);
        if (key.kind === 'alias') this.aliases.add(key);
        if (condition?.kind === 'scalar' && condition.text !== '$default') this.read(condition, 'expression', scope);
        this.template(body, scope);
      }
    } else if (role === 'bindings' && node?.kind === 'map' && ![...this.entriesOf(node).keys()].some(isOperator)) {
      // The names of variables. They are read as templates too.
      for (const { key, value: bound } of this.entriesOf(node).values()) {
        if (key.kind === 'scalar' && key.text.includes('${')) this.template(key, scope);
        this.template(bound, scope);
      }
    } else this.template(value, scope);
  }

  private bind(outer: Level | undefined, bindings: Node): Level {
    const map = resolveAlias(bindings);
    const entries = map?.kind === 'map' ? this.entriesOf(map) : undefined;
    const variables = new Map<string, Definition>();
    const vanishing = new Set<string>();
    if (!entries || [...entries.keys()].some(isOperator))
      return this.level({ outer, variables, vanishing, isOpen: true });
    let isOpen = false;
    for (const [name, { key, value, start, end }] of entries) {
      const scalar = resolveAlias(key);
      if (scalar?.kind !== 'scalar' || !/^[a-zA-Z_]\w*$/.test(name)) {
        isOpen ||= name.includes('${');
        continue;
      }
      const place = { name, start: 0, end: scalar.text.length };
      variables.set(name, this.define(place, '$let', key.kind === 'alias' ? key : scalar, scalar, { start, end }));
      if (mayVanish(value)) vanishing.add(name);
    }
    return this.level({ outer, variables, vanishing, isOpen });
  }

  private bindLoop(outer: Level | undefined, operator: OperatorName, { key, start, end }: Entry): Level {
    const scalar = resolveAlias(key);
    const variables = new Map<string, Definition>();
    if (scalar?.kind === 'scalar') {
      const names = scalar.text.slice(scalar.text.indexOf('(')).matchAll(/[A-Za-z_]\w*/g);
      const from = scalar.text.indexOf('(');
      for (const { 0: name, index } of names) {
        const place = { name, start: from + index, end: from + index + name.length };
        variables.set(name, this.define(place, operator, key, scalar, { start, end }));
      }
    }
    return this.level({ outer, variables, vanishing: new Set(), isOpen: false });
  }

  private level(level: Level): Level {
    this.levels.push(level);
    return level;
  }

  private define(
    { name, start, end }: NameRead,
    operator: OperatorName,
    written: Node,
    key: ScalarNode,
    whole: Span,
  ): Definition {
    this.use(key, 'name');
    if (written.kind === 'alias') this.aliases.add(written);
    const known = this.definitions.get(key) ?? new Map<string, Definition>();
    this.definitions.set(key, known);
    const definition = known.get(name) ?? { name, operator, key, whole, span: this.exactly({ name, start, end }, key) };
    known.set(name, definition);
    return definition;
  }

  private read(node: ScalarNode, use: 'expression' | 'template', scope: Level | undefined): void {
    this.use(node, use);
    if (node.type !== 'string' || (use === 'template' && !node.text.includes('${'))) return;
    const place = use === 'expression' ? 'whole' : 'interpolation';
    for (const expression of expressionsIn(node.text, place)) {
      visitExpressions(expression, (part) => {
        if (part.kind === 'name') this.note(nameRead(node.text, part), node, scope);
        if (part.kind === 'call') this.call(part, node, scope);
      });
    }
  }

  private call(
    { left, args }: Extract<Expression, { kind: 'call' }>,
    node: ScalarNode,
    scope: Level | undefined,
  ): void {
    if (left.kind !== 'name' || !lookUp(left.name, scope).isOutside) return;
    const [argument] = args;
    const text = argument?.kind === 'literal' && typeof argument.value === 'string' ? argument.value : undefined;
    if (text === undefined || !argument) {
      this.otherCalls.add(left.name);
      // A test of a computed name.
      if (left.name !== 'defined') return;
      for (let level = scope; level; level = level.outer)
        for (const definition of level.variables.values()) this.tested.add(definition);
      return;
    }
    const start = node.text.indexOf(text, argument.start + 1);
    const place = { name: text, start, end: start + text.length };
    if (left.name === 'defined') this.note(place, node, scope);
    const known = this.textCalls.get(node) ?? new Map<number, TextCall>();
    this.textCalls.set(node, known);
    if (!known.has(start)) known.set(start, { name: left.name, scalar: node, text, span: this.exactly(place, node) });
  }

  private note(place: NameRead, scalar: ScalarNode, scope: Level | undefined): void {
    const { name, start } = place;
    const known = this.reads.get(scalar) ?? new Map<number, VariableRead>();
    this.reads.set(scalar, known);
    const read = known.get(start) ?? {
      ...{ name, scalar, span: this.exactly(place, scalar) },
      ...{ meanings: new Set<Definition>(), isOutside: false, isUnsure: false },
    };
    known.set(start, read);
    const { meanings, isOutside, isUnsure } = lookUp(name, scope);
    for (const meaning of meanings) read.meanings.add(meaning);
    read.isOutside ||= isOutside;
    read.isUnsure ||= isUnsure;
  }

  private use(scalar: ScalarNode, use: ScalarUse): void {
    this.uses.set(scalar, (this.uses.get(scalar) ?? new Set()).add(use));
  }

  /** Where a name stands in the source, if it stands there as it is. */
  private exactly({ name, start, end }: NameRead, scalar: ScalarNode): Span | undefined {
    const locate = this.locators.get(scalar) ?? locator(scalar, this.text);
    this.locators.set(scalar, locate);
    const span = locate({ start, end });
    return span && this.text.slice(span.start, span.end) === name ? { start: span.start, end: span.end } : undefined;
  }
}
