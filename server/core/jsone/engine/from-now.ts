/** The units of a time span and their names (json-e's from-now.js), in the required order: from the longest to the shortest. */
export const TIME_UNITS: readonly { readonly names: readonly string[]; readonly milliseconds: number }[] = [
  { names: ['y', 'year', 'years', 'yr'], milliseconds: 365 * 86_400_000 },
  { names: ['months', 'month', 'mo'], milliseconds: 30 * 86_400_000 },
  { names: ['weeks', 'week', 'wk', 'w'], milliseconds: 7 * 86_400_000 },
  { names: ['days', 'day', 'd'], milliseconds: 86_400_000 },
  { names: ['hours', 'hour', 'hr', 'h'], milliseconds: 3_600_000 },
  { names: ['minutes', 'minute', 'min', 'm'], milliseconds: 60_000 },
  { names: ['seconds', 'second', 'sec', 's'], milliseconds: 1_000 },
];

const SIGN = /\s*([-+])/y;
const PIECE = /\s*(\d+)\s*([a-z]+)/iy;

/**
 * The milliseconds of a time span such as `-1 day 2 hours`; undefined if json-e does not accept it. Takes linear time, while
 * json-e's pattern backtracks over white space.
 */
export function timeSpan(text: string): number | undefined {
  SIGN.lastIndex = 0;
  const sign = SIGN.exec(text);
  let at = sign?.[0].length ?? 0;
  let unit = 0;
  let sum = 0;
  for (;;) {
    PIECE.lastIndex = at;
    const piece = PIECE.exec(text);
    if (!piece) break;
    const name = piece[2]?.toLowerCase() ?? '';
    const found = TIME_UNITS.findIndex(({ names }, i) => i >= unit && names.includes(name));
    if (found < 0) return undefined;
    sum += Number(piece[1]) * (TIME_UNITS[found]?.milliseconds ?? 0);
    unit = found + 1;
    at = PIECE.lastIndex;
  }
  if (text.slice(at).trim() !== '') return undefined;
  return sign?.[1] === '-' ? -sum : sum;
}
