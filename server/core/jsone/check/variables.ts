import { lazy } from '../../base/lazy.js';
import { quote } from '../../base/quote.js';
import type { Span } from '../../base/text.js';
import { type Entry, type MapNode, type Node, resolveAlias, type ScalarNode, visitNodes } from '../../syntax/node.js';
import { locator } from '../../syntax/source-map.js';
import { EntryReader, isOperator, operatorSyntax, type Role, variablesIn } from '../engine/index.js';
import { describeHidden, type Hidden, noteReads } from './hidden-variable.js';
import { type Placeholder, placeholdersIn, type VariablesInSight } from './placeholders.js';
import type { TemplateProblem } from './problem.js';

/** The maximum number of visited nodes: aliases can turn a small file into a very large one. */
const MAX_STEPS = 200_000;
/** The maximum nesting of templates and aliases. */
const MAX_NESTING = 500;

interface Scope extends VariablesInSight {
  /** Variables of the context that the template hides, by name. */
  readonly hidden: ReadonlyMap<string, Hidden>;
}

/** A variable and the position of its name. */
interface Binding {
  readonly name: string;
  readonly span: Span | undefined;
}

/**
 * Uses of variables in a template that JSON-e accepts but that never work as intended: `{event.after}` instead of
 * `${event.after}`, and variables that hide one that the service provides.
 */
export function variableProblems(
  root: Node,
  text: string,
  { names, given }: { readonly names: ReadonlySet<string>; readonly given: ReadonlySet<string> },
): TemplateProblem[] {
  const walk = new Walk(text, given);
  walk.template(root, { bound: new Set(), context: given, shellNames: new Set(), hidden: new Map() });
  return [...walk.problems, ...walk.hidden.map((variable) => describeHidden(variable, names, walk.steps <= MAX_STEPS))];
}

class Walk {
  readonly problems: TemplateProblem[] = [];
  readonly hidden: Hidden[] = [];
  steps = 0;
  private nesting = 0;
  private readonly seen = new WeakMap<Node, Set<Scope>>();
  private readonly entries = new EntryReader();

  constructor(
    private readonly text: string,
    private readonly given: ReadonlySet<string>,
  ) {}

  template(node: Node, scope: Scope): void {
    const value = resolveAlias(node);
    // Something shared by several places may have other variables in scope elsewhere.
    if (node.kind === 'alias') for (const variable of scope.hidden.values()) variable.unsure = true;
    if (!value || ++this.steps > MAX_STEPS || this.nesting >= MAX_NESTING) return;
    if (value.kind === 'scalar') {
      this.string(value, scope);
      return;
    }
    const scopes = this.seen.get(value);
    if (scopes?.has(scope)) return;
    this.seen.set(value, (scopes ?? new Set()).add(scope));
    this.nesting++;
    if (value.kind === 'seq') for (const item of value.items) this.template(item, scope);
    else this.map(value, scope);
    this.nesting--;
  }

  private map(map: MapNode, scope: Scope): void {
    const entries = new Map([...(this.entries.of(map)?.entries ?? [])].map(([key, { entry }]) => [key, entry]));
    const [operator, second] = [...entries.keys()].filter(isOperator);
    if (second) return;
    if (!operator) {
      const inner = besideEnv(scope, entries);
      for (const [name, { key, value }] of entries) {
        // A key with a dollar sign is a misspelt operator, or escaped.
        if (!/^\$\w/.test(name)) this.template(key, inner);
        this.template(value, inner);
      }
      return;
    }
    const { operand, companions } = operatorSyntax(operator);
    const own = entries.get(operator);
    if (own) this.part(own, operand, scope);
    const inner = own && operand === 'bindings' ? this.bind(scope, variablesOf(own.value)) : scope;
    for (const { word, role, variables } of companions) {
      for (const [key, entry] of entries) {
        const names = variables && variablesIn(operator, word, key);
        if (names) this.part(entry, role, this.bind(scope, bindingsIn(entry, names)));
        else if (!variables && key === word) this.part(entry, role, inner);
      }
    }
  }

