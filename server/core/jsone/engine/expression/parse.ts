import type { Span } from '../../../base/text.js';
import type { Access, Binary, BinaryOperator, Expression, Unary } from './ast.js';
import { type Token, tokenAt } from './tokenize.js';

/** Why json-e cannot parse an expression. */
export interface SyntaxFailure {
  readonly reason: /** The text ends where more is expected. */
    | 'end'
    /** No token begins here. */
    | 'character'
    /** A token that is not allowed here. */
    | 'token'
    /** Nested too deeply to be parsed: nothing is known about it. */
    | 'depth';
  readonly span: Span;
  /** The token that is not allowed here. */
  readonly token?: Token;
  /** The kinds of token that are allowed here, sorted. */
  readonly expected?: readonly string[];
  /** The message of json-e. */
  readonly message: string;
}

export type Parsed =
  | {
      readonly expression: Expression;
      /** The end of the text, or for an interpolation the offset of its closing brace. */
      readonly end: number;
      readonly failure?: undefined;
    }
  | { readonly failure: SyntaxFailure };

/** How deeply brackets, calls and signs may be nested. */
const MAX_NESTING = 250;

/** The precedence of binary operators, from json-e's parser.js. All are left-associative except `**`, handled separately. */
const LEVELS: Readonly<Record<string, number>> = {
  ...{ '||': 0, '&&': 1, in: 2, '==': 3, '!=': 3, '<': 4, '>': 4, '<=': 4, '>=': 4 },
  ...{ '+': 5, '-': 5, '*': 6, '/': 6 },
};

/** The tokens with which an operand can begin. */
const OPERAND = ['!', '(', '+', '-', '[', 'false', 'identifier', 'null', 'number', 'string', 'true', '{'];

/** The tokens that can follow an expression, as in json-e's messages. */
const CONTINUATION = ['!=', '&&', '(', '*', '**', '+', '-', '.', '/', '<', '<=', '==', '>', '>=', '[', 'in', '||'];

/**
 * Parses the expression at `from` as json-e 4.8.4 does: to the end of the text, or, in a string (`${…}`), to its closing
 * brace. Unary operators bind more tightly than what follows: `!a.b` is `(!a).b`. Never throws.
 */
export function parseExpression(text: string, from: number, place: 'whole' | 'interpolation'): Parsed {
  const parser = new Parser(text, from);
  try {
    parser.advance(from);
    const expression = parser.expression(0);
    const next = parser.token;
    if (place === 'whole' ? !next : next?.kind === '}') return { expression, end: next?.start ?? text.length };
    if (next) return { failure: tokenFailure(next, CONTINUATION) };
    return { failure: { reason: 'end', span: endOf(text, from), message: 'unterminated ${..} expression' } };
  } catch (error) {
    if (error instanceof Failed) return { failure: error.failure };
    throw error;
  }
}

class Failed extends Error {
  constructor(readonly failure: SyntaxFailure) {
    super();
  }
}

class Parser {
  token: Token | undefined;
  private nesting = 0;
  /** Where the token before the current one ends. */
  private last: number;

  constructor(
    private readonly text: string,
    private readonly from: number,
  ) {
    this.last = from;
  }

  advance(from: number): void {
    this.last = from;
    const token = tokenAt(this.text, from);
    if (token && token.kind === undefined) {
      const { start } = token;
      const message = `Unexpected input for '${clip(this.text, this.from)}' at '${clip(this.text, start)}'`;
      throw new Failed({ reason: 'character', span: { start, end: start + 1 }, message });
    }
    this.token = token;
  }

  expression(least: number): Expression {
    let left = this.power();
    for (;;) {
      const token = this.token;
      const level = token && LEVELS[token.kind];
      if (!token || level === undefined || level < least) return left;
      this.take();
      left = binary(token, left, this.expression(level + 1));
    }
  }

  /** `a ** b ** c` is `a ** (b ** c)`. */
  private power(): Expression {
    const base = this.chain();
    const { token } = this;
    if (token?.kind !== '**') return base;
    this.take();
    return this.nested(() => binary(token, base, this.power()));
  }

  private chain(): Expression {
    let left = this.unit();
    for (;;) {
      switch (this.token?.kind) {
        case '[':
          left = this.access(left);
          break;
        case '(':
          left = this.call(left);
          break;
        case '.': {
          this.take();
          const property = this.token ?? this.atEnd();
          this.take('identifier');
          const { value, start, end } = property;
          left = { kind: 'member', left, property: value, propertySpan: { start, end }, start: left.start, end };
          break;
        }
        default:
          return left;
      }
    }
  }

