import { parseExpression, type Token, tokenAt } from '../engine/index.js';

/** What can be written at a place in an expression. All texts are expressions next to the place. */
export type Wanted =
  /** A variable or a function, and what it will be compared with. */
  | { readonly kind: 'operand'; readonly comparedWith?: string }
  /** A property of an object: `object.▮`, or in quotes `object["▮` and `"▮" in object`. */
  | { readonly kind: 'property'; readonly object: string; readonly quoted: boolean }
  /** The content of a string that is compared with the value of an expression. */
  | { readonly kind: 'string'; readonly comparedWith: string }
  /** The name of a variable, in the quotes of `defined("▮")`. */
  | { readonly kind: 'variable' };

/** A place in an expression. */
export interface ExpressionCursor {
  /** Undefined where a word cannot be completed: after a number, or in a string that can be anything. */
  readonly wanted: Wanted | undefined;
  /** Conditions in the expression itself that hold here: on the left of `&&` or, not holding, of `||`. */
  readonly conditions: readonly { readonly text: string; readonly holds: boolean }[];
  /** The innermost call around the place: the function, and the index of the argument. */
  readonly call: { readonly name: string; readonly argument: number } | undefined;
}

/** Reads the expression in `content` from `start` to `at`, where a word begins. */
export function cursorIn(content: string, start: number, at: number): ExpressionCursor {
  const { tokens, string } = tokensBefore(content, start, at);
  return {
    wanted: string ? wantedInString(content, tokens, at) : wantedAfter(content, tokens),
    conditions: conditionsIn(content, tokens),
    call: callAround(content, tokens),
  };
}

