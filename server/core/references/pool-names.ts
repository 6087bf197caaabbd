import { PATTERNS } from '../identifiers/patterns.js';
import type { Part } from '../jsone/strings.js';
import { isPoolless } from './built-in-queues.js';
import { MAX_POOLS, type PoolNames } from './queue-reference.js';

/** A value of which some parts are not known before it is filled in: literals and interpolations, in their order. */
export type CandidateValue = readonly Part[];

/** The most interpolations of one wording that are told apart: each costs a pattern another way to match. */
const MAX_HOLES = 4;

export function isExact(wording: CandidateValue): boolean {
  return wording.every((part) => part.kind === 'literal');
}

export function literal(text: string): CandidateValue {
  return text === '' ? [] : [{ kind: 'literal', text }];
}

export const INTERPOLATION: CandidateValue = [{ kind: 'interpolation', text: '' }];

/** Every way to put one of each list behind one of the list before; undefined where these are too many to tell apart. */
export function combine(lists: readonly (readonly CandidateValue[])[]): CandidateValue[] | undefined {
  let all: CandidateValue[] = [[]];
  for (const list of lists) {
    if (all.length * list.length > MAX_POOLS) return undefined;
    all = all.flatMap((left) => list.map((right) => [...left, ...right]));
  }
  return all;
}

/**
 * The pools that the wordings of one taskQueueId can name; undefined where they say nothing, so that it could be any.
 * What is no valid id names no pool, and neither do the queues that have none.
 */
export function poolNames(wordings: readonly CandidateValue[]): PoolNames | undefined {
  if (wordings.every(isExact)) {
    const ids = new Set(wordings.map((wording) => wording.map((part) => part.text).join('')));
    return { kind: 'exact', ids: [...ids].filter(isPool).sort() };
  }
  if (wordings.some((wording) => !wording.some(saysSomething))) return undefined;
  const sources = new Set(wordings.map(sourceOf));
  return { kind: 'pattern', pattern: new RegExp(`^(?:${[...sources].join('|')})$`) };
}

function isPool(id: string): boolean {
  return PATTERNS.taskQueueId.test(id) && !isPoolless(id);
}

function saysSomething(part: Part): boolean {
  return part.kind === 'literal' && /[^/\s]/.test(part.text);
}

/** A wording as a regular expression. A interpolation can hold what its half can, and the slash if that is not written. */
function sourceOf(wording: CandidateValue): string {
  const slashed = wording.some((part) => part.kind === 'literal' && part.text.includes('/'));
  let interpolation = slashed ? '[a-zA-Z0-9_-]*' : '[a-zA-Z0-9_/-]*';
  let source = '';
  for (const part of fewHoles(wording)) {
    if (part.kind === 'interpolation') {
      if (!source.endsWith(interpolation)) source += interpolation;
      continue;
    }
    source += part.text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    if (slashed && part.text.includes('/')) interpolation = '[a-z0-9-]*';
  }
  return source;
}

function fewHoles(wording: CandidateValue): CandidateValue {
  if (wording.filter((part) => part.kind === 'interpolation').length <= MAX_HOLES) return wording;
  const first = wording.findIndex((part) => part.kind === 'interpolation');
  const last = wording.findLastIndex((part) => part.kind === 'interpolation');
  const slash = wording.slice(first, last).some((part) => part.kind === 'literal' && part.text.includes('/'));
  const middle: CandidateValue = slash ? [...INTERPOLATION, ...literal('/'), ...INTERPOLATION] : INTERPOLATION;
  return [...wording.slice(0, first), ...middle, ...wording.slice(last + 1)];
}