  private unit(): Expression {
    const token = this.token ?? this.atEnd();
    const { kind, value, start, end } = token;
    switch (kind) {
      case '+':
      case '-':
      case '!': {
        this.take();
        const operand = this.nested(() => this.unit());
        return { kind: 'unary', operator: kind as Unary['operator'], operand, start, end: operand.end };
      }
      case 'number':
        this.take();
        return { kind: 'literal', value: Number(value), start, end };
      case 'string':
        this.take();
        return { kind: 'literal', value: value.slice(1, -1), start, end };
      case 'true':
      case 'false':
        this.take();
        return { kind: 'literal', value: kind === 'true', start, end };
      case 'null':
        this.take();
        return { kind: 'literal', value: null, start, end };
      case 'identifier':
        this.take();
        return { kind: 'name', name: value, start, end };
      case '(': {
        this.take();
        const inner = this.nested(() => this.expression(0));
        if (inner.kind === 'missing') this.refuse(OPERAND);
        this.take(')');
        return { ...inner, start, end: this.last };
      }
      case '[':
        return this.list();
      case '{':
        return this.object();
      default:
        return { kind: 'missing', start: this.last, end: this.last };
    }
  }

  private list(): Expression {
    const start = this.take();
    const items = this.items(']');
    this.take(']');
    return { kind: 'list', items, start, end: this.last };
  }

  private call(left: Expression): Expression {
    this.take();
    const args = this.items(')');
    this.take(')');
    return { kind: 'call', left, args, start: left.start, end: this.last };
  }

  /** A list between brackets, separated by commas. The last item may be missing, as in `[1, ]`. */
  private items(close: string): Expression[] {
    const items: Expression[] = [];
    if ((this.token ?? this.atEnd()).kind === close) return items;
    items.push(this.nested(() => this.expression(0)));
    while (this.token?.kind === ',') {
      if (items.at(-1)?.kind === 'missing') this.refuse(OPERAND);
      this.take();
      items.push(this.nested(() => this.expression(0)));
    }
    return items;
  }

  private access(left: Expression): Access {
    this.take();
    if ((this.token ?? this.atEnd()).kind === ']') this.refuse(OPERAND);
    const from = this.token?.kind === ':' ? undefined : this.nested(() => this.expression(0));
    const interval = this.token?.kind === ':';
    if (interval) this.take();
    const to = (this.token ?? this.atEnd()).kind === ']' ? undefined : this.nested(() => this.expression(0));
    if (interval && to?.kind === 'missing') this.refuse(OPERAND);
    this.take(']');
    return { kind: 'access', left, interval, from, to, start: left.start, end: this.last };
  }

  private object(): Expression {
    const start = this.take();
    const entries = new Map<string, { key: string; keySpan: Span; value: Expression }>();
    for (let key = this.token; key?.kind === 'string' || key?.kind === 'identifier'; key = this.token) {
      const name = key.kind === 'string' ? key.value.slice(1, -1) : key.value;
      this.take();
      this.take(':');
      const value = this.nested(() => this.expression(0));
      if (value.kind === 'missing') this.refuse(OPERAND);
      entries.set(name, { key: name, keySpan: { start: key.start, end: key.end }, value });
      if (this.token?.kind === '}') break;
      this.take(',');
    }
    this.take('}');
    return { kind: 'object', entries: [...entries.values()], start, end: this.last };
  }

  /** Moves to the next token; the current one must have the given kind. Returns where that began. */
  private take(kind?: string): number {
    const token = this.token ?? this.atEnd();
    if (kind !== undefined && token.kind !== kind) this.refuse([kind]);
    this.advance(token.end);
    return token.start;
  }

  private refuse(expected: readonly string[]): never {
    throw new Failed(tokenFailure(this.token ?? this.atEnd(), expected));
  }

  private atEnd(): never {
    throw new Failed({ reason: 'end', span: endOf(this.text, this.from), message: 'Unexpected end of input' });
  }

  private nested<T>(parse: () => T): T {
    if (++this.nesting > MAX_NESTING) {
      const span = { start: this.from, end: this.text.length };
      throw new Failed({ reason: 'depth', span, message: 'the expression is nested too deeply' });
    }
    const parsed = parse();
    this.nesting--;
    return parsed;
  }
}

function binary({ kind, start, end }: Token, left: Expression, right: Expression): Binary {
  const operator = kind as BinaryOperator;
  return { kind: 'binary', operator, operatorSpan: { start, end }, left, right, start: left.start, end: right.end };
}

function tokenFailure(token: Token, expected: readonly string[]): SyntaxFailure {
  const message = `Found: ${token.value} token, expected one of: ${expected.join(', ')}`;
  return { reason: 'token', span: { start: token.start, end: token.end }, token, expected, message };
}

/** The text from `from`, in a message. */
function clip(text: string, from: number): string {
  return text.length - from > MOST_IN_MESSAGE ? `${text.slice(from, from + MOST_IN_MESSAGE)}…` : text.slice(from);
}

const MOST_IN_MESSAGE = 500;

/** The last character of the text that is not white space. */
function endOf(text: string, from: number): Span {
  const end = Math.max(from, text.trimEnd().length);
  return { start: Math.max(from, end - 1), end };
}
