/** A source of numbers in [0, 1) that gives the same row of numbers for the same seed, on every machine. */
export type Random = () => number;

/** A linear congruential generator, modulus 2^32; the upper bits are the good ones, and a fraction begins with them. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** One of several values. */
export function oneOf<T>(random: Random, values: readonly [T, ...T[]]): T {
  return values[Math.floor(random() * values.length)] ?? values[0];
}

/** A string of so many characters out of `set`. */
export function charactersOf(random: Random, count: number, set: string): string {
  let text = '';
  for (let i = 0; i < count; i++) text += set[Math.floor(random() * set.length)];
  return text;
}