  private part({ value }: Entry, role: Role, scope: Scope): void {
    const node = resolveAlias(value);
    switch (role) {
      case 'literal':
        return;
      case 'expression':
        if (node?.kind === 'scalar') this.expression(node, scope);
        return;
      case 'cases':
        for (const entry of node?.kind === 'map' ? node.entries : []) {
          const condition = resolveAlias(entry.key);
          if (condition?.kind === 'scalar') this.expression(condition, scope);
          this.template(entry.value, scope);
        }
        return;
      default:
        this.template(value, scope);
    }
  }

  private bind(scope: Scope, added: readonly Binding[]): Scope {
    const rebound = new Map(scope.hidden);
    for (const { name, span } of added) {
      rebound.delete(name);
      if (!this.given.has(name) || !span) continue;
      const variable = { name, span, reads: new Map<number, Span>(), unsure: false };
      this.hidden.push(variable);
      rebound.set(name, variable);
    }
    return { ...scope, bound: new Set([...scope.bound, ...added.map(({ name }) => name)]), hidden: rebound };
  }

  private expression(node: ScalarNode, { hidden }: Scope): void {
    if (hidden.size > 0) noteReads(hidden, node, locator(node, this.text), 'whole');
  }

  private string(node: ScalarNode, scope: Scope): void {
    if (node.type !== 'string') return;
    const locate = lazy(() => locator(node, this.text));
    if (scope.hidden.size > 0 && node.text.includes('${')) noteReads(scope.hidden, node, locate(), 'interpolation');
    for (const placeholder of placeholdersIn(node.text, scope))
      this.problems.push(describePlaceholder(placeholder, node, locate()(placeholder) ?? node));
  }
}

function describePlaceholder({ start, end, text, path }: Placeholder, node: ScalarNode, at: Span): TemplateProblem {
  const right = `\${${path}}`;
  const message = `${quote(text)} stays as it is, although ${quote(path)} is a variable here. JSON-e only fills in ${right}.`;
  const span = { start: at.start, end: at.end };
  const replacement = { span: { start, end }, newText: right, title: `Write ${right}`, scalar: node };
  return { message, span, about: 'placeholder', replacement };
}

/** The scope for the values next to an `env`: its keys are shell variables of a script. */
function besideEnv(scope: Scope, entries: ReadonlyMap<string, Entry>): Scope {
  const env = entries.get('env')?.value;
  if (!env) return scope;
  const shellNames = new Set<string>();
  visitNodes(env, (node) => {
    if (node.kind === 'map') for (const { key } of node.entries) if (key.kind === 'scalar') shellNames.add(key.text);
  });
  return { ...scope, shellNames };
}

/** The variables that a `$let` defines literally. */
function variablesOf(bindings: Node): Binding[] {
  const map = resolveAlias(bindings);
  if (map?.kind !== 'map') return [];
  return map.entries.flatMap(({ key }) =>
    key.kind === 'scalar' && /^[a-zA-Z_]\w*$/.test(key.text)
      ? { name: key.text, span: { start: key.start, end: key.end } }
      : [],
  );
}

/** The variables of an `each(x, i)`, with their positions in its key. */
function bindingsIn({ key }: Entry, names: readonly (string | undefined)[]): Binding[] {
  if (key.kind !== 'scalar') return [];
  // Quotes only shift the beginning of the key.
  const plain = key.style === 'plain' && key.end - key.start === key.text.length;
  let at = key.text.indexOf('(');
  return names.flatMap((name) => {
    if (name === undefined) return [];
    at = key.text.indexOf(name, at + 1);
    const start = key.start + at;
    return { name, span: plain && at >= 0 ? { start, end: start + name.length } : undefined };
  });
}
