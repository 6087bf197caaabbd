import { didYouMean } from '../../base/did-you-mean.js';
import { quote } from '../../base/quote.js';
import { TIME_UNITS, timeSpan } from '../engine/index.js';

const UNITS: readonly string[] = TIME_UNITS.flatMap(({ names }) => names);

const RIGHT = 'such as "1 day" or "2 hours 30 minutes"';

/** The time span that was obviously meant by a number of seconds: a round one, of at least a minute. */
export function spanOfSeconds(seconds: number): string | undefined {
  if (!Number.isInteger(seconds) || seconds < 60) return undefined;
  const units = { day: 86_400, hour: 3_600, minute: 60 };
  const found = Object.entries(units).find(([, size]) => seconds % size === 0);
  const count = found && seconds / found[1];
  return found && `${count} ${found[0]}${count === 1 ? '' : 's'}`;
}

/** What is wrong with a time span, and the spelling that was obviously meant; undefined if json-e accepts it. */
export function judgeTimeSpan(text: string): { message: string; suggestion?: string } | undefined {
  if (timeSpan(text) !== undefined) return undefined;
  const wrong = `${quote(text)} is not a time span.`;
  if (/\d[.,]\d/.test(text)) return { message: `${wrong} Use whole numbers, ${RIGHT}.` };
  // Longer ones are not analyzed.
  const pieces = text.length > 200 ? undefined : piecesOf(text);
  if (!pieces) return { message: `${wrong} Write a number and a unit, ${RIGHT}.` };
  const repaired = pieces.map(({ count, unit }) => ({ count, unit: known(unit) ?? didYouMean(unit, UNITS) }));
  if (repaired.some(({ unit }) => unit === undefined)) {
    const unknown = pieces.find(({ unit }) => !known(unit) && !didYouMean(unit, UNITS));
    return {
      message: `${wrong} ${quote(unknown?.unit ?? '')} is not a unit of time. Write a number and a unit, ${RIGHT}.`,
    };
  }
  const sign = /^\s*[-+]\s*/.exec(text)?.[0] ?? '';
  const ordered = [...repaired].sort((a, b) => rank(a.unit) - rank(b.unit));
  const suggestion = sign + ordered.map(({ count, unit }) => `${count} ${unit}`).join(' ');
  if (timeSpan(suggestion) === undefined) return { message: `${wrong} Each unit may appear only once, ${RIGHT}.` };
  const misspelt = pieces.some(({ unit }) => !known(unit));
  if (misspelt) return { message: `${wrong} Did you mean "${suggestion}"?`, suggestion };
  return { message: `${wrong} Units go from the longest to the shortest: "${suggestion}".`, suggestion };
}

interface Piece {
  readonly count: string;
  readonly unit: string;
}

/** The numbers and units of a time span; undefined if it contains anything else. */
function piecesOf(text: string): Piece[] | undefined {
  const body = text.replace(/^\s*[-+]\s*/, '');
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of body.matchAll(/(\d+)\s*([a-z]+)(?:[\s,]|\band\b)*/giy)) {
    pieces.push({ count: match[1] ?? '', unit: match[2] ?? '' });
    at += match[0].length;
  }
  return at === body.length && pieces.length > 0 ? pieces : undefined;
}

function known(unit: string): string | undefined {
  return UNITS.find((name) => name === unit.toLowerCase());
}

function rank(unit: string | undefined): number {
  return TIME_UNITS.findIndex(({ names }) => names.some((name) => name === unit));
}