/** The tokens before `at`; `string`: `at` is in a string, whose quote is not among them. */
function tokensBefore(content: string, start: number, at: number): { tokens: readonly Token[]; string: boolean } {
  const tokens: Token[] = [];
  for (let from = start; from < at; ) {
    const token = tokenAt(content, from);
    if (!token || token.start >= at) break;
    if (token.kind === undefined) return { tokens, string: /["']/.test(content[token.start] ?? '') };
    if (token.end > at) return { tokens, string: token.kind === 'string' };
    tokens.push(token);
    from = token.end;
  }
  return { tokens, string: false };
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=']);
const BEFORE_OPERAND: ReadonlySet<string> = new Set([
  ...['(', '[', ',', ':', '!', '&&', '||', 'in'],
  ...['+', '-', '*', '/', '**', '==', '!=', '<', '<=', '>', '>='],
]);

function wantedAfter(content: string, tokens: readonly Token[]): Wanted | undefined {
  const last = tokens.at(-1);
  if (!last) return { kind: 'operand' };
  if (last.kind === '.') {
    const object = chainBefore(content, tokens, tokens.length - 1);
    return object === undefined ? undefined : { kind: 'property', object, quoted: false };
  }
  // In an object literal a comma precedes a key.
  if (!BEFORE_OPERAND.has(last.kind) || (last.kind === ',' && openBracket(tokens)?.kind === '{')) return undefined;
  const comparedWith = comparedBefore(content, tokens);
  return { kind: 'operand', ...(comparedWith !== undefined && { comparedWith }) };
}

function wantedInString(content: string, tokens: readonly Token[], at: number): Wanted | undefined {
  const compared = comparedBefore(content, tokens);
  if (compared !== undefined) return { kind: 'string', comparedWith: compared };
  const [before, last] = tokens.slice(-2);
  if (last?.kind === '(' && before?.value === 'defined') return { kind: 'variable' };
  const object = last?.kind === '[' ? chainBefore(content, tokens, tokens.length - 1) : undefined;
  const container = object ?? BEFORE_IN.exec(content.slice(at))?.[1];
  return container === undefined ? undefined : { kind: 'property', object: container, quoted: true };
}

/** The rest of a string, and the object in which its text is looked for. */
const BEFORE_IN = /^\w*["']\s*in\s+([a-zA-Z_]\w*(?:\.[a-zA-Z_]\w*)*)/;

/** The expression with which the next operand is compared: `x == ▮`, `x in ["a", ▮`. */
function comparedBefore(content: string, tokens: readonly Token[]): string | undefined {
  const last = tokens.at(-1);
  if (!last) return undefined;
  if (COMPARISONS.has(last.kind)) return chainBefore(content, tokens, tokens.length - 1);
  if (last.kind !== '[' && last.kind !== ',') return undefined;
  const open = openIndex(tokens);
  const isList = open !== undefined && tokens[open]?.kind === '[' && tokens[open - 1]?.kind === 'in';
  return isList ? chainBefore(content, tokens, open - 1) : undefined;
}

const OPENERS: ReadonlySet<string> = new Set(['(', '[', '{']);
const CLOSERS: ReadonlySet<string> = new Set([')', ']', '}']);

/** The index of the innermost bracket that is open after the tokens. */
function openIndex(tokens: readonly Token[]): number | undefined {
  let closed = 0;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const kind = tokens[i]?.kind ?? '';
    if (CLOSERS.has(kind)) closed++;
    else if (OPENERS.has(kind) && closed-- === 0) return i;
  }
  return undefined;
}

function openBracket(tokens: readonly Token[]): Token | undefined {
  const index = openIndex(tokens);
  return index === undefined ? undefined : tokens[index];
}

/** The text of the operand that ends before the token at `end`: a name with its properties, indices and calls. */
function chainBefore(content: string, tokens: readonly Token[], end: number): string | undefined {
  let i = end - 1;
  for (;;) {
    const kind = tokens[i]?.kind;
    if (kind === ']' || kind === ')') {
      const open = openIndex(tokens.slice(0, i));
      if (open === undefined) return undefined;
      i = open - 1;
      const before = tokens[i]?.kind ?? '';
      // Brackets of their own, rather than an index or a call.
      if (before !== 'identifier' && before !== ']' && before !== ')') return textOf(content, tokens, open, end);
      continue;
    }
    if (kind !== 'identifier') return undefined;
    if (tokens[i - 1]?.kind !== '.') return textOf(content, tokens, i, end);
    i -= 2;
  }
}

function textOf(content: string, tokens: readonly Token[], from: number, end: number): string | undefined {
  const text = content.slice(tokens[from]?.start ?? 0, tokens[end - 1]?.end ?? 0);
  return parseExpression(text, 0, 'whole').failure ? undefined : text;
}

/** The operands of `&&` and `||` on the left, at each level of brackets around the place. */
function conditionsIn(content: string, tokens: readonly Token[]): ExpressionCursor['conditions'] {
  const found: { text: string; holds: boolean }[] = [];
  for (let end = tokens.length; ; ) {
    const open = openIndex(tokens.slice(0, end));
    const level = (open ?? -1) + 1;
    found.unshift(...conditionsAt(content, tokens, level, end));
    if (open === undefined) return found;
    end = open;
  }
}

/** The conditions in the tokens of one level, whose inner brackets are closed. */
function conditionsAt(content: string, tokens: readonly Token[], from: number, end: number) {
  const marks: number[] = [];
  let depth = 0;
  for (let i = from; i < end; i++) {
    const kind = tokens[i]?.kind ?? '';
    if (OPENERS.has(kind)) depth++;
    else if (CLOSERS.has(kind)) depth--;
    else if (depth === 0 && kind === ',') {
      from = i + 1;
      marks.length = 0;
    } else if (depth === 0 && (kind === '&&' || kind === '||')) marks.push(i);
  }
  const found: { text: string; holds: boolean }[] = [];
  const add = (first: number, last: number, holds: boolean): void => {
    const text = last > first ? textOf(content, tokens, first, last) : undefined;
    if (text !== undefined) found.push({ text, holds });
  };
  const or = marks.findLast((i) => tokens[i]?.kind === '||');
  if (or !== undefined) add(from, or, false);
  let first = or === undefined ? from : or + 1;
  for (const mark of marks) {
    if (mark < first) continue;
    add(first, mark, true);
    first = mark + 1;
  }
  return found;
}

function callAround(content: string, tokens: readonly Token[]): ExpressionCursor['call'] {
  const open = openIndex(tokens);
  const name = open === undefined ? undefined : tokens[open - 1];
  if (open === undefined || tokens[open]?.kind !== '(' || name?.kind !== 'identifier') return undefined;
  let argument = 0;
  let depth = 0;
  for (const { kind } of tokens.slice(open + 1)) {
    if (OPENERS.has(kind)) depth++;
    else if (CLOSERS.has(kind)) depth--;
    else if (depth === 0 && kind === ',') argument++;
  }
  return tokens[open - 2]?.kind === '.' ? undefined : { name: content.slice(name.start, name.end), argument };
}
