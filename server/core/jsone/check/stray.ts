import { didYouMean } from '../../base/did-you-mean.js';
import { quote } from '../../base/quote.js';
import type { Entry } from '../../syntax/node.js';
import { isAllowedBeside, operatorSyntax } from '../engine/index.js';
import { type Operator, wordsBeside } from '../operators.js';
import { BY, EACH, EACH_REDUCE, type EachForm, isLike, reportMalformed } from './each.js';
import type { Checker } from './problem.js';

/** The `each(…)` or `by(…)` that stands beside an operator. */
function eachBeside(operator: Operator): EachForm | undefined {
  const companion = operatorSyntax(operator).companions.find(({ variables }) => variables);
  if (companion?.word === 'by') return BY;
  return companion && (operator === '$reduce' ? EACH_REDUCE : EACH);
}

/**
 * Reports the keys beside an operator that json-e refuses (its checkUndefinedProperties): all that do not match one
 * pattern, in which only the last alternative is tied to the end of the key and none to its beginning. Says whether
 * there were any.
 */
export function reportStray(checker: Checker, operator: Operator, entries: ReadonlyMap<string, Entry>): boolean {
  const each = eachBeside(operator);
  const stray = [...entries].filter(([key]) => !isAllowedBeside(operator, key));
  for (const [key, entry] of stray) {
    if (each && isLike(key, each)) reportMalformed(checker, key, entry, each);
    else reportOne(checker, operator, key, entry);
  }
  return stray.length > 0;
}

function reportOne(checker: Checker, operator: Operator, key: string, entry: Entry): void {
  const [words, each] = [wordsBeside(operator), eachBeside(operator)];
  const span = { start: entry.key.start, end: entry.key.end };
  const wrong = `${quote(key)} cannot stand beside ${operator}`;
  const bare = key.replace(/^\$/, '');
  const meant = words.find((word) => word === bare) ?? didYouMean(bare, words);
  if (meant !== undefined) {
    const replacement = { span, newText: meant, title: `Write ${meant}` };
    checker.report({ message: `${wrong}. Did you mean "${meant}"?`, span, replacement });
    return;
  }
  const known = [...words.map((word) => `"${word}"`), ...(each ? [each.example] : [])];
  const right = known.length > 0 ? `only ${known.join(' and ')} can` : 'it must be alone in its mapping';
  checker.report({ message: `${wrong}: ${right}.`, span });
}
