import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Change, movedBy, type Place } from '../../client/worker-view/moved.js';

const at = (line: number, character: number): Place => ({ line, character });

/** Lines and characters of a change, and its text. */
const change = (from: readonly [number, number], to: readonly [number, number], text: string): Change => ({
  range: { start: { line: from[0], character: from[1] }, end: { line: to[0], character: to[1] } },
  text,
});

describe('the place of a view', () => {
  const PLACES: readonly (readonly [string, readonly Change[], Place])[] = [
    ['stays if something is typed below it', [change([6, 0], [6, 0], 'a\nb\n')], at(5, 4)],
    ['stays if something is typed on its line, behind it', [change([5, 9], [5, 9], 'a\n')], at(5, 4)],
    ['stays if something behind it is replaced, across lines', [change([5, 9], [7, 1], 'a')], at(5, 4)],
    ['stays if something is typed right there', [change([5, 4], [5, 4], 'ab')], at(5, 4)],
    ['moves to the right with text before it', [change([5, 0], [5, 2], 'abc')], at(5, 5)],
    ['moves down with lines before it', [change([1, 3], [1, 3], 'a\nb\n')], at(7, 4)],
    ['moves up with lines before it', [change([1, 0], [3, 0], '')], at(3, 4)],
    ['stays if lines before it are replaced by as many', [change([1, 0], [3, 0], 'a\nb\n')], at(5, 4)],
    ['moves down if its line is broken before it', [change([5, 1], [5, 1], '\n  ')], at(6, 5)],
    ['moves up if its line is joined with the one before', [change([4, 7], [5, 2], ' ')], at(4, 10)],
    ['is where what contained it was', [change([4, 3], [8, 0], 'a\nb')], at(4, 3)],
    ['takes several changes', [change([1, 0], [1, 0], '\n'), change([0, 0], [0, 0], '\n')], at(7, 4)],
  ];
  for (const [title, changes, place] of PLACES) it(title, () => assert.deepEqual(movedBy(at(5, 4), changes), place));
});
