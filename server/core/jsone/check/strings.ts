import { parseExpression } from '../expression.js';
import { aKind, createKindOf } from './kinds.js';
import { expressionProblems, type Hole, shellProblem } from './names.js';
import type { StringProblem } from './problem.js';
import type { Scope } from './scope.js';
import { syntaxProblem } from './words.js';

/** How many mistakes of one string are reported: a long script may be full of `${…}` for the shell. */
const MOST = 50;

/** The mistakes in the `${…}` of a string, which json-e fills in one after the other. */
export function stringProblems(text: string, scope: Scope): StringProblem[] {
  const problems: StringProblem[] = [];
  const mark = /\$?\$\{/g;
  for (let match = mark.exec(text); match && problems.length < MOST; match = mark.exec(text)) {
    if (match[0] === '$${') continue;
    const end = checkHole(text, match.index, scope, problems);
    if (end === undefined) break;
    mark.lastIndex = end;
  }
  return problems;
}

/** Checks the `${…}` at `start`. Gives its end, or where to go on behind one that cannot be read. */
function checkHole(text: string, start: number, scope: Scope, problems: StringProblem[]): number | undefined {
  const from = start + 2;
  const parsed = parseExpression(text, from, 'interpolation');
  if (parsed.failure) {
    const brace = text.indexOf('}', Math.max(from, parsed.failure.span.start));
    const close = text.indexOf('}', from) + 1;
    const shell = close > 0 ? shellHole(text, start, close) : undefined;
    if (parsed.failure.kind !== 'depth') problems.push(shell ?? syntaxProblem(parsed.failure, text, from, true));
    return brace < 0 ? undefined : brace + 1;
  }
  const interpolation: Hole = { start, end: parsed.end + 1, text: text.slice(start, parsed.end + 1) };
  const { tree } = parsed;
  if (!tree) {
    const message = 'There is no expression in these braces. For a literal ${}, write $${}.';
    problems.push({ ...shellProblem(interpolation), message });
    return interpolation.end;
  }
  const kindOf = createKindOf(scope.names);
  const found = expressionProblems(tree, scope, interpolation, kindOf);
  problems.push(...found);
  const kind = kindOf(tree);
  if (found.length === 0 && (kind === 'list' || kind === 'mapping')) {
    const message = `This gives ${aKind(kind)}, which cannot stand in a string. Use {$eval: …}, or join() or $json to make a string of it.`;
    problems.push({ message, span: { start, end: interpolation.end } });
  }
  return interpolation.end;
}

/** What only a shell understands: `${NAME:-default}`, `${NAME%.*}`, `${#NAME}`, `${LIST[@]}`. */
const SHELL = /^\$\{(?:[#!]\w+|[A-Za-z_]\w*(?::?[-=+?]|[#%/^,@]|:\d|\[[@*]\]|:[$\w])[^\n]*|[0-9]|[@*#?$!])\}$/;

function shellHole(text: string, start: number, end: number): StringProblem | undefined {
  const interpolation: Hole = { start, end, text: text.slice(start, Math.min(end, start + 500)) };
  if (interpolation.text.length !== end - start || !SHELL.test(interpolation.text)) return undefined;
  return {
    ...shellProblem(interpolation),
    message: `${interpolation.text} is not an expression of JSON-e. To leave it to the shell, write $${interpolation.text}.`,
  };
}
