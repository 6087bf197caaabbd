import { quote } from '../../base/quote.js';
import type { Span } from '../../base/text.js';
import type { Failure } from '../expression.js';
import type { StringProblem } from './problem.js';

/** Operators that people bring along from other languages. */
const OTHER_LANGUAGES: Readonly<Record<string, string>> = {
  and: '&&',
  or: '||',
  not: '!',
  is: '==',
  eq: '==',
  ne: '!=',
};

/**
 * What to say of an expression that json-e does not read. `source` is the string that it stands in, from `from` on;
 * `interpolation`: it stands in a `${…}`, else it is the whole string.
 */
export function syntaxProblem(failure: Failure, source: string, from: number, interpolation: boolean): StringProblem {
  const { span } = failure;
  if (failure.kind === 'end') return endProblem(span, source, from, interpolation);
  if (failure.kind === 'character') return characterProblem(span, source);
  if (failure.kind === 'depth') return { message: 'This expression is nested too deeply to be read.', span };
  return tokenProblem(failure, source);
}

function endProblem(span: Span, source: string, from: number, interpolation: boolean): StringProblem {
  if (interpolation) {
    const start = { start: from - 2, end: from };
    const message = 'This "${" is never closed: a "}" is missing. For a plain "${" write "$${".';
    const replacement = { span: { start: from - 2, end: from - 2 }, newText: '$', title: 'Write $${' };
    // What is wrong is seen at the beginning: the end of the string can be far away.
    return source.indexOf('}', from) < 0 ? { message, span: start, replacement } : { message, span: start };
  }
  if (source.trim() === '') return { message: 'An expression is expected here, but this string is empty.', span };
  return { message: `The expression ends too early: nothing follows ${quote(lastWord(source))}.`, span };
}

function lastWord(source: string): string {
  return (
    source
      .slice(-50)
      .trimEnd()
      .match(/\w+|[^\w\s]+/g)
      ?.at(-1) ?? ''
  );
}

function characterProblem(span: Span, source: string): StringProblem {
  const character = source.charAt(span.start);
  const before = source.charAt(span.start - 1);
  if (character === '"' || character === "'") {
    return { message: `The string that begins here has no closing ${character} in this expression.`, span };
  }
  if (character === '$') return dollarProblem(span, source);
  if (character === '=' && /[=!<>]/.test(before)) {
    return {
      message: `JSON-e compares with "${before === '!' ? '!=' : '=='}", without a further "=".`,
      span,
      replacement: { span, newText: '', title: 'Remove "="' },
    };
  }
  const doubled = { '=': 'compares', '&': 'writes "and" as', '|': 'writes "or" as' }[character];
  if (doubled) {
    const right = `${character}${character}`;
    const message = doubled === 'compares' ? `JSON-e compares with "${right}".` : `JSON-e ${doubled} "${right}".`;
    return { message: `"${character}" is not an operator. ${message}`, span, replacement: { span, newText: right } };
  }
  if (character === '?' && source.includes(':', span.end))
    return { message: 'JSON-e has no "?:". Use $if with "then" and "else".', span };
  if (character === '\\')
    return { message: 'Strings in expressions have no escapes, and "\\" stands for nothing else.', span };
  return {
    message: `${quote(String.fromCodePoint(source.codePointAt(span.start) ?? 0))} means nothing in an expression.`,
    span,
  };
}

function dollarProblem(span: Span, source: string): StringProblem {
  const match = /^\$\{([^{}]*)\}/.exec(source.slice(span.start, span.start + 500));
  if (!match?.[1]) return { message: '"$" means nothing in an expression: variables are written without it.', span };
  const whole = { start: span.start, end: span.start + match[0].length };
  const inner = match[1].trim();
  const message = `An expression needs no \${ } inside: write ${inner}.`;
  return { message, span: whole, replacement: { span: whole, newText: inner } };
}

function tokenProblem({ span, token, expected }: Failure & { kind: 'token' }, source: string): StringProblem {
  const wrong = `${quote(token.value)} is not expected here`;
  const right = OTHER_LANGUAGES[token.value];
  const atEnd = expected.length === 0 || (expected.length === 1 && expected[0] === '}');
  if (atEnd && token.kind === 'identifier' && right) {
    return {
      message: `JSON-e has no operator ${quote(token.value)}. Write "${right}".`,
      span,
      replacement: { span, newText: right },
    };
  }
  if (atEnd && OTHER_LANGUAGES[previousWord(source, span)] === '!') {
    const start = source.lastIndexOf('not', span.start);
    const not = { start, end: start + 3 };
    return { message: 'JSON-e has no operator "not". Write "!".', span: not, replacement: { span: not, newText: '!' } };
  }
  if (expected.length === 0)
    return { message: `${wrong}: an operator such as "==" or "&&" is missing before it.`, span };
  if (expected.length === 1 && expected[0] === '}') {
    return { message: `${wrong}: an operator such as "+" or the closing "}" is missing before it.`, span };
  }
  if (expected.length > 2) return { message: `${wrong}: a value is missing before it.`, span };
  return { message: `${wrong}: ${expected.map(kindInWords).join(' or ')} is missing before it.`, span };
}

function previousWord(source: string, { start }: Span): string {
  return lastWord(source.slice(0, start));
}

function kindInWords(kind: string): string {
  return kind === 'identifier' ? 'a name' : `"${kind}"`;
}
