import { bytesOf } from './file-names.js';

/** The number of unchanged lines to show around a change. */
const CONTEXT = 3;
/** How many lines to search for the next match before the rest of both texts counts as different. */
const REACH = 200;

/** Lines `aStart` to `aEnd` of the old text became `bStart` to `bEnd` of the new one; ends exclusive. */
interface Change {
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
}

/**
 * The change of the file `name` (from the top of its repository) as a unified diff for `git apply` and `patch -p1`; empty if
 * there is no change. The line `diff --git` tells git that the name is not relative to the current folder.
 *
 * A migration changes a few lines in many places, so continuing at the nearest place where both texts agree is linear.
 * The package `diff` finds the shortest difference overall, which is quadratic in the number of changes: it takes 15 s for
 * 3,000 changes, and this takes 20 ms.
 */
export function unifiedDiff(name: string, before: string, after: string): string {
  const a = splitLines(before);
  const b = splitLines(after);
  const hunks = group(changesOf(a, b)).map((changes) => hunkText(changes, a, b));
  if (hunks.length === 0) return '';
  const [from, to] = [quoted(`a/${name}`), quoted(`b/${name}`)];
  return `diff --git ${from} ${to}\n--- ${ending(from)}\n+++ ${ending(to)}\n${hunks.join('')}`;
}

/** The lines with their line feeds; the last line may lack one. */
function splitLines(text: string): string[] {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const ended = lines.map((line) => `${line}\n`);
  return last === '' ? ended : [...ended, last];
}

function changesOf(a: readonly string[], b: readonly string[]): Change[] {
  const changes: Change[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && a[i] === b[j]) {
      i++;
      j++;
      continue;
    }
    const [aEnd, bEnd] = meetingPoint(a, b, i, j);
    changes.push({ aStart: i, aEnd, bStart: j, bEnd });
    i = aEnd;
    j = bEnd;
  }
  return changes;
}

/** The nearest lines after `i` and `j` from which both texts agree, for at least two lines or to the end. */
function meetingPoint(a: readonly string[], b: readonly string[], i: number, j: number): [number, number] {
  for (let distance = 1; distance <= REACH; distance++) {
    for (let skipped = 0; skipped <= distance; skipped++) {
      const x = i + distance - skipped;
      const y = j + skipped;
      if (x <= a.length && y <= b.length && a[x] === b[y] && a[x + 1] === b[y + 1]) return [x, y];
    }
  }
  return [a.length, b.length];
}

/** Groups changes that are close enough to share a hunk. */
function group(changes: readonly Change[]): Change[][] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const current = groups.at(-1);
    const last = current?.at(-1);
    if (current && last && change.aStart - last.aEnd <= 2 * CONTEXT) current.push(change);
    else groups.push([change]);
  }
  return groups;
}

function hunkText(changes: readonly Change[], a: readonly string[], b: readonly string[]): string {
  const first = changes[0];
  const last = changes.at(-1);
  if (!first || !last) return '';
  const lead = Math.min(CONTEXT, first.aStart);
  const trail = Math.min(CONTEXT, a.length - last.aEnd);
  const lines: string[] = [];
  let at = first.aStart - lead;
  for (const { aStart, aEnd, bStart, bEnd } of changes) {
    for (const line of a.slice(at, aStart)) lines.push(` ${line}`);
    for (const line of a.slice(aStart, aEnd)) lines.push(`-${line}`);
    for (const line of b.slice(bStart, bEnd)) lines.push(`+${line}`);
    at = aEnd;
  }
  for (const line of a.slice(at, last.aEnd + trail)) lines.push(` ${line}`);
  const old = rangeText(first.aStart - lead, last.aEnd + trail);
  const now = rangeText(first.bStart - lead, last.bEnd + trail);
  return `@@ -${old} +${now} @@\n${lines.map(ended).join('')}`;
}

/** Lines count from 1 here, and an empty range names the line before it. */
function rangeText(start: number, end: number): string {
  const count = end - start;
  const from = count === 0 ? start : start + 1;
  return count === 1 ? `${from}` : `${from},${count}`;
}

function ended(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\r', '\\r'],
]);

/** A name as git writes it: if it has line breaks or control characters, in quotes with octal numbers for bytes. */
function quoted(name: string): string {
  if (!/["\\\p{C}\p{Zl}\p{Zp}]/u.test(name)) return name;
  const bytes = [...bytesOf(name).toString('latin1')];
  return `"${bytes.map((byte) => ESCAPES.get(byte) ?? (/[ -~]/.test(byte) ? byte : octal(byte))).join('')}"`;
}

function octal(byte: string): string {
  return `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`;
}

/** A name with a space is followed by a tab. */
function ending(name: string): string {
  return name.includes(' ') && !name.startsWith('"') ? `${name}\t` : name;
}
