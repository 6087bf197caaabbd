import type { Entry } from '../../syntax/node.js';
import { OPERATORS, type Operator } from '../operators.js';
import type { Checker } from './problem.js';

/** An operator with what stands beside it. */
export interface Operation {
  readonly operator: Operator;
  readonly entry: Entry;
  readonly entries: ReadonlyMap<string, Entry>;
  /** A key beside it has been reported: it may be what seems to be missing. */
  readonly stray: boolean;
}

/** The operators among the keys of a mapping, in the order in which they stand there. */
export function operatorsIn(entries: ReadonlyMap<string, Entry>): Operator[] {
  return OPERATORS.filter((operator) => entries.has(operator)).sort(
    (a, b) => (entries.get(a)?.start ?? 0) - (entries.get(b)?.start ?? 0),
  );
}

/** Reports that a part of an operator is missing, unless a stray key may be that part, misspelt. */
export function reportMissing(checker: Checker, { operator, entry, stray }: Operation, what: string): void {
  if (!stray) checker.report({ message: `${operator} needs ${what}.`, span: entry.key });
}
