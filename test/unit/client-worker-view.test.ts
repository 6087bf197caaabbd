import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Change, movedBy } from '../../client/worker-view/moved.js';

/** Lines and characters of a change, and its text. */
const change = (from: readonly [number, number], to: readonly [number, number], text: string): Change => ({
  range: { start: { line: from[0], character: from[1] }, end: { line: to[0], character: to[1] } },
  text,
});

describe('the place of a view', () => {
  const PLACES: readonly (readonly [string, readonly Change[], number])[] = [
    ['stays if something is typed below it', [change([6, 0], [6, 0], 'a\nb\n')], 5],
    ['stays if something is typed on its line, behind it', [change([5, 9], [5, 9], 'a\n')], 5],
    ['moves down with lines before it', [change([1, 3], [1, 3], 'a\nb\n')], 7],
    ['moves up with lines before it', [change([1, 0], [3, 0], '')], 3],
    ['stays if lines before it are replaced by as many', [change([1, 0], [3, 0], 'a\nb\n')], 5],
    ['moves down if its line is broken before it', [change([5, 1], [5, 1], '\n')], 6],
    ['is where what contained it was', [change([4, 0], [8, 0], '')], 4],
    ['takes several changes', [change([1, 0], [1, 0], '\n'), change([0, 0], [0, 0], '\n')], 7],
  ];
  for (const [title, changes, line] of PLACES)
    it(title, () => assert.equal(movedBy({ line: 5, character: 4 }, changes).line, line));
});
