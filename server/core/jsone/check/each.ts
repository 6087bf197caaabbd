import { quote } from '../../base/quote.js';
import type { Entry } from '../../syntax/node.js';
import type { Checker } from './problem.js';

const NAME = '[a-zA-Z_][a-zA-Z0-9_]*';

/** The pair `each(x)` or `by(x)` that an operator takes: what its key looks like and how messages write it. */
export interface EachForm {
  readonly word: 'each' | 'by';
  /** The whole key, with a group for each variable (json-e's index.js). */
  readonly pattern: RegExp;
  /** What json-e's look at the stray keys lets pass. */
  readonly passes: string;
  readonly example: string;
}

const form = (word: 'each' | 'by', parameters: string, example: string): EachForm => {
  const source = `${word}\\(${parameters}\\)`;
  return { word, pattern: new RegExp(`^${source}$`), passes: source, example };
};

export const EACH = form('each', `(${NAME})(?:,\\s*(${NAME}))?`, '"each(x)" or "each(x, i)"');
export const EACH_REDUCE = form(
  'each',
  `(${NAME}),\\s*(${NAME})(?:,\\s*(${NAME}))?`,
  '"each(result, x)" or "each(result, x, i)"',
);
export const BY = form('by', `(${NAME})`, '"by(x)"');

/** The entry of that form, and the variables that its value sees. */
export function findEach(
  entries: ReadonlyMap<string, Entry>,
  { pattern }: EachForm,
): { entry: Entry; variables: string[] } | undefined {
  for (const [key, entry] of entries) {
    const match = pattern.exec(key);
    if (match) return { entry, variables: match.slice(1).filter((name) => name !== undefined) };
  }
  return undefined;
}

/** Whether a key was meant to be of that form. */
export function isLike(key: string, { word }: EachForm): boolean {
  return new RegExp(`^\\$?${word}\\b`, 'i').test(key);
}

/** Reports a key that is not quite of that form. */
export function reportMalformed(checker: Checker, key: string, entry: Entry, eachForm: EachForm): void {
  const span = { start: entry.key.start, end: entry.key.end };
  const names =
    /^\$?\w+\s*\(([\w\s,]*)\)$/
      .exec(key)?.[1]
      ?.split(/[\s,]+/)
      .filter((name) => name !== '') ?? [];
  const right = `${eachForm.word}(${names.join(', ')})`;
  if (eachForm.pattern.test(right)) {
    const plain = entry.key.kind === 'scalar' && entry.key.style === 'plain';
    const fix = plain ? { replacement: { span, newText: right, title: `Write ${right}` } } : {};
    checker.report({ message: `${quote(key)} must be written "${right}".`, span, ...fix });
  } else checker.report({ message: `${quote(key)} must name variables, as ${eachForm.example} does.`, span });
}
