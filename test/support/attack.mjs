import { parentPort, workerData } from 'node:worker_threads';

/** The length of an attack. What takes quadratic time takes seconds for it, and what is linear a millisecond. */
const LENGTH = 100_000;

/** Characters to try: those that people write, then those that they do not. */
const CHARACTERS = [
  ...'a0 -/.:,{}()[]"\'$\\\n\t_#%@!<>=&|*?+^~`;ABCDEFGHIJKLMNOPQRSTUVWXYZbcdefghijklmnopqrstuvwxyz123456789\r',
  ...'\0\x7f\u00a0\u200e\u2028\ud800\ufeffé',
];

/** The parts of a pattern that match a character each: a class, an escape, a character. */
const ATOM =
  /\[(?:\\.|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[^bBk])|[^\\()[\]{}|*+?^$]/gu;

/** A character for each part of the pattern. */
function samples({ source, flags }) {
  const own = flags.replace(/[gy]/g, '');
  return [...source.matchAll(ATOM)].flatMap(([atom]) => {
    let part;
    try {
      part = new RegExp(`^(?:${atom})$`, own);
    } catch {
      return [];
    }
    return CHARACTERS.find((character) => part.test(character)) ?? [];
  });
}

/**
 * Strings that may keep an expression busy: what a part of it or several neighbours match, over and over, behind what
 * comes before them in the pattern, and before something that does not go on.
 */
function* attacks(expression) {
  const all = samples(expression).slice(0, 40);
  const made = new Set();
  for (const [word] of expression.source.matchAll(/\w{4,}/g)) yield word.repeat(LENGTH / word.length);
  for (let at = 0; at < all.length; at++) {
    for (const size of [1, 2, 3, all.length]) {
      const unit = all.slice(at, at + size).join('');
      for (const before of [0, 1, 3, at]) {
        const prefix = all.slice(Math.max(0, at - before), at).join('');
        const key = `${prefix}\n${unit}`;
        if (made.has(key)) continue;
        made.add(key);
        const body = prefix + unit.repeat(Math.ceil(LENGTH / unit.length));
        for (const end of ['', '\n\0']) yield body + end;
      }
    }
  }
}

for (const { source, flags } of workerData) {
  const expression = new RegExp(source, flags);
  for (const text of attacks(expression)) {
    expression.lastIndex = 0;
    // What is sought once finds the rest of a text as well; a replacement goes through all of it.
    if (expression.global) text.replace(expression, '');
    else expression.test(text);
  }
  parentPort.postMessage('done');
}
