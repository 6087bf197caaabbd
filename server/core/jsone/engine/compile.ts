import type { Entry, MapNode, Node, ScalarNode, SeqNode } from '../../syntax/node.js';
import { resolveAlias } from '../../syntax/node.js';
import type { Locate } from '../../syntax/source-map.js';
import { EntryReader, type OwnedEntry } from './entries.js';
import { type Parsed, parseExpression, type SyntaxFailure } from './expression/parse.js';
import { literalValue, scalarLiteral } from './literal.js';
import {
  type Companion,
  isAllowedBeside,
  isOperator,
  OPERATOR_NAMES,
  type OperatorName,
  operatorSyntax,
  variablesIn,
} from './operator-table.js';
import {
  type Case,
  type Code,
  type Constant,
  lazyLocator,
  type MappingEntry,
  type Part,
  type Template,
  type Text,
} from './template.js';
import type { Field, Source, Value } from './types.js';
import { array, nothing, object, string } from './value.js';

/** Stores compiled templates by their nodes. Can also substitute templates for nodes. */
export interface Compiled {
  get(node: Node): Template | undefined;
  set(node: Node, template: Template): unknown;
}

/** The maximum depth when following aliases. The syntax trees themselves are less deep. */
const MAX_DEPTH = 400;

/**
 * Compiles a template. Expressions are parsed once, and parts without any become constants. The time depends on the number
 * of nodes, not on how aliases multiply them. Never throws.
 *
 * @param compiled caches compiled templates; if it is kept, compiling the same nodes again costs nothing
 */
export function compile(root: Node, source: Source, compiled: Compiled = new Map()): Template {
  return new Compiler(source, compiled).template(root);
}

class Compiler {
  private depth = 0;
  private readonly entries = new EntryReader();

  constructor(
    private readonly source: Source,
    private readonly compiled: Compiled,
  ) {}

  template(given: Node): Template {
    const node = resolveAlias(given);
    if (!node) return this.constant(given, nothing(given));
    const known = this.compiled.get(node);
    if (known) return known;
    if (this.depth >= MAX_DEPTH) return this.beyond(node, 'depth');
    this.depth++;
    const template =
      node.kind === 'scalar' ? this.scalar(node) : node.kind === 'seq' ? this.list(node) : this.map(node);
    this.depth--;
    this.compiled.set(node, template);
    return template;
  }

  private constant(node: Node, value: Value, size = 1): Constant {
    return { kind: 'constant', node, source: this.source, value, size, mutates: false };
  }

  /** A placeholder for a node that is too large to compile. */
  private beyond(node: Node, limit: 'size' | 'depth'): Template {
    const message = limit === 'size' ? 'merge keys bring in too much' : 'the template is nested too deeply';
    const detail = { code: 'limit', limit } as const;
    return { kind: 'refused', node, place: node, source: this.source, detail, message, size: 1, mutates: false };
  }

  private scalar(node: ScalarNode): Template {
    // A date is rendered as an object without keys.
    if (node.type === 'timestamp') return this.constant(node, object(new Map(), { origin: node }));
    const value = scalarLiteral(node);
    if (value.kind !== 'string') return this.constant(node, value);
    const text = this.text(node, value.value);
    return typeof text === 'string' ? this.constant(node, string(text, node)) : text;
  }

  /** A rendered string: the text itself if nothing is filled in. */
  private text(node: ScalarNode, content: string): string | Text {
    if (!content.includes('${')) return content;
    const parts: (string | Code)[] = [];
    const locate = lazyLocator(node, this.source);
    let literal = '';
    let at = 0;
    for (;;) {
      const mark = content.indexOf('${', at);
      if (mark < 0) break;
      if (mark > at && content[mark - 1] === '$') {
        literal += `${content.slice(at, mark - 1)}\${`;
        at = mark + 2;
        continue;
      }
      if (literal || mark > at) parts.push(literal + content.slice(at, mark));
      literal = '';
      const from = mark + 2;
      const parsed =
        parts.length < MAX_PARTS ? parseExpression(content, from, 'interpolation') : tooMany(content, from);
      parts.push(this.hole(node, content, from, parsed, locate));
      if (parsed.failure) {
        const behind = this.behind(node, content, from, parsed.failure, locate);
        return { kind: 'text', node, source: this.source, parts, behind, size: 1, mutates: false };
      }
      at = parsed.end + 1;
    }
    const rest = literal + content.slice(at);
    if (rest) parts.push(rest);
    if (parts.every((part) => typeof part === 'string')) return parts.join('');
    return { kind: 'text', node, source: this.source, parts, size: 1, mutates: false };
  }

