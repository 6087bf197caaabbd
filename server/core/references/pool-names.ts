import { PATTERNS } from '../identifiers/patterns.js';
import type { Part } from '../jsone/strings.js';
import { isPoolless } from './built-in-queues.js';
import { MAX_POOLS, type PoolNames } from './queue-reference.js';

/** A value with parts that are filled in later: literals and interpolations, in order. */
export type CandidateValue = readonly Part[];

/** The most interpolations in one candidate that are kept separate. Each one makes the pattern more expensive to match. */
const MAX_INTERPOLATIONS = 4;

export function isExact(candidate: CandidateValue): boolean {
  return candidate.every((part) => part.kind === 'literal');
}

export function literal(text: string): CandidateValue {
  return text === '' ? [] : [{ kind: 'literal', text }];
}

export const INTERPOLATION: CandidateValue = [{ kind: 'interpolation', text: '' }];

/** All combinations with one element of each list, in order; undefined if there are too many. */
export function combine(lists: readonly (readonly CandidateValue[])[]): CandidateValue[] | undefined {
  let all: CandidateValue[] = [[]];
  for (const list of lists) {
    if (all.length * list.length > MAX_POOLS) return undefined;
    all = all.flatMap((left) => list.map((right) => [...left, ...right]));
  }
  return all;
}

/**
 * The pools that the candidates of one taskQueueId can name; undefined if it could be any pool. An invalid id names no pool, and
 * neither do queues that have none.
 */
export function poolNames(candidates: readonly CandidateValue[]): PoolNames | undefined {
  if (candidates.every(isExact)) {
    const ids = new Set(candidates.map((candidate) => candidate.map((part) => part.text).join('')));
    return { kind: 'exact', ids: [...ids].filter(isPool).sort() };
  }
  if (candidates.some((candidate) => !candidate.some(saysSomething))) return undefined;
  const sources = new Set(candidates.map(sourceOf));
  return { kind: 'pattern', pattern: new RegExp(`^(?:${[...sources].join('|')})$`) };
}

function isPool(id: string): boolean {
  return PATTERNS.taskQueueId.test(id) && !isPoolless(id);
}

function saysSomething(part: Part): boolean {
  return part.kind === 'literal' && /[^/\s]/.test(part.text);
}

/** A candidate as a regular expression. An interpolation matches what its half allows, and the slash if that is not written. */
function sourceOf(candidate: CandidateValue): string {
  const slashed = candidate.some((part) => part.kind === 'literal' && part.text.includes('/'));
  let interpolation = slashed ? '[a-zA-Z0-9_-]*' : '[a-zA-Z0-9_/-]*';
  let source = '';
  for (const part of fewInterpolations(candidate)) {
    if (part.kind === 'interpolation') {
      if (!source.endsWith(interpolation)) source += interpolation;
      continue;
    }
    source += part.text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    if (slashed && part.text.includes('/')) interpolation = '[a-z0-9-]*';
  }
  return source;
}

function fewInterpolations(candidate: CandidateValue): CandidateValue {
  if (candidate.filter((part) => part.kind === 'interpolation').length <= MAX_INTERPOLATIONS) return candidate;
  const first = candidate.findIndex((part) => part.kind === 'interpolation');
  const last = candidate.findLastIndex((part) => part.kind === 'interpolation');
  const slash = candidate.slice(first, last).some((part) => part.kind === 'literal' && part.text.includes('/'));
  const middle: CandidateValue = slash ? [...INTERPOLATION, ...literal('/'), ...INTERPOLATION] : INTERPOLATION;
  return [...candidate.slice(0, first), ...middle, ...candidate.slice(last + 1)];
}
