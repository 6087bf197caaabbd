import { quote } from '../../base/quote.js';
import type { Span } from '../../base/text.js';
import type { Code, SyntaxFailure } from '../engine/index.js';
import { contentOf } from './parts.js';
import type { Said } from './said.js';
import { leftToShell } from './unknown-name.js';

/** Operators from other languages. */
const OTHER_LANGUAGES: Readonly<Record<string, string>> = {
  and: '&&',
  or: '||',
  not: '!',
  is: '==',
  eq: '==',
  ne: '!=',
};

/** Describes an expression that json-e cannot parse. */
export function describeSyntax(failure: SyntaxFailure, code: Code): Said {
  const content = contentOf(code);
  const from = code.within.start;
  // The end of an expression that cannot be parsed is unknown.
  const interpolation = content.startsWith('${', from - 2);
  const close = interpolation ? content.indexOf('}', from) + 1 : 0;
  const shell = close > 0 ? shellHole(content, from - 2, close) : undefined;
  if (shell) return shell;
  const { span } = failure;
  switch (failure.reason) {
    case 'end':
      return endProblem(span, content, from, interpolation);
    case 'character':
      return characterProblem(span, content);
    case 'depth':
      return { message: 'This expression is nested too deeply to be read.', span };
    case 'token':
      return tokenProblem(failure, content, interpolation);
  }
}

/** Notations that only a shell understands: `${NAME:-default}`, `${NAME%.*}`, `${#NAME}`, `${LIST[@]}`. */
const SHELL = /^\$\{(?:[#!]\w+|[A-Za-z_]\w*(?::?[-=+?]|[#%/^,@]|:\d|\[[@*]\]|:[$\w])[^\n]*|[0-9]|[@*#?$!])\}$/;

function shellHole(content: string, start: number, end: number): Said | undefined {
  const text = content.slice(start, Math.min(end, start + 500));
  if (text.length !== end - start || !SHELL.test(text)) return undefined;
  const message = `${text} is not an expression of JSON-e. To leave it to the shell, write $${text}.`;
  return { ...leftToShell({ start, end, text }), message };
}

function endProblem(span: Span, content: string, from: number, interpolation: boolean): Said {
  if (interpolation) {
    const start = { start: from - 2, end: from };
    const message = 'This "${" is never closed: a "}" is missing. For a plain "${" write "$${".';
    const replacement = { span: { start: from - 2, end: from - 2 }, newText: '$', title: 'Write $${', isGuess: true };
    // Mark the beginning, because the end of the string can be far away.
    return content.indexOf('}', from) < 0 ? { message, span: start, replacement } : { message, span: start };
  }
  if (content.trim() === '') return { message: 'An expression is expected here, but this string is empty.', span };
  return { message: `The expression ends too early: nothing follows ${quote(lastWord(content))}.`, span };
}

function lastWord(content: string): string {
  return (
    content
      .slice(-50)
      .trimEnd()
      .match(/\w+|[^\w\s]+/g)
      ?.at(-1) ?? ''
  );
}

/** A word in a string whose end is obvious, although its quote is missing. */
const WORD_IN_STRING = /^[\w./@-]+(?=\s*(?:$|[)\]}]|&&|\|\|))/;

function characterProblem(span: Span, content: string): Said {
  const character = content.charAt(span.start);
  const before = content.charAt(span.start - 1);
  if (character === '"' || character === "'") {
    const message = `The string that begins here has no closing ${character} in this expression.`;
    const [word] = WORD_IN_STRING.exec(content.slice(span.end, span.end + 200)) ?? [];
    if (word === undefined) return { message, span };
    const at = span.end + word.length;
    return {
      message,
      span,
      replacement: { span: { start: at, end: at }, newText: character, title: 'Close the quote' },
    };
  }
  if (character === '$') return dollarProblem(span, content);
  if (character === '=' && /[=!<>]/.test(before)) {
    return {
      message: `JSON-e compares with "${before === '!' ? '!=' : '=='}", without another "=".`,
      span,
      replacement: { span, newText: '', title: 'Remove "="' },
    };
  }
  const doubled = { '=': 'JSON-e compares with', '&': 'In JSON-e, "and" is', '|': 'In JSON-e, "or" is' }[character];
  if (doubled) {
    const right = `${character}${character}`;
    const message = `${doubled} "${right}".`;
    return { message: `"${character}" is not an operator. ${message}`, span, replacement: { span, newText: right } };
  }
  if (character === '?' && content.includes(':', span.end))
    return { message: 'JSON-e has no "?:". Use $if with "then" and "else".', span };
  if (character === '\\')
    return { message: '"\\" is not allowed in an expression: strings there have no escapes.', span };
  return {
    message: `${quote(String.fromCodePoint(content.codePointAt(span.start) ?? 0))} means nothing in an expression.`,
    span,
  };
}

function dollarProblem(span: Span, content: string): Said {
  const match = /^\$\{([^{}]*)\}/.exec(content.slice(span.start, span.start + 500));
  if (!match?.[1]) return { message: '"$" means nothing in an expression: variables are written without it.', span };
  const whole = { start: span.start, end: span.start + match[0].length };
  const inner = match[1].trim();
  const message = `An expression needs no \${ } inside: write ${inner}.`;
  return { message, span: whole, replacement: { span: whole, newText: inner } };
}

function tokenProblem({ span, token, expected = [] }: SyntaxFailure, content: string, interpolation: boolean): Said {
  const value = token?.value ?? '';
  const wrong = `${quote(value)} is not expected here`;
  const right = OTHER_LANGUAGES[value];
  // If an operator is possible here, the expression could also have ended.
  const atEnd = expected.includes('**');
  if (atEnd && token?.kind === 'identifier' && right) {
    const message = `JSON-e has no operator ${quote(value)}. Write "${right}".`;
    return { message, span, replacement: { span, newText: right } };
  }
  if (atEnd && OTHER_LANGUAGES[lastWord(content.slice(0, span.start))] === '!') {
    const start = content.lastIndexOf('not', span.start);
    const not = { start, end: start + 3 };
    return { message: 'JSON-e has no operator "not". Write "!".', span: not, replacement: { span: not, newText: '!' } };
  }
  if (atEnd) {
    const missing = interpolation ? 'an operator such as "+" or the closing "}"' : 'an operator such as "==" or "&&"';
    return { message: `${wrong}: ${missing} is missing before it.`, span };
  }
  if (expected.length > 2) return { message: `${wrong}: a value is missing before it.`, span };
  return { message: `${wrong}: ${expected.map(kindInWords).join(' or ')} is missing before it.`, span };
}

function kindInWords(kind: string): string {
  return kind === 'identifier' ? 'a name' : `"${kind}"`;
}