  /** The expression of a `${…}`. */
  private hole(node: Node, content: string, from: number, parsed: Parsed, locate: Locate): Code {
    const failed = parsed.failure !== undefined;
    const within = { start: from, end: failed ? content.length : parsed.end };
    const text = content.slice(from, within.end);
    const expression = failed ? undefined : parsed.expression;
    return { node, source: this.source, expression, failure: parsed.failure, within, text, locate };
  }

  /** The interpolations after one that cannot be parsed, starting after the next brace that may close it. */
  private behind(node: Node, content: string, from: number, failure: SyntaxFailure, locate: Locate): Code[] {
    const found: Code[] = [];
    const after = (start: number): number => content.indexOf('}', start) + 1;
    let at = after(Math.max(from, failure.span.start));
    while (at > 0 && found.length < MOST_BEHIND) {
      const mark = content.indexOf('${', at);
      if (mark < 0) break;
      at = mark + 2;
      if (content[mark - 1] === '$') continue;
      const parsed = parseExpression(content, at, 'interpolation');
      found.push(this.hole(node, content, at, parsed, locate));
      at = parsed.failure ? after(Math.max(at, parsed.failure.span.start)) : parsed.end + 1;
    }
    return found;
  }

  private list(node: SeqNode): Template {
    const items = node.items.map((item) => this.template(item));
    if (items.every(isConstant)) {
      const value = array(
        items.map((item) => item.value),
        node,
      );
      return this.constant(node, value, sizeOfAll(items));
    }
    return { kind: 'list', node, source: this.source, items, size: sizeOfAll(items), mutates: items.some(mutates) };
  }

  private map(node: MapNode): Template {
    const known = this.entries.of(node);
    if (!known) return this.beyond(node, 'size');
    const { entries, parts } = known;
    const operators = operatorsAmong(entries);
    const [operator, second] = operators;
    if (operator === undefined) return this.mapping(node, [...entries.values()], parts);
    const base = { kind: 'refused', node, source: this.source, size: 1, mutates: false } as const;
    if (second !== undefined) {
      const start = (name: OperatorName): number => entries.get(name)?.entry.key.start ?? 0;
      const inOrder = operators.toSorted((a, b) => start(a) - start(b));
      const place = entries.get(inOrder[1] ?? operator)?.entry.key ?? node;
      const detail = { code: 'several-operators', operators: inOrder } as const;
      return { ...base, place, detail, message: 'only one operator allowed' };
    }
    const stray = [...entries.keys()].filter((key) => !isAllowedBeside(operator, key)).sort();
    if (stray.length > 0) {
      const message = `${operator} has undefined properties: ${stray.join(' ')}`;
      const detail = { code: 'stray-keys', operator, keys: stray } as const;
      const nodes = stray.map((key) => ({ key, node: entries.get(key)?.entry.key ?? node }));
      const inside = this.operation(node, operator, new Map([...entries].filter(([key]) => !stray.includes(key))));
      const place = nodes[0]?.node ?? node;
      return { ...base, place, detail, message, stray: nodes, ...(inside.kind === 'operation' && { inside }) };
    }
    return this.operation(node, operator, entries);
  }

  private mapping(node: MapNode, given: readonly OwnedEntry[], parts: readonly MapNode[]): Template {
    const entries = given.map(
      (one): MappingEntry => ({
        entry: one.entry,
        owner: one.owner,
        key: this.key(one),
        value: this.template(one.entry.value),
      }),
    );
    const size = entries.reduce((sum, { value }) => sum + value.size, 1);
    const fields = new Map<string, Field>();
    for (const { entry, owner, key, value } of entries) {
      if (typeof key !== 'string' || value.kind !== 'constant') {
        const changes = entries.some((one) => one.value.mutates);
        return { kind: 'mapping', node, source: this.source, entries, parts, size, mutates: changes };
      }
      fields.set(key, { value: value.value, entry, owner, certain: true });
    }
    return this.constant(node, object(fields, { origin: node, parts }), size);
  }

  private key({ key, entry }: OwnedEntry): MappingEntry['key'] {
    if (key.startsWith('$$')) return key.slice(1);
    if (/^\$[a-zA-Z][a-zA-Z0-9]*$/.test(key)) return { reserved: key };
    const node = resolveAlias(entry.key);
    return node?.kind === 'scalar' ? this.text(node, key) : key;
  }

