import { type Token, tokenAt } from '../../core/jsone/engine/index.js';

/** The types of tokens: those of LSP. */
export const TOKEN_TYPES = [
  'keyword',
  'variable',
  'parameter',
  'function',
  'property',
  'string',
  'number',
  'operator',
] as const;

export type TokenType = (typeof TOKEN_TYPES)[number];

/** A token in the content of a scalar. */
export interface ContentToken {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
}

/** The tokens of an expression, half typed or not: to the end of the content, or (in `${…}`) up to the closing brace. */
export function expressionTokens(
  content: string,
  from: number,
  place: 'whole' | 'interpolation',
): { readonly tokens: readonly ContentToken[]; readonly end: number } {
  const all: Token[] = [];
  let depth = 0;
  let end = from;
  for (;;) {
    const token = tokenAt(content, end);
    if (!token || token.kind === undefined) break;
    if (token.kind === '}' && depth-- === 0 && place === 'interpolation')
      return { tokens: typed(all), end: token.start };
    if (token.kind === '{') depth++;
    all.push(token);
    end = token.end;
  }
  return { tokens: typed(all), end };
}

function typed(all: readonly Token[]): ContentToken[] {
  return all.flatMap((token, i): ContentToken[] => {
    const type = typeOf(token, all[i - 1]?.kind, all[i + 1]?.kind);
    return type ? [{ start: token.start, end: token.end, type }] : [];
  });
}

function typeOf({ kind }: Token, before: string | undefined, after: string | undefined): TokenType | undefined {
  const isKey = (before === '{' || before === ',') && after === ':';
  switch (kind) {
    case 'identifier':
      if (before === '.' || isKey) return 'property';
      return after === '(' ? 'function' : 'variable';
    case 'string':
      return isKey ? 'property' : 'string';
    case 'number':
      return 'number';
    case 'in':
    case 'true':
    case 'false':
    case 'null':
      return 'keyword';
    default:
      return /^[()[\]{},.:]$/.test(kind) ? undefined : 'operator';
  }
}

/** The tokens in a string with `${…}`, with the marks around the expressions. */
export function interpolationTokens(content: string): readonly ContentToken[] {
  const found: ContentToken[] = [];
  const mark = /\$?\$\{/g;
  for (let match = mark.exec(content); match; match = mark.exec(content)) {
    if (match[0] !== '${') continue;
    const { tokens, end } = expressionTokens(content, mark.lastIndex, 'interpolation');
    found.push({ start: match.index, end: mark.lastIndex, type: 'operator' }, ...tokens);
    if (content[end] !== '}') break;
    found.push({ start: end, end: end + 1, type: 'operator' });
    mark.lastIndex = end + 1;
  }
  return found;
}
