/** Longer words are not compared: nobody mistypes them, and the comparison is quadratic. */
const LONGEST = 80;

/**
 * The candidate that `word` obviously means: equal except for case, dashes and underscores, or a few keystrokes away, or
 * another form of the same noun or verb, or the only one that begins with it. Undefined if there is none, or if there are
 * several.
 */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST || word === '') return undefined;
  const others = [...candidates].filter((candidate) => candidate !== word);
  const bare = plain(word);
  const alike = others.filter((candidate) => plain(candidate) === bare);
  return only(alike) ?? only(closest(bare, others)) ?? only(inflected(bare, others)) ?? only(begun(bare, others));
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[-_\s]/g, '');
}

/** About one keystroke per four letters may be wrong. */
function closest(bare: string, candidates: readonly string[]): string[] {
  let best = Math.min(3, Math.max(1, Math.floor(bare.length / 4)));
  let found: string[] = [];
  for (const candidate of candidates) {
    const other = plain(candidate);
    if (other.length < 3 || Math.abs(other.length - bare.length) > best) continue;
    const distance = editDistance(bare, other, best);
    if (distance < best) found = [];
    if (distance > best) continue;
    best = distance;
    found.push(candidate);
  }
  return found;
}

/** Candidates that only differ in their endings: `retrys` and `retries`, `polices` and `policy`. */
function inflected(bare: string, candidates: readonly string[]): string[] {
  const stem = stemOf(bare);
  return stem.length < 4 ? [] : candidates.filter((candidate) => stemOf(plain(candidate)) === stem);
}

function stemOf(bare: string): string {
  return bare.replace(/(?:ies|ys|es|s|y|e)$/, '');
}

function begun(bare: string, candidates: readonly string[]): string[] {
  return bare.length < 4 ? [] : candidates.filter((candidate) => plain(candidate).startsWith(bare));
}

function only(words: readonly string[]): string | undefined {
  return words.length === 1 ? words[0] : undefined;
}

/**
 * The candidates at most `farthest` keystrokes away from `word`, the closest first and alphabetically among equals; at most
 * `most` of them. Differences in case count little.
 */
export function didYouMeanAny(word: string, candidates: Iterable<string>, most: number, farthest: number): string[] {
  if (word.length > LONGEST) return [];
  const found: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) > farthest) continue;
    const alike = candidate.toLowerCase() === word.toLowerCase();
    const distance = alike ? 0.5 : editDistance(word, candidate, farthest);
    if (distance <= farthest) found.push({ candidate, distance });
  }
  found.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return found.slice(0, most).map(({ candidate }) => candidate);
}

/**
 * Damerau-Levenshtein (optimal string alignment): letters missing, added or changed, or two neighbours swapped. Infinity if it is
 * more than `most`: of each row, only as many letters to both sides are then looked at.
 */
export function editDistance(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row: number[] = new Array(b.length + 1).fill(Number.POSITIVE_INFINITY);
    if (i <= most) row[0] = i;
    for (let j = Math.max(1, i - most); j <= Math.min(b.length, i + most); j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(before, j - 2) + 1);
      row[j] = least;
    }
    before = previous;
    previous = row;
  }
  const distance = at(previous, b.length);
  return distance > most ? Number.POSITIVE_INFINITY : distance;
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