  private operation(node: MapNode, operator: OperatorName, entries: ReadonlyMap<string, OwnedEntry>): Template {
    const syntax = operatorSyntax(operator);
    const companions: Partial<Record<string, Part>> = {};
    for (const companion of syntax.companions) {
      const part = this.companion(operator, companion, entries);
      if (part) companions[companion.word] = part;
    }
    const own = entries.get(operator);
    if (!own) return this.constant(node, nothing(node));
    const operand = this.part(own.entry, syntax.operand, operator);
    const inner = [operand, ...Object.values(companions)].flatMap((part) =>
      part ? (part.cases?.map(({ value }) => value) ?? [part.template]) : [],
    );
    return {
      kind: 'operation',
      node,
      source: this.source,
      operator,
      operand,
      companions,
      keys: [...entries.keys()],
      size: sizeOfAll(inner),
      mutates: inner.some(mutates) || changesOperand(operator, operand.template),
    };
  }

  private companion(
    operator: OperatorName,
    { word, role, variables }: Companion,
    entries: ReadonlyMap<string, OwnedEntry>,
  ): Part | undefined {
    if (!variables) {
      const found = entries.get(word);
      return found && this.part(found.entry, role, operator);
    }
    // json-e uses the first key other than the operator's own (and "initial" of $reduce) as this one.
    const others = operatorSyntax(operator).companions.filter((one) => !one.variables);
    const key = [...entries.keys()].find((one) => one !== operator && !others.some((other) => other.word === one));
    const names = key === undefined ? undefined : variablesIn(operator, word, key);
    const found = key === undefined ? undefined : entries.get(key);
    return found && names && { ...this.part(found.entry, role, operator), variables: names };
  }

  private part(entry: Entry, role: Companion['role'], operator: OperatorName): Part {
    const node = resolveAlias(entry.value);
    if (role === 'literal')
      return { entry, template: this.constant(entry.value, literalValue(entry.value, this.entries)) };
    if (role === 'cases' && node?.kind === 'map') {
      return { entry, template: this.constant(node, nothing(node)), cases: this.cases(node, operator) };
    }
    if (role === 'expression' && node?.kind === 'scalar' && scalarLiteral(node).kind === 'string') {
      // Only $find also renders the text of an expression.
      const template = operator === '$find' ? this.template(node) : this.constant(node, nothing(node));
      const code = this.code(node, node.text);
      const isTest = operator === '$if' || operator === '$find';
      return { entry, template, code: isTest ? { ...code, isTest } : code };
    }
    return { entry, template: this.template(entry.value) };
  }

  private cases(map: MapNode, operator: OperatorName): Case[] {
    const entries = this.entries.of(map)?.entries ?? new Map<string, OwnedEntry>();
    const keys = [...entries.keys()];
    const cases = [...entries].map(([text, { entry }]): Case => {
      const isDefault = operator === '$switch' && text === '$default';
      const node = resolveAlias(entry.key) ?? entry.key;
      const condition = isDefault ? undefined : { ...this.code(node, text), condition: { operator, keys } };
      return { condition, text, entry, value: this.template(entry.value) };
    });
    return cases.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  }

  private code(node: Node, text: string): Code {
    const parsed = parseExpression(text, 0, 'whole');
    return {
      node,
      source: this.source,
      expression: parsed.failure ? undefined : parsed.expression,
      failure: parsed.failure,
      within: { start: 0, end: text.length },
      text,
      locate: lazyLocator(node, this.source),
    };
  }
}

/** The operators among the keys, in the order in which json-e checks for them. */
function operatorsAmong(entries: ReadonlyMap<string, unknown>): readonly OperatorName[] {
  const found: OperatorName[] = [];
  for (const key of entries.keys()) if (key.charCodeAt(0) === DOLLAR && isOperator(key)) found.push(key);
  return found.length > 1 ? OPERATOR_NAMES.filter((name) => found.includes(name)) : found;
}

const DOLLAR = 36;

/** How many interpolations to parse after one that cannot be parsed. */
const MOST_BEHIND = 50;

/** The maximum number of texts and expressions in one string. */
const MAX_PARTS = 20_000;

function tooMany(content: string, from: number): Parsed {
  const span = { start: from, end: content.length };
  return { failure: { reason: 'depth', span, message: 'the string holds too many expressions' } };
}

/** Operators that create new lists, which can be changed in place without affecting anything else. */
const FRESH: ReadonlySet<OperatorName> = new Set(['$map', '$sort', '$match', '$flatten', '$flattenDeep']);

function changesOperand(operator: OperatorName, operand: Template): boolean {
  if (operator !== '$reverse' && operator !== '$mergeDeep') return false;
  if (operand.kind === 'operation') return !FRESH.has(operand.operator);
  return false;
}

function isConstant(template: Template): template is Constant {
  return template.kind === 'constant';
}

function mutates(template: Template): boolean {
  return template.mutates;
}

function sizeOfAll(templates: readonly Template[]): number {
  return templates.reduce((sum, { size }) => sum + size, 1);
}
